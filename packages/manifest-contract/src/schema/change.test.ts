import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../json.js';
import { valueAt, withKey, withValue } from './change.js';

const root: JsonValue = { a: [{ b: 1 }, null], c: 'text', d: { e: false } };

test.each<[(string | number)[], JsonValue | undefined]>([
  [[], root],
  [['a', 0, 'b'], 1],
  [['a', 1], null],
  [['d', 'e'], false],
  [['a', 1, 'x'], undefined],
  [['c', 0], undefined],
  [['d', 'toString'], undefined],
  [['x', 'y'], undefined],
])('The value at %j is %j', (path, value) => {
  expect(valueAt(root, path)).toEqual(value);
});

describe('Another value', () => {
  test.each<[(string | number)[], JsonValue]>([
    [[], 9],
    [['a', 0, 'b'], { a: [{ b: 9 }, null], c: 'text', d: { e: false } }],
    [['a', 1], { a: [{ b: 1 }, 9], c: 'text', d: { e: false } }],
    [['d', 'e'], { a: [{ b: 1 }, null], c: 'text', d: { e: 9 } }],
    // What is not there stays away.
    [['x'], root],
    [['d', 'x'], root],
    [['c', 0], root],
    [['a', 2], root],
    [['a', 1, 'x'], root],
  ])('at %j', (path, expected) => {
    const before = structuredClone(root);
    expect(withValue(root, path, 9)).toEqual(expected);
    expect(root).toEqual(before);
  });

  test('shares what does not lie on its path', () => {
    const list = [1];
    expect(withValue({ list, other: 1 }, ['other'], 2)).toHaveProperty('list', list);
  });
});

describe('Another key', () => {
  test('keeps its place among the others', () => {
    expect(Object.keys(Object(withKey({ a: 1, b: 2, c: 3 }, ['b'], 'x')))).toEqual(['a', 'x', 'c']);
  });

  test.each<[(string | number)[], JsonValue]>([
    [['d', 'e'], { a: [{ b: 1 }, null], c: 'text', d: { x: false } }],
    [['a', 0, 'b'], { a: [{ x: 1 }, null], c: 'text', d: { e: false } }],
    [['d', 'missing'], root],
    [['a', 0], root],
    [['c', 'e'], root],
  ])('at %j', (path, expected) => {
    expect(withKey(root, path, 'x')).toEqual(expected);
  });
});
