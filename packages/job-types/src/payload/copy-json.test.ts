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
  expect(found.at(-1)?.code).toBe('too_many_diagnostics');
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
