import { describe, expect, it } from 'vitest';
import { Outline } from './outline.js';

/** Takes lines up: a dash for an item, `:` at the end for a key whose value is to follow; whether each had its place. */
function place(...lines: string[]): boolean[] {
  const outline = new Outline();
  return lines.map((line) => {
    const column = line.search(/\S/);
    const isPlaced = outline.place(column, line.charAt(column) === '-');
    if (line.endsWith(':')) outline.awaitValue(column);
    return isPlaced;
  });
}

describe('Lines fit together', () => {
  it.each([
    [['a', 'b']],
    [['a:', 'b']],
    [['a:', '  b', '  c', 'd']],
    [['a:', '  b:', '    c', 'd']],
    [['a:', '- b', '- c', 'd']],
    [['a:', '  - b', '  - c', 'd']],
    [['a:', '  b:', '  - c', '  d', 'e']],
    [['  a', '  b']],
    [['- a', '- b']],
  ])('in %j', (lines) => {
    expect(place(...lines)).toEqual(lines.map(() => true));
  });

  it.each([
    [['a', '  b']],
    [['a', '- b']],
    [['a:', '    b', '  c']],
    [['  a', 'b']],
    [[' a:', 'b']],
    [['- a', 'b']],
    [['- a', '  - b']],
    [['a:', '- b', '  - c']],
    [['a:', '  - b', '  c']],
    [['a:', '  b:', 'c', '  d']],
  ])('but not at the end of %j', (lines) => {
    expect(place(...lines)).toEqual(lines.map((_, at) => at < lines.length - 1));
  });
});

it('Levels go no further in than 24', () => {
  const outline = new Outline();
  expect(outline.isEmpty).toBe(true);
  const opened = Array.from({ length: 25 }, (_, column) => outline.open(column, false));
  expect(opened).toEqual([...Array.from({ length: 24 }, () => true), false]);
  expect(outline.isEmpty).toBe(false);
});
