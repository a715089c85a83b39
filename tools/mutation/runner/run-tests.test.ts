import { expect, it } from 'vitest';
import { collectTests } from './collect.mjs';
import { runTests } from './run-tests.mjs';

it('collects tests and runs them with the hooks around them, each result its own', async () => {
  const calls: string[] = [];
  const tests = collectTests((api, onFile) => {
    if (!onFile('a.test.ts')) return;
    api.describe('outer', () => {
      api.beforeAll(() => calls.push('before'));
      api.afterAll(() => calls.push('after'));
      api.beforeEach(() => calls.push('each'));
      api.it('passes', async () => calls.push('passes'));
      api.it.each([1, 2])('is %i', (value: number) => expect(value).toBe(1));
      api.it.skip('skipped', () => calls.push('skipped'));
    });
  });

  const results = await runTests(tests, { bail: false, limitOf: () => 1000.5 });

  expect(calls).toEqual(['before', 'each', 'passes', 'each', 'each', 'after']);
  expect(results.map(({ test, failure }) => [test.name, failure?.slice(0, 16)])).toEqual([
    ['outer passes', undefined],
    ['outer is 1 [0]', undefined],
    ['outer is 2 [1]', 'expected 2 to be'],
  ]);
  // What a row holds may be random; its id is not.
  expect(results.map(({ test }) => test.id)).toEqual([
    'a.test.ts#outer passes',
    'a.test.ts#outer is %i [0]',
    'a.test.ts#outer is %i [1]',
  ]);
});

it('ends a test that would never end, and goes on', async () => {
  const tests = collectTests((api) => {
    api.it('is endless', () => {
      for (;;);
    });
    api.it('comes after', () => {});
  });

  const results = await runTests(tests, { bail: false, limitOf: () => 20 });

  expect(results.map(({ endless, failure }) => [endless, failure === undefined])).toEqual([
    [true, false],
    [false, true],
  ]);
});

it('gives up on what a test or a hook waits for in vain, and goes on', async () => {
  const closed: string[] = [];
  const tests = collectTests((api) => {
    api.describe('waiting', () => {
      api.afterEach(() => new Promise(() => {}));
      api.it('is never answered', () => new Promise(() => {}));
    });
    api.describe('closing', () => {
      api.afterAll(() => closed.push('all the same'));
      api.afterAll(() => new Promise(() => {}));
      api.it('is left with hooks that fail', async () => {});
    });
  });

  const results = await runTests(tests, { bail: false, patience: 20 });

  expect(results.map(({ endless, failure }) => [endless, failure === undefined])).toEqual([
    [true, false],
    [false, false],
  ]);
  expect(closed).toEqual(['all the same']);
});
