import { expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/apply-fixes.js';
import { quote } from './suspect.js';

test.each([
  ['b', '"b"'],
  ["b's", '"b\'s"'],
  ['b "c"', '\'b "c"\''],
  ['b\\c', "'b\\c'"],
  [`'b' "c"`, `'''b'' "c"'`],
])('%s in quotes', (value, quoted) => {
  const text = `a: ${value} # d`;
  const { edits, confidence } = quote(text, [3, 3 + value.length]);
  expect(applyEdits(text, edits)).toBe(`a: ${quoted} # d`);
  expect(confidence).toBe('unsure');
});
