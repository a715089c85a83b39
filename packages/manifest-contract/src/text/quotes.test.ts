import { expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/apply-fixes.js';
import { quotesOfLine } from './quotes.js';

const NOT_CLOSED = 'A quoted string is not closed.';

test.each<[string, string, [message: string, told: string, mended: string][]]>([
  [
    'a key',
    '"a: b',
    [
      [NOT_CLOSED, '"', '"a": b'],
      [NOT_CLOSED, '"', '"a: b"'],
    ],
  ],
  [
    'a key of an entry',
    "  - 'a-b:",
    [
      [NOT_CLOSED, "'", "  - 'a-b':"],
      [NOT_CLOSED, "'", "  - 'a-b:'"],
    ],
  ],
  [
    'a key before a value in quotes',
    '  "a: "b",',
    [
      [NOT_CLOSED, '"', '  "a": "b",'],
      [NOT_CLOSED, '"', '  "a: "b","'],
    ],
  ],
  ['a value', '  a: "b c', [[NOT_CLOSED, '"', '  a: "b c"']]],
  ['a value behind a key in quotes', `"a": 'b`, [[NOT_CLOSED, "'", `"a": 'b'`]]],
  ['an entry', '- "a', [[NOT_CLOSED, '"', '- "a"']]],
  ['a value before a comment', 'a: "b  # c', [[NOT_CLOSED, '"', 'a: "b"  # c']]],
  [
    'a value closed with the other quote',
    `a: 'b"`,
    [
      [NOT_CLOSED, "'", "a: 'b'"],
      [NOT_CLOSED, "'", `a: 'b"'`],
    ],
  ],
  ['a value that ends with a quoted word', `a: "b 'c'`, [[NOT_CLOSED, '"', `a: "b 'c'"`]]],
])('%s: %j', (_, line, expected) => {
  const before = 'x: 1\r\n';
  const text = `${before}${line}\r\ny: 2\r\n`;
  const found = [...quotesOfLine(before.length, line)].map(({ message, span, fix }) => [
    message,
    text.slice(...span),
    applyEdits(text, fix.edits).slice(before.length, -8),
  ]);
  expect(found).toEqual(expected);
});

test.each(['a: "b"', "a: 'it''s'", `a: "it's"`, 'a: it"s', '"a: b"', "- 'a: b'", 'a: # "b', ''])(
  '%j is whole',
  (line) => {
    expect([...quotesOfLine(0, line)]).toEqual([]);
  },
);
