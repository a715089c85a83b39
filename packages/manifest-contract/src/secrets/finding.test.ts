import { describe, expect, it } from 'vitest';
import { hintFor, mergeFindings, SPECIFICITY } from './finding.js';

it('a hint names the variable, and the profile field if there is one', () => {
  expect(hintFor({ id: 'a', env: 'A_KEY' })).toMatch(/^Write \$\{A_KEY\} and keep/);
  expect(hintFor({ id: 'a', env: 'A_KEY', profile: 'profile://a#key' })).toMatch(
    /^Write \$\{A_KEY\} or profile:\/\/a#key and keep/,
  );
});

describe('mergeFindings', () => {
  const { vendor, structure, assignment, position } = SPECIFICITY;
  type Row = [start: number, end: number, specificity: number];
  const merged = (...rows: Row[]) =>
    mergeFindings(rows.map(([start, end, specificity]) => ({ start, end, specificity }))).map(
      (finding): Row => [finding.start, finding.end, finding.specificity],
    );

  it.each<[string, Row[], Row[]]>([
    ['none', [], []],
    [
      'a vendor before a structure',
      [
        [0, 9, structure],
        [1, 9, vendor],
      ],
      [[1, 9, vendor]],
    ],
    [
      'a structure before a name',
      [
        [0, 4, assignment],
        [0, 9, structure],
      ],
      [[0, 9, structure]],
    ],
    [
      'a name before a position',
      [
        [0, 4, position],
        [0, 9, assignment],
      ],
      [[0, 9, assignment]],
    ],
    [
      'of equals the shorter one',
      [
        [0, 9, vendor],
        [3, 8, vendor],
      ],
      [[3, 8, vendor]],
    ],
    [
      'of equals the shorter one, also where it comes first',
      [
        [3, 8, vendor],
        [0, 9, vendor],
      ],
      [[3, 8, vendor]],
    ],
    [
      'of equals as long the first one',
      [
        [2, 6, vendor],
        [0, 4, vendor],
      ],
      [[0, 4, vendor]],
    ],
    [
      'one of two in the same place',
      [
        [0, 4, vendor],
        [0, 4, vendor],
      ],
      [[0, 4, vendor]],
    ],
    [
      'both of two that touch, in order',
      [
        [4, 8, position],
        [8, 9, vendor],
        [0, 4, vendor],
      ],
      [
        [0, 4, vendor],
        [4, 8, position],
        [8, 9, vendor],
      ],
    ],
    [
      'none that reaches into one on either side',
      [
        [0, 4, vendor],
        [6, 9, vendor],
        [3, 6, position],
        [4, 7, position],
        [1, 9, position],
      ],
      [
        [0, 4, vendor],
        [6, 9, vendor],
      ],
    ],
    [
      'many in order',
      [
        [8, 9, vendor],
        [2, 3, vendor],
        [6, 7, vendor],
        [0, 1, vendor],
        [4, 5, vendor],
      ],
      [
        [0, 1, vendor],
        [2, 3, vendor],
        [4, 5, vendor],
        [6, 7, vendor],
        [8, 9, vendor],
      ],
    ],
  ])('keeps %s', (_, findings, kept) => {
    expect(merged(...findings)).toEqual(kept);
  });
});
