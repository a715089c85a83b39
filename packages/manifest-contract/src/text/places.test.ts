import { describe, expect, test } from 'vitest';
import type { Path } from '../diagnostics/pointer.js';
import { parseText } from './parse-text.js';

const TEXT = `base: &base
  region: eu
a:
  b: one
  empty:
  none: {}
  wrong: !x {c: 1}
  flow: {bare}
  <<: *base
list:
  - id: first
    tags: [x, [y]]
  - [[deep]]
  - {}
  -
again: *base
`;

/** The line and the text of the place that a path has, as a key or as a value. */
function found(text: string, path: Path, part: 'key' | 'value'): string | null {
  const span = parseText(text).places[part](path);
  if (!span) return null;
  return `${text.slice(0, span[0]).split('\n').length} ${text.slice(...span)}`;
}

describe('A path has its place in the text', () => {
  test.each<[Path, string | null, string | null]>([
    // path, key, value
    [['a', 'b'], '4 b', '4 one'],
    [['list', 0, 'id'], '11 id', '11 first'],
    [['list', 0, 'tags', 0], '12 x', '12 x'],
    [['list', 0, 'tags', 1, 0], '12 y', '12 y'],
  ])('%j', (path, key, value) => {
    expect(found(TEXT, path, 'key')).toBe(key);
    expect(found(TEXT, path, 'value')).toBe(value);
  });

  test.each<[string, Path, string]>([
    ['a block by its key', ['a'], '3 a'],
    ['a list by its key', ['list'], '10 list'],
    ['a value that is not written by its key', ['a', 'empty'], '5 empty'],
    ['a mapping of nothing by its key', ['a', 'none'], '6 none'],
    ['a key without a value by itself', ['a', 'flow', 'bare'], '8 bare'],
    ['an entry by its first key', ['list', 0], '11 id'],
    ['an entry that is a list by its first item', ['list', 1], '13 deep'],
    ['an entry of nothing by its brackets', ['list', 2], '14 {}'],
    ['an entry that is not written by where it would begin', ['list', 3], '15 '],
    ['the whole by its first key', [], '1 base'],
    ['what is merged by where it is written', ['a', 'region'], '2 region'],
    ['what an alias repeats by where it is written', ['again', 'region'], '2 region'],
  ])('%s', (_, path, key) => {
    expect(found(TEXT, path, 'key')).toBe(key);
  });

  test.each<[string, Path, string]>([
    ['a mapping of nothing by its key', ['a', 'none'], '6 none'],
    ['a value that is not written by its key', ['a', 'empty'], '5 empty'],
    ['a key without a value by itself', ['a', 'flow', 'bare'], '8 bare'],
    ['an entry that is not written by where it would begin', ['list', 3], '15 '],
    ['what is merged by where it is written', ['a', 'region'], '2 eu'],
  ])('of the value: %s', (_, path, value) => {
    expect(found(TEXT, path, 'value')).toBe(value);
  });
});

describe('A path that leads to nothing has the place of its last step that exists', () => {
  test.each<[string, Path, string]>([
    ['a key that is not there', ['a', 'gone'], '3 a'],
    ['a key that is not there, of the whole', ['gone'], '1 base'],
    ['a key that every object inherits', ['a', 'toString'], '3 a'],
    ['below a word', ['a', 'b', 'c'], '4 b'],
    ['below a value that was refused', ['a', 'wrong', 'c'], '7 wrong'],
    ['an item beyond the end', ['list', 0, 'tags', 7], '12 tags'],
    ['a property of a list that is no item', ['list', 0, 'tags', 'length'], '12 tags'],
    ['a key of an entry that is a list', ['list', 1, 'id'], '13 deep'],
  ])('%s', (_, path, place) => {
    expect(found(TEXT, path, 'key')).toBe(place);
    expect(found(TEXT, path, 'value')).toBe(place);
  });

  test('and none in a text that cannot be read', () => {
    expect(found('a: [1', ['a'], 'key')).toBeNull();
    expect(found('a: [1', ['a'], 'value')).toBeNull();
    expect(found('', [], 'value')).toBeNull();
  });
});
