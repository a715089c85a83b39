import { describe, expect, test } from 'vitest';
import { readJson } from './read-json.js';

const LIMITS = { maxDepth: 3, maxNodes: 10, maxDiagnostics: 2 };
const told = (value: unknown, limits = LIMITS) =>
  readJson(value, limits).remarks.map(({ code, path, message }) => [code, path.join('/'), message]);

describe('What JSON carries is copied', () => {
  test.each([[null], [true], ['a'], [-1.5], [[1, [2]]], [{ a: { b: 'c' } }]])('%j', (value) => {
    const { json, remarks } = readJson(value, LIMITS);
    expect(json).toEqual(value);
    expect(remarks).toEqual([]);
    if (typeof value === 'object' && value !== null) expect(json).not.toBe(value);
  });

  test('undefined is left out of objects, and null in lists, as JSON does', () => {
    const { json, remarks } = readJson({ a: undefined, b: [undefined, 1] }, LIMITS);
    expect(JSON.stringify(json)).toBe('{"b":[null,1]}');
    expect(Object.keys(json ?? {})).toEqual(['b']);
    expect(remarks).toEqual([]);
  });

  test('objects without a prototype, and those of another realm, are plain', () => {
    const bare = Object.assign(Object.create(null), { a: 1 });
    const foreign = Object.assign(Object.create(Object.create(null)), { a: 1 });
    expect(readJson(bare, LIMITS)).toEqual({ json: { a: 1 }, remarks: [] });
    expect(readJson(foreign, LIMITS)).toEqual({ json: { a: 1 }, remarks: [] });
  });

  test('an object that stands twice, but not in itself, is copied twice', () => {
    const shared = { x: 1 };
    expect(readJson({ a: shared, b: shared }, LIMITS)).toEqual({
      json: { a: { x: 1 }, b: { x: 1 } },
      remarks: [],
    });
  });
});

describe('What JSON cannot carry is named and left out', () => {
  class Point {
    x = 1;
  }
  const looped: Record<string, unknown> = {};
  looped.self = looped;
  const unreadable = {
    get a() {
      throw new Error('no');
    },
  };
  test.each<[string, unknown, string, string]>([
    ['NaN', { a: Number.NaN }, 'a', 'a number that is not finite'],
    ['an infinity', { a: [Number.POSITIVE_INFINITY] }, 'a/0', 'a number that is not finite'],
    ['a bigint', { a: 1n }, 'a', 'a bigint'],
    ['a symbol', { a: Symbol('s') }, 'a', 'a symbol'],
    ['a function', { a: () => 1 }, 'a', 'a function'],
    ['a cycle', { a: looped }, 'a/self', 'an object inside itself'],
    ['an instance', { a: new Point() }, 'a', 'an object that is not a plain one'],
    ['a throwing getter', { a: unreadable }, 'a', 'an object that cannot be read'],
  ])('%s', (_, value, path, what) => {
    expect(told(value)).toEqual([['body_not_json', path, `Here stands ${what}, which JSON cannot carry.`]]);
  });

  test('the key `__proto__`', () => {
    const { json, remarks } = readJson(JSON.parse('{"__proto__": {"a": 1}, "b": 2}'), LIMITS);
    expect(json).toEqual({ b: 2 });
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
    expect(remarks).toMatchObject([
      {
        code: 'reserved_key',
        path: ['__proto__'],
        message: expect.stringContaining('__proto__'),
        hint: 'Take it out.',
      },
    ]);
  });

  test('one more than the limit on diagnostics is kept, so that it shows that there are more', () => {
    expect(told({ a: 1n, b: 1n, c: 1n, d: 1n, e: 1n }).map(([, path]) => path)).toEqual(['a', 'b', 'c']);
  });
});

describe('Limits', () => {
  test('depth: as deep as it says, and no deeper', () => {
    expect(told([[[1]]])).toEqual([]);
    expect(told([[[[1]]]])).toEqual([
      ['body_too_complex', '0/0/0', 'The payload has objects nested more than 3 deep.'],
    ]);
    expect(readJson([[[[1]]]], LIMITS).json).toBeUndefined();
  });

  test('values: as many as it says, and no more', () => {
    expect(told([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([]);
    expect(told([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).toEqual([
      ['body_too_complex', '9', 'The payload has more than 10 values.'],
    ]);
  });

  test('the end is told once', () => {
    const fields = Object.fromEntries([...'abcdefghijklm'].map((key) => [key, 1]));
    expect(told(fields)).toEqual([['body_too_complex', 'j', 'The payload has more than 10 values.']]);
  });

  test('no field is read after that', () => {
    let reads = 0;
    const late = {
      get late() {
        reads += 1;
        return 1;
      },
    };
    readJson([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], late], LIMITS);
    readJson({ a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], b: late }, LIMITS);
    expect(reads).toBe(0);
  });

  test('the end is told, however many remarks there are already', () => {
    const many = [1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n];
    expect(told(many).at(-1)?.[0]).toBe('body_too_complex');
  });
});
