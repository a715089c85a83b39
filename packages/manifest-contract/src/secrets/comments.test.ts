import { expect, it } from 'vitest';
import { parseText } from '../text/parse-text.js';
import { findComments } from './comments.js';
import { scanNodes } from './scan-nodes.js';

const commentsOf = (text: string) =>
  [...findComments(text, scanNodes(parseText(text), true).places)].map(({ start, end }) =>
    text.slice(start, end),
  );

it.each([
  ['# a', [' a']],
  ['#', ['']],
  ['# a # b\n#c\n', [' a # b', 'c']],
  ['a: b # c\n  \t# d\ne: f#g', [' c', ' d']],
  ['a: "b # c" # d', [' d']],
  ["'a # b': c # d\ne: f # g", [' d', ' g']],
  ['a: |\n  # b\n  c\n# d\n', [' d']],
  ['a: [b, c#d] #e', ['e']],
  ['- a # b', [' b']],
  ['a: &x#y b # c', [' c']],
  ['a: b', []],
])('the comments of %j are %j', (text, comments) => {
  expect(commentsOf(text)).toEqual(comments);
});
