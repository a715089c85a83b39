import { describe, expect, test } from 'vitest';
import { applyFixes } from '../diagnostics/apply-fixes.js';
import { parseText } from './parse-text.js';

/** The text after the fix of its only fault, which only a person may apply; null when there is no fix. */
function mended(text: string): string | null {
  const { diagnostics } = parseText(text);
  expect(diagnostics).toHaveLength(1);
  const fix = diagnostics[0]?.fix;
  if (!fix) return null;
  expect(fix.confidence).toBe('unsure');
  return applyFixes(text, diagnostics, { unsure: true });
}

describe('A fix of the YAML itself', () => {
  test.each([
    ['a number that would change', 'id: 9007199254740993 # x', 'id: "9007199254740993" # x'],
    ['an unknown tag', 'a: !x 1', 'a: 1'],
    ['an unknown tag, with tabs behind it', 'a: !x \t 1', 'a: 1'],
    ['an unknown tag of all', '!x {a: 1}', '{a: 1}'],
    ['an unknown tag within brackets', '[!x 1]', '[1]'],
    ['an unknown tag of a list within braces', '{a: b, c: !x [1]}', '{a: b, c: [1]}'],
    ['an unknown tag before a block', 'a: !x\n  b: 1', null],
    ['half a surrogate pair', 'a: b\ud83dc', 'a: bc'],
    ['an escape of one, which has a value around it', 'a: "b\\ud83dc"', null],
    ['an unknown escape', 'a: "C:\\path"', 'a: "C:\\\\path"'],
    ['unknown escapes of a path', 'a: "C:\\tmp\\path" # \\d', 'a: "C:\\\\tmp\\\\path" # \\d'],
    ['one beside what is escaped', 'a: "\\\\b \\" \\c\\\nd"', 'a: "\\\\b \\" \\\\c\\\nd"'],
    ['all of a string, the first of which have a meaning', '"\\n \\" \\p"', '"\\\\n \\" \\\\p"'],
    ['one right behind an escaped quote', '"\\"\\"\\p"', '"\\"\\"\\\\p"'],
    ['one in the second of three strings', '["\\n", "\\p", "\\n"]', '["\\n", "\\\\p", "\\n"]'],
    ['tabs of several lines', 'a:\n\tb: 1\nc:\n\td: 1\ne:\n\tf: 1', 'a:\n  b: 1\nc:\n  d: 1\ne:\n  f: 1'],
    ['a tab for indentation', 'a:\n \t  b: 1', 'a:\n     b: 1'],
    ['a tab on the first line', '\ta: 1', '  a: 1'],
    ['a tab on a later line', 'a: 1\nb:\n\tc: 1', 'a: 1\nb:\n  c: 1'],
    ['an alias without an anchor', 'a: *b', null],
    ['an alias with a name of no length', 'a: *', null],
    ['another error on an indented line', 'a:\n  b: @c', null],
    ['a key twice', 'a: 1\na: 2', null],
  ])('%s', (_, text, expected) => {
    expect(mended(text)).toBe(expected);
  });
});
