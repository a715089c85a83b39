import { expect, test } from 'vitest';
import { LineIndex } from './line-index.js';

const at = (text: string, offset: number) => {
  const { line, column } = new LineIndex(text).at(offset);
  return `${line}:${column}`;
};

test.each([
  ['a\nb', 2, '2:1'],
  ['a\r\nb', 3, '2:1'],
  ['a\rb', 2, '2:1'],
  ['a\n\nb', 3, '3:1'],
  ['\ufeffa', 0, '1:1'],
  ['\ufeffa', 1, '1:1'],
  ['a', -1, '1:1'],
  ['\ufeffa\nb', 3, '2:1'],
  ['😀x', 2, '1:3'],
  ['a', 99, '1:2'],
  ['', 0, '1:1'],
])('%j at %i is %s', (text, offset, place) => {
  expect(at(text, offset)).toBe(place);
});

test('A range ends where it begins when its end lies before', () => {
  expect(new LineIndex('abc').range(2, 1)).toEqual({ line: 1, column: 3, endLine: 1, endColumn: 3 });
});
