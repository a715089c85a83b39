import { expect, test } from 'vitest';
import { flowTokens } from './flow-tokens.js';

/** The tokens of a text; `>` is before the first of a line, with its indentation, and `…` behind an open quote. */
function tokens(text: string): string[] {
  return [...flowTokens(text, 0, 0)].map(({ span, mark, indent, isFirstOfLine, isUnclosed }) => {
    expect(text.charAt(span[0])).toBe(mark);
    return `${isFirstOfLine ? `${indent}>` : ''}${text.slice(...span)}${isUnclosed ? '…' : ''}`;
  });
}

test.each<[string, string[]]>([
  ['{a: 1, "b":[2]}', ['{', 'a', ':', '1', ',', '"b"', ':', '[', '2', ']', '}']],
  ['[http://a:1/b#c, *.md]', ['[', 'http://a:1/b#c', ',', '*.md', ']']],
  ['[ # a\n  b,\r\n\n\t\tc # d\n]', ['[', '2>b', ',', '2>c', '0>]']],
  ["[\"a \\\" # b\", 'it''s']", ['[', '"a \\" # b"', ',', "'it''s'", ']']],
  ['["a,\n"b]\n"c\\', ['[', '"a…', ',', '0>"b]…', '0>"c…', '\\']],
  ["['a''\n]", ['[', "'a''…", '0>]']],
  ['{a:', ['{', 'a', ':']],
  ['', []],
])('%j', (text, expected) => {
  expect(tokens(text)).toEqual(expected);
});
