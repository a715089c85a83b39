import { expect, test } from 'vitest';
import { describeBody, describeManifest } from '../diagnostics/report.js';
import { tokenLike } from '../testing/manifests.js';
import { LineIndex } from '../text/line-index.js';
import { type CodeFrameOptions, formatCodeFrames } from './code-frames.js';

const REMARK = { code: 'wrong_type', path: [], message: 'M', hint: 'H' } as const;

/** The frame of a text whose fault stands between « and », without what is told around it. */
function framed(marked: string, options: CodeFrameOptions = {}): string[] {
  const span = [marked.indexOf('«'), marked.indexOf('»') - 1] as const;
  const text = marked.replace(/[«»]/g, '');
  const frame = formatCodeFrames([describeManifest(REMARK, new LineIndex(text), span)], text, options);
  return frame.split('\n').filter((line) => line.includes(' | '));
}

const LONG = 'abcdefghij'.repeat(6);

test.each<[string, string, CodeFrameOptions, string[]]>([
  ['the first line', '«a»: 1\nb: 2', {}, ['> 1 | a: 1', '    | ^']],
  [
    'two lines before, none behind',
    'a: 1\nb: 2\nc: 3\nd: «4»\ne: 5',
    {},
    ['  2 | b: 2', '  3 | c: 3', '> 4 | d: 4', '    |    ^'],
  ],
  ['no lines before', 'a: 1\nb: «2»\n', { context: 0 }, ['> 2 | b: 2', '    |    ^']],
  ['as many before as there are', 'a: 1\nb: «2»', { context: 9 }, ['  1 | a: 1', '> 2 | b: 2', '    |    ^']],
  [
    'numbers of two lengths',
    `${'\n'.repeat(8)}a: 1\nb: «2»`,
    { context: 1 },
    ['   9 | a: 1', '> 10 | b: 2', '     |    ^'],
  ],
  ['a fault of no length', 'a: «»\nb', {}, ['> 1 | a:', '    |    ^']],
  ['a fault of several lines', 'a: «1\nb: 2»\n', {}, ['> 1 | a: 1', '    |    ^']],
  ['blanks at the end', 'a: 1  \nb: «x»  \n', {}, ['  1 | a: 1', '> 2 | b: x', '    |    ^']],
  ['CR alone and CRLF', 'a: 1\rb: 2\r\nc: «3»', {}, ['  1 | a: 1', '  2 | b: 2', '> 3 | c: 3', '    |    ^']],
  ['a byte order mark', '\ufeff«a»: 1', {}, ['> 1 | a: 1', '    | ^']],
  ['tabs, and what cannot be seen', 'a\tb: «\tc»\u200b', {}, ['> 1 | a b:  c\ufffd', '    |      ^^']],
  [
    'a secret before the fault',
    `a: ${tokenLike()} # «x»`,
    {},
    ['> 1 | a: •••••• # x', '    |             ^'],
  ],
  [
    'a long fault',
    `a: «${LONG}»`,
    { width: 20 },
    ['> 1 | a: abcdefghijabcdefg…', `    |    ${'^'.repeat(17)}`],
  ],
  [
    'long lines before',
    `${LONG}\n«b»: 1`,
    { width: 20 },
    ['  1 | abcdefghijabcdefghij…', '> 2 | b: 1', '    | ^'],
  ],
  [
    'a line as long as the width',
    `${LONG.slice(0, 20)}\n«b»`,
    { width: 20 },
    ['  1 | abcdefghijabcdefghij', '> 2 | b', '    | ^'],
  ],
  [
    'a fault far into a long line',
    `${LONG}«x»${LONG}`,
    { width: 30 },
    ['> 1 | …abcdefghijxabcdefghijabcdefgh…', '    |            ^'],
  ],
  [
    'a fault just near enough to show its line from the start',
    'abcdefghijklmnopqrst«uv»wxyz0123456789',
    { width: 30 },
    ['> 1 | abcdefghijklmnopqrstuvwxyz0123…', '    |                     ^^'],
  ],
  [
    'a fault just too far for that',
    'abcdefghijklmnopqrstu«vw»xyz0123456789',
    { width: 30 },
    ['> 1 | …lmnopqrstuvwxyz0123456789', '    |            ^^'],
  ],
  [
    'a secret where the shown part begins',
    `a: ${tokenLike()} # 45«x»`,
    { width: 30 },
    ['> 1 | …•••••• # 45x', '    |             ^'],
  ],
  [
    'a width that shows nothing',
    `«abcd»${LONG}`,
    { width: 1 },
    ['> 1 | abcdabcdefghijabcdef…', '    | ^^^^'],
  ],
])('%s', (_, marked, options, frame) => {
  expect(framed(marked, options)).toEqual(frame);
});

test('Around the frame stand code, place, remedy and docs; one of the body has no frame', () => {
  const body = describeBody({ ...REMARK, path: ['run'] });
  const text = describeManifest(REMARK, new LineIndex('a: 1'), [0, 1]);
  expect(formatCodeFrames([body, text], 'a: 1')).toBe(`error[wrong_type]: M
  --> body /run
  = help: H
  = docs: ${body.docs}

error[wrong_type]: M
  --> manifest.yaml:1:1
> 1 | a: 1
    | ^
  = help: H
  = docs: ${body.docs}
`);
});

test('A text of 1 MiB is shown, a longer one is not', () => {
  const text = `«a»: 1\n#${' '.repeat(2 ** 20 - 6)}`;
  expect(framed(text)).toEqual(['> 1 | a: 1', '    | ^']);
  expect(framed(`${text} `)).toEqual([]);
});
