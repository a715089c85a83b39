import { describe, expect, it } from 'vitest';
import { foldedStretches, foldText } from './unicode.js';

it.each([
  ['plain ASCII', 'plain ASCII'],
  ['аТ', 'aT'],
  ['αΧ', 'aX'],
  ['ոꓴ', 'nU'],
  ['‐∶', '-:'],
  ['ｐａｓｓ', 'pass'],
  ['𝐚𝐛', 'ab'],
  ['ﬁ', 'fi'],
  ['é', 'e'],
  ['e\u0301', 'e'],
  ['ё', 'e'],
  ['a\u200b\u2028\u3164\uffa0b', 'ab'],
  ['a\u20ddb', 'ab'],
  ['Größe 你好', 'Große 你好'],
  ['\ud800a', '\ud800a'],
])('%j reads %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
  expect(foldText(text)).toBe(folded);
});

/** Letters with marks, whose bare ones look like Latin ones. */
const MARKED = Array.from({ length: 256 }, (_, at) => String.fromCodePoint(0x1f00 + at)).filter((letter) =>
  /\p{L}/u.test(letter),
);
/** What was folded once is remembered: each run takes other letters. */
let runs = 0;

it('folds what it never saw as it does the next time', () => {
  const syllable = String.fromCodePoint(0xac00 + (runs % 11_172));
  const selector = String.fromCodePoint(0xe0100 + (runs % 240));
  const marked = MARKED[runs % MARKED.length] ?? '';
  runs += 1;
  const folded = `${syllable.normalize('NFKD')}${foldText(marked.normalize('NFKD').charAt(0))}`;
  expect(foldText(`${syllable}${selector}${marked}`)).toBe(folded);
  expect(foldText(`${syllable}${selector}${marked}`)).toBe(folded);
});

describe('foldedStretches', () => {
  const found = (text: string) =>
    [...foldedStretches(text)].map((stretch) => [text.slice(stretch.start, stretch.end), stretch.text]);

  it.each([
    ['ｐａｓｓｗｏｒｄ', 'password'],
    ['tоkenabc', 'tokenabc'],
    ['p\u200bassword', 'password'],
    ['𝐚𝐛𝐜𝐝𝐞𝐟', 'abcdef'],
    ['ﬁabcd', 'fiabcd'],
    ['Größere你', 'Großere你'],
    ['\u200babcdef', 'abcdef'],
    ['abcdef\u200b', 'abcdef'],
    // A blank of another script is none here.
    ['abc\u00a0def', 'abc def'],
  ])('%j reads %j', (text, folded) => {
    expect(found(text)).toEqual([[text, folded]]);
    for (const border of [' ', '\t', '\n', '\v', '\f', '\r', '"', "'", '`'])
      expect(found(`xyz${border}${text}${border}xyz`)).toEqual([[text, folded]]);
  });

  it('takes up all but blanks and quotes', () => {
    for (const unit of ['\b', '\x0e', '\x1f', '!', '#', '&', '(', '_', 'a', '\uffff'])
      expect(found(`xyz${unit}éabcdef${unit}xyz`)).toEqual([
        [`xyz${unit}éabcdef${unit}xyz`, `xyz${unit}eabcdef${unit}xyz`],
      ]);
  });

  it('tells where each character began', () => {
    const [stretch] = [...foldedStretches('x é\u200b𝐚ﬁbcd')];
    expect(stretch).toMatchObject({ start: 2, end: 10, text: 'eafibcd', from: [2, 4, 6, 6, 7, 8, 9] });
  });

  it('finds each between blanks', () => {
    expect(found('é1abcde plain é2abcde')).toEqual([
      ['é1abcde', 'e1abcde'],
      ['é2abcde', 'e2abcde'],
    ]);
  });

  it.each(['plain ASCII', 'Größer', 'éabcd', 'éabcd\x80', 'abcdefg\x80', '你好abcdefg', 'abcdefg你好ß', ''])(
    '%j has none',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
