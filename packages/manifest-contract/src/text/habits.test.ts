import { expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/apply-fixes.js';
import { commentedKeys, habitsOf } from './habits.js';

/** What is told of each habit of a text, and the text without it. */
function undone(text: string, habits = habitsOf(text)): [string, string][] {
  return [...habits].map(({ span, fix }) => [text.slice(...span), applyEdits(text, fix.edits)]);
}

test.each<[string, string, string, string]>([
  ['a conflict', '<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> c\nd: 3\n', '<<<<<<<', 'b: 1\nd: 3\n'],
  ['a conflict at the end', 'a: 1\n<<<<<<<\n=======\n>>>>>>> c', '<<<<<<<', 'a: 1\n'],
  ['one with CR', '<<<<<<< a\r\nb: 1\r\n=======\r\nb: 2\r\n>>>>>>> c\r\n', '<<<<<<<', 'b: 1\r\n'],
  ['one with its base', '<<<<<<<\na\n|||||||\nb\n=======\nc\n>>>>>>>\n', '<<<<<<<', 'a\n'],
  [
    'two',
    '<<<<<<<\na\n=======\nb\n>>>>>>>\nc\n<<<<<<<\nd\n=======\n\ne\n>>>>>>>\nf\n',
    '<<<<<<<',
    'a\nc\nd\nf\n',
  ],
  ['one with a line that is like its marks', '<<<<<<<\n= a\n=======\nb\n>>>>>>>\n', '<<<<<<<', '= a\n'],
  ['one whose beginning is gone', 'a\n=======\nb\n>>>>>>>\nc\n', '=======', 'a\nc\n'],
  ['comments', '// a\nb: 1 // "c\n  // d\n', '//', '# a\nb: 1 # "c\n  # d\n'],
  ['a comment of C', '/* a */ \r\nb: 1 /* c */', '/*', '# a  \r\nb: 1 # c '],
  ['a comment of several lines', '/* a\n b\n*/\nc', '/*', '# a\n# b\n#\nc'],
  ['a comment behind strings', '"\\" // a" // b', '//', '"\\" // a" # b'],
  ['a comment under an open quote', '"a // b\n// c', '//', '"a // b\n# c'],
  ['references', '{a: ${A}, b: ${B} }', '${A}', '{a: "${A}", b: "${B}" }'],
  ['a reference behind two blanks', '{a:  ${AB}}', '${AB}', '{a:  "${AB}"}'],
  ['references in a list', '[${A},${B},\n  ${C}\n]', '${A}', '["${A}","${B}",\n  "${C}"\n]'],
  ['a reference in a map in a map', '{a: { ${A}}}', '${A}', '{a: { "${A}"}}'],
])('%s', (_, text, told, otherwise) => {
  expect(undone(text)).toEqual([[told, otherwise]]);
});

test.each([
  'a: <<<<<<< b\n',
  '<<<<<< b\n',
  ' =======\n',
  '======\n',
  '>>>>>>\n',
  '=======\na\n',
  'a: http://b',
  'a//b',
  '"// a"',
  '/* a */ b',
  '/* a',
  'a/* b */',
  'a: ${A}\n',
  '{a: "${A}"}',
  '{a:${A}}',
  '{a: ${A}b}',
  '{a: ${}}',
  '{a: b${A}}',
  'a:  b\tc\n',
])('%j has no habit', (text) => {
  expect(undone(text)).toEqual([]);
});

test('Tabs are two or four spaces wide', () => {
  expect(undone('\ta: 1\n \t b:\tc\n')).toEqual([
    ['\t', '  a: 1\n    b:\tc\n'],
    ['\t', '    a: 1\n      b:\tc\n'],
  ]);
});

test.each<[string, [string, string][]]>([
  ['\n {\n// a\n\n"b": 1}', [['//', '\n {\n# a\n\n"b": 1}']]],
  ['{"a": 1, /* b */\n "c": 2}', [['/*', '{"a": 1, # b \n "c": 2}']]],
  ['{ // a\n"b": 1 // c\n}', [['//', '{ # a\n"b": 1 # c\n}']]],
  ['{"a": b // c\n}', []],
  ['a: {\n  // b\n  "c": 1}', []],
  ['{"a": "// b"\n, "c": 1}', []],
  ['a:\n  // b\n  "c": 1', []],
])('%j: comments before keys of JSON', (text, expected) => {
  expect(undone(text, commentedKeys(text))).toEqual(expected);
});
