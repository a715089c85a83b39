import { describe, expect, it } from 'vitest';
import { StoreError } from '../store.js';
import { type Batching, batcher, fulfilled, rejected } from './batcher.js';

/** Batches as they ran; each is answered when the test says so. */
function recorder(options: Partial<Batching<string, string>> = {}) {
  const batches: string[][] = [];
  const finish: (() => void)[] = [];
  const batching: Batching<string, string> = {
    share: () => 1 / 4,
    run: async (calls) => {
      batches.push([...calls]);
      await new Promise<void>((resolve) => finish.push(resolve));
      return calls.map((call) => fulfilled(call.toUpperCase()));
    },
    ...options,
  };
  return { batches, finish, ...batcher(batching) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const atOnce = (name: string) => batcher<string, string>({ share: () => 1 / 8, run: runsOf(name) });
const runsOf = (bad: string) => async (calls: readonly string[]) => {
  if (calls.includes(bad)) throw Object.assign(new Error('bad'), { code: '23514' });
  return calls.map(fulfilled);
};

describe('single calls', () => {
  it('run at once when nothing is under way, with whatever came in the same breath', async () => {
    const { one, batches, finish } = recorder();
    const answers = [one('a'), one('b')];
    await settled();
    expect(batches).toEqual([['a', 'b']]);
    finish[0]?.();
    expect(await Promise.all(answers)).toEqual(['A', 'B']);
  });

  it('gather while a batch is under way, up to what a batch holds', async () => {
    const { one, batches, finish } = recorder();
    const answers = ['a'].map(one);
    await settled();
    answers.push(...['b', 'c', 'd', 'e', 'f'].map(one));
    await settled();
    expect(batches).toEqual([['a']]);
    finish[0]?.();
    await settled();
    finish[1]?.();
    await settled();
    finish[2]?.();
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
    expect(batches).toEqual([['a'], ['b', 'c', 'd', 'e'], ['f']]);
  });

  it('that are answered and call again share the next batch with each other', async () => {
    const { one, batches, finish } = recorder();
    const twice = ['a', 'b'].map(async (name) => {
      await one(name);
      await one(`${name}2`);
    });
    await settled();
    finish[0]?.();
    await settled();
    finish[1]?.();
    await Promise.all(twice);
    expect(batches).toEqual([
      ['a', 'b'],
      ['a2', 'b2'],
    ]);
  });

  it('of one lane do not wait for another', async () => {
    const { one, batches } = recorder({ lane: (call) => call.slice(0, 1) });
    for (const call of ['a1', 'b1', 'a2']) void one(call);
    await settled();
    expect(batches).toEqual([['a1', 'a2'], ['b1']]);
  });

  it('on one subject are never in one batch', async () => {
    const { one, batches, finish } = recorder({ subject: (call) => call.slice(0, 1) });
    for (const call of ['a1', 'b1', 'a2', 'c1']) void one(call);
    await settled();
    finish[0]?.();
    await settled();
    expect(batches).toEqual([
      ['a1', 'b1'],
      ['a2', 'c1'],
    ]);
  });

  it('that fill a batch alone run alone', async () => {
    const { one, batches, finish } = recorder({ share: (call) => call.length });
    for (const call of ['long', 'longer']) void one(call);
    await settled();
    finish[0]?.();
    await settled();
    expect(batches).toEqual([['long'], ['longer']]);
  });
});

describe('a failure', () => {
  it('of one call is its own', async () => {
    const { one } = batcher<string, string>({
      share: () => 1 / 8,
      run: async (calls) => calls.map((call) => (call === 'b' ? rejected(new Error('no')) : fulfilled(call))),
    });
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(one));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it.each(['a', 'b', 'c', 'd', 'e'])('of the statement by the data of %s spares the others', async (bad) => {
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(atOnce(bad).one));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([outcomes['abcde'.indexOf(bad)]]);
    expect(await atOnce(bad).many(['a', 'b', 'c', 'd', 'e'])).toEqual(outcomes);
  });

  it.each([
    new StoreError('database_unavailable', 'gone'),
    Object.assign(new Error('no table'), { code: '42P01' }),
    new TypeError('a mistake'),
  ])('that no single call is to blame for is told to all, and nothing is run again (%s)', async (error) => {
    let runs = 0;
    const { one } = batcher<string, string>({
      share: () => 1 / 8,
      run: async () => {
        runs += 1;
        throw error;
      },
    });
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(one));
    expect(outcomes).toEqual(Array(3).fill({ status: 'rejected', reason: error }));
    expect(runs).toBe(1);
  });
});

it('many calls run in batches, answered in order', async () => {
  const batches: string[][] = [];
  const { many } = batcher<string, string>({
    share: () => 1 / 2,
    run: async (calls) => {
      batches.push([...calls]);
      return calls.map(fulfilled);
    },
  });
  const calls = ['a', 'b', 'c', 'd', 'e'];
  expect(await many(calls)).toEqual(calls.map(fulfilled));
  expect(batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(await many([])).toEqual([]);
});
