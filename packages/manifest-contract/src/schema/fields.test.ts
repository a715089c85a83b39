import { describe, expect, test } from 'vitest';
import { flag, fraction, integer, number, oneOf, plainText, schedule } from './fields.js';

describe('A field that is no text takes one environment reference, whole', () => {
  test.each(['${A}', '${_a1}', '${A:-}', '${A:-${B_2}}'])('%s', (value) => {
    for (const field of [flag(), integer(1), fraction(0, 1), number(), oneOf(['x']), schedule()])
      expect(field.safeParse(value).success).toBe(true);
  });

  test.each([
    '',
    'A',
    '$A',
    '${}',
    '${1}',
    '${A-B}',
    '${A:}',
    '${A:-5}',
    '${A:-${B}',
    '${A:-${1}}',
    ' ${A}',
    '${A} ',
    '${A}\n',
    '${A}${B}',
    'x${A}',
    'profile://a#b',
  ])('but not %j', (value) => {
    for (const field of [flag(), integer(1), fraction(0, 1), number(), oneOf(['x']), schedule()])
      expect(field.safeParse(value).success).toBe(false);
  });
});

test.each([
  [integer(1), [1, 2 ** 53 - 1], [0, -1, 1.5, '1', true, null, 2 ** 53]],
  [integer(0), [0], [-1]],
  [fraction(0, 2), [0, 0.5, 2], [-0.1, 2.1, '1']],
  [number(), [-5.5, 0], ['5', Number.NaN]],
  [flag(), [true, false], ['true', 1]],
  [oneOf(['x', 'y']), ['x', 'y'], ['z', 'X', 5]],
  [schedule(), ['manual'], ['soon', 5]],
  [plainText(), ['a'], ['', '${A}', 'x${A}', 5]],
])('A field of kind %# takes what it says', (field, right, wrong) => {
  for (const value of right) expect(field.safeParse(value).success, String(value)).toBe(true);
  for (const value of wrong) expect(field.safeParse(value).success, String(value)).toBe(false);
});
