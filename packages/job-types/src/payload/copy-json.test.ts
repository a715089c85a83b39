import { describe, expect, it } from 'vitest';
import { accept, faults, refusal, TASK } from '../testing/submissions.js';
import { MAX_DEPTH, MAX_VALUES } from './copy-json.js';
import { MAX_DIAGNOSTICS } from './report.js';

// Put together here, so that no text of this file looks like a token.
const SECRET = ['ghp', 'A1b2C3d4'.repeat(5)].join('_').slice(0, 40);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = [value];
  return value;
}

const cyclic: Record<string, unknown> = { ...TASK };
cyclic.self = cyclic;

const throwing = {
  ...TASK,
  get trap() {
    throw new Error('trap');
  },
};

const throwingText = {
  get trap() {
    throw 'trap';
  },
};

describe('what is no storable JSON', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'payload_not_json '],
    ['null', null, 'wrong_type '],
    ['a list', [], 'wrong_type '],
    ['a text', 'x', 'wrong_type '],
    ['a function', () => 1, 'payload_not_json '],
    ['a Date', { ...TASK, at: new Date(0) }, 'payload_not_json /at'],
    ['a Map', { ...TASK, at: new Map() }, 'payload_not_json /at'],
    ['NaN', { ...TASK, n: Number.NaN }, 'payload_not_json /n'],
    ['Infinity', { ...TASK, n: [1, Number.POSITIVE_INFINITY] }, 'payload_not_json /n/1'],
    ['a BigInt', { ...TASK, n: 1n }, 'payload_not_json /n'],
    ['a symbol', { ...TASK, n: Symbol('x') }, 'payload_not_json /n'],
    ['a hole in a list', { ...TASK, n: new Array(2) }, 'payload_not_json /n/0'],
    ['U+0000', { ...TASK, s: 'a\0b' }, 'payload_not_json /s'],
    ['a lone surrogate', { ...TASK, s: 'a\ud800b' }, 'payload_not_json /s'],
    ['U+0000 in a key', { ...TASK, 'a\0b': 1 }, 'payload_not_json /?'],
    ['a getter that throws', throwing, 'payload_not_json '],
    ['a getter that throws what is no error', throwingText, 'payload_not_json '],
    ['a revoked proxy', revoked(), 'payload_not_json '],
    ['a cycle', cyclic, 'payload_too_deep '],
    ['depth', { ...TASK, deep: nested(MAX_DEPTH) }, 'payload_too_deep '],
    ['more values than the limit', { ...TASK, wide: new Array(MAX_VALUES).fill(0) }, 'payload_too_large '],
    ['a list of a billion holes', { ...TASK, wide: new Array(1e9) }, 'payload_too_large '],
  ])('%s', (_what, payload, fault) => {
    expect(faults('task', payload)[0]).toBe(fault);
  });

  it('does not go for what is just within the limits, and for whole pairs of surrogates', () => {
    const payload = { ...TASK, deep: nested(MAX_DEPTH - 1), wide: new Array(40_000).fill(0), s: '😀' };
    expect(accept('task', payload).payload).toMatchObject({ s: '😀' });
  });

  it('is told with what to write instead', () => {
    const told = (payload: unknown) =>
      refusal('task', payload).map(({ message, hint }) => `${message} ${hint}`);
    expect(told({ ...TASK, n: 1n })).toEqual([expect.stringMatching(/no JSON value.*finite number/)]);
    expect(told({ ...TASK, s: '\0' })).toEqual([expect.stringMatching(/lone surrogates.*Remove/)]);
  });

  it('is told without the key that it stands under, where that must not be repeated', () => {
    expect(faults('task', { ...TASK, 'a\0b': 1n })).toEqual(['payload_not_json /?', 'payload_not_json /?']);
    expect(faults('task', { ...TASK, [SECRET]: 1n })).toEqual(['raw_secret /?', 'payload_not_json /?']);
  });

  it('is what was found before the walk had to end, too', () => {
    expect(faults('task', { n: 1n, throwingText })).toEqual(['payload_not_json /n']);
    expect(faults('task', { n: 1n, deep: nested(MAX_DEPTH) })).toEqual([
      'payload_not_json /n',
      'payload_too_deep ',
    ]);
  });

  it('does not go for objects without a prototype', () => {
    const bare = Object.assign(Object.create(null), { a: 1 });
    expect(accept('task', { ...TASK, bare }).payload).toMatchObject({ bare: { a: 1 } });
  });

  it('does not go for as many values as the limit says', () => {
    // The payload, its repository, its task, the instructions and the list are five.
    const wide = (length: number) => ({ ...TASK, wide: new Array(length).fill(0) });
    expect(accept('task', wide(MAX_VALUES - 5)).payload).toHaveProperty('wide');
    expect(faults('task', wide(MAX_VALUES - 4))).toEqual(['payload_too_large ']);
  });

  it('does not go for a property that is undefined: it is absent', () => {
    expect(accept('task', { ...TASK, none: undefined }).payload).not.toHaveProperty('none');
  });
});

describe('raw secrets (FR-007)', () => {
  it.each<[string, object, string]>([
    ['in a value', { ...TASK, note: `key ${SECRET}` }, '/note'],
    ['in the instructions', { ...TASK, task: { instructions: `use ${SECRET}` } }, '/task/instructions'],
    ['in a list', { ...TASK, a: { b: [0, SECRET] } }, '/a/b/1'],
    ['in a key', { ...TASK, a: { [SECRET]: 1 } }, '/a/?'],
    ['under a key with a slash', { ...TASK, 'a/b~c': SECRET }, '/a~1b~0c'],
  ])('%s are refused and not repeated', (_what, payload, pointer) => {
    for (const type of ['task', 'codex_exec', 'codex_skill']) {
      const found = refusal(type, payload);
      expect(found.map((fault) => `${fault.code} ${fault.pointer}`)).toEqual([`raw_secret ${pointer}`]);
      expect(JSON.stringify(found)).not.toContain(SECRET);
    }
  });
});

it('lists no more than it must of what is wrong', () => {
  const requiredCapabilities = new Array(MAX_DIAGNOSTICS + 50).fill(1);
  const found = refusal('task', { ...TASK, requiredCapabilities });
  expect(found).toHaveLength(MAX_DIAGNOSTICS + 1);
  expect(found.at(-1)).toMatchObject({ code: 'too_many_diagnostics', pointer: '' });
  const just = refusal('task', {
    ...TASK,
    requiredCapabilities: requiredCapabilities.slice(0, MAX_DIAGNOSTICS),
  });
  expect(just.map(({ code }) => code)).toEqual(Array(MAX_DIAGNOSTICS).fill('invalid_capability'));
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
