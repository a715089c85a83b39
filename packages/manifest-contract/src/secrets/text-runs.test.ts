import { expect, it } from 'vitest';
import { isWordUnit, TextRuns } from './text-runs.js';

it('a run ends before what is no letter, digit, `_` or `-`', () => {
  const runs = new TextRuns('ab_-9 Zz.');
  expect([0, 3, 5, 6, 8, 9].map((at) => runs.wordEnd(at))).toEqual([5, 5, 5, 8, 8, 9]);
  // In any order: what is remembered is the last run.
  expect([7, 4, 0].map((at) => runs.wordEnd(at))).toEqual([8, 5, 5]);
});

it('isWordUnit knows the borders of ASCII letters and digits', () => {
  const units = (text: string) => [...text].map((unit) => isWordUnit(unit.charCodeAt(0)));
  expect(units('azAZ09_-')).not.toContain(false);
  expect(units('`{@[/:é.')).not.toContain(true);
});
