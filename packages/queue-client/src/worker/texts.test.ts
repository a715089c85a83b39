import { expect, test } from 'vitest';
import { plainOf, storable, textOf } from './texts.js';

const withMessage = (descriptor: PropertyDescriptor) =>
  Object.defineProperty(new Error('x'), 'message', descriptor);
const throwing = () => {
  throw new Error('never seen');
};
const cyclic: Record<string, unknown> = { n: 1 };
cyclic.self = cyclic;

test.each([
  ['plain', 'plain'],
  [null, 'null'],
  [10n, '10'],
  [Symbol('s'), 'Symbol(s)'],
  [Object.create(null), '{}'],
  [{ code: 'E_READ', n: 10n }, '{"code":"E_READ","n":"10"}'],
  [cyclic, '{"n":1,"self":"(cyclic)"}'],
  [new Error(''), 'Error'],
  [Object.freeze(new Error('frozen')), 'frozen'],
  [withMessage({ value: 5 }), '5'],
  [withMessage({ get: throwing }), '(unreadable)'],
  [new Proxy({}, { get: throwing, getPrototypeOf: throwing }), '(unreadable)'],
  [
    new Error('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
    'fetch failed: connect ECONNREFUSED',
  ],
  [new Error('read: no such file', { cause: new Error('no such file') }), 'read: no such file'],
  [new AggregateError([new Error('first'), 'second'], 'All failed'), 'All failed: first; second'],
  [Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
])('%# is told as a text', (thrown, expected) => {
  expect(textOf(thrown)).toBe(expected);
});

test('causes in a circle come to an end', () => {
  const error = new Error('round');
  error.cause = new Error('and round', { cause: error });
  expect(textOf(error)).toMatch(/^round: and round/);
});

test('whatever it is, it becomes JSON, and nothing of it is lost', () => {
  const shared = { x: 1 };
  const plain = plainOf(
    {
      big: 10n,
      date: new Date(0),
      error: new Error('inner', { cause: 'why' }),
      map: new Map([['k', new Set([1n])]]),
      url: new URL('http://a.test/b'),
      twice: [shared, shared],
      getter: Object.defineProperty({}, 'x', { enumerable: true, get: throwing }),
    },
    (text) => text.toUpperCase(),
  );
  expect(JSON.parse(JSON.stringify(plain))).toEqual({
    BIG: '10',
    DATE: '1970-01-01T00:00:00.000Z',
    ERROR: 'INNER: WHY',
    MAP: { K: ['1'] },
    URL: 'HTTP://A.TEST/B',
    TWICE: [{ X: 1 }, { X: 1 }],
    GETTER: '(unreadable)',
  });
});

test('what is too deep is cut', () => {
  let deep: unknown = 'bottom';
  for (let level = 0; level < 5000; level += 1) deep = [deep];
  expect(JSON.stringify(plainOf(deep))).toContain('(too deep)');
});

test('a text that is told can be stored', () => {
  expect(storable('a\0b\ud800c\u{1f600}')).toBe('a\ufffdb\ufffdc\u{1f600}');
});
