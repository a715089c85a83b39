import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type TextLimits } from '../limits.js';
import { composeDocuments } from './compose.js';

const refusalOf = (text: string, limits: Partial<TextLimits>) =>
  composeDocuments(text, { ...DEFAULT_LIMITS, ...limits }).refusal?.code;

describe('Bytes are those of UTF-8', () => {
  test.each([
    ['\u007f', 1],
    ['\u0080', 2],
    ['\u07ff', 2],
    ['\u0800', 3],
    ['\ud7ff', 3],
    ['\ue000', 3],
    ['\uffff', 3],
    ['\u{10000}', 4],
    ['\u{10ffff}', 4],
  ])('%j takes %i', (text, bytes) => {
    expect(refusalOf(text, { maxBytes: bytes })).toBeUndefined();
    expect(refusalOf(text, { maxBytes: bytes - 1 })).toBe('text_too_large');
  });
});

describe('Nodes are counted while the text is read', () => {
  test.each([
    ['an opened list', '[[[[   ', 4],
    ['an opened mapping', '{{{{   ', 4],
    ['a quoted value', '[""\'\'', 3],
    ['an alias', '*a *a *a *a', 4],
    ['a plain value', '[a, b]', 3],
    ['a block value', '- |\n a\n- |\n b', 5],
    // Marks count by themselves, and the beginning of a document is one.
    ['a dash', '- - - -', 5],
    ['a question mark', '? ? ? ?', 5],
    ['a tag', '!a !a !a', 4],
    ['an anchor', '&a &a &a', 4],
    ['a directive, the first one too', '%a\n%b\n%c\n', 3],
  ])('%s', (_, text, nodes) => {
    expect(refusalOf(text, { maxNodes: nodes })).toBeUndefined();
    expect(refusalOf(text, { maxNodes: nodes - 1 })).toBe('text_too_many_nodes');
  });

  test('a text no longer than the limit is within it', () => {
    expect(refusalOf('}}}}}', { maxNodes: 5 })).toBeUndefined();
    expect(refusalOf('}}}}}}', { maxNodes: 5 })).toBe('text_too_many_nodes');
  });

  test('blanks, line ends and comments are none', () => {
    expect(refusalOf('# a\n\r\n \t \t # b\r\n\n  # c\na # d\n\n\t\n', { maxNodes: 1 })).toBeUndefined();
  });
});

test.each<[string, Partial<TextLimits>, number]>([
  ['abc', { maxBytes: 2 }, 0],
  ['[[[[a', { maxDepth: 2 }, 4],
  ['[a, b, c]', { maxNodes: 3 }, 7],
  ['[a, bbbb]', { maxScalarLength: 3 }, 4],
])('%j within %j goes too far at %i, and gives no documents', (text, limits, at) => {
  const { documents, refusal } = composeDocuments(text, { ...DEFAULT_LIMITS, ...limits });
  expect(refusal).toMatchObject({ path: [], span: [at, at] });
  expect(documents).toEqual([]);
});

describe('A key or value has a length of its own, as it is written', () => {
  test.each([
    ['plain', 'a: abcd'],
    ['in double quotes', 'a: "ab"'],
    ['in single quotes', "a: 'ab'"],
    ['in a block', 'a: |\n ab\n'],
    ['a key', 'abcd: a'],
  ])('%s', (_, text) => {
    expect(refusalOf(text, { maxScalarLength: 4 })).toBeUndefined();
    expect(refusalOf(text, { maxScalarLength: 3 })).toBe('text_scalar_too_long');
  });

  test('a comment, a directive and a row of blanks may be longer', () => {
    expect(refusalOf('%a long\n---\n- # also long\n          a', { maxScalarLength: 3 })).toBeUndefined();
  });
});
