import { expect, test } from 'vitest';
import { describeManifest } from '../diagnostics/report.js';
import { tokenLike } from '../testing/manifests.js';
import { LineIndex } from '../text/line-index.js';
import { MaskedText } from './masks.js';

const MASK = '••••••';

/** A text of which diagnostics tell the stretches as secrets. */
function masked(text: string, ...secrets: string[]): MaskedText {
  const positions = new LineIndex(text);
  const remark = { code: 'raw_secret', path: [], message: 'M', hint: 'H' } as const;
  const told = secrets.map((secret) => {
    const start = text.indexOf(secret);
    return describeManifest(remark, positions, [start, start + secret.length]);
  });
  return new MaskedText(text, told);
}

test.each<[string, string, string[], string]>([
  ['nothing', 'a: b', [], 'a: b'],
  ['what is told', 'a: !!! b', ['!!!'], `a: ${MASK} b`],
  ['what is found though not told', `a: ${tokenLike()} b`, [], `a: ${MASK} b`],
  ['a password that might be a word', 'a: https://bob:hunter2@x.test', [], `a: https://bob:${MASK}@x.test`],
  ['the whole word of which a part is told', 'a: one-two_3! b', ['two'], `a: ${MASK}! b`],
  ['a word that is the whole text', 'one', ['n'], MASK],
  ['two', 'a: !! b: ??', ['??', '!!'], `a: ${MASK} b: ${MASK}`],
  ['two that touch as one', 'a: !!??', ['!!', '??'], `a: ${MASK}`],
  ['one within another as one', 'a: !?!?! b', ['!?!?!', '?!'], `a: ${MASK} b`],
  ['two that overlap as one', 'a: ?!+* b', ['?!+', '+*'], `a: ${MASK} b`],
])('Masked is %s', (_, text, secrets, shown) => {
  expect(masked(text, ...secrets).show(0, text.length)).toBe(shown);
});

test('Diagnostics of other codes mask nothing, nor do those without a place', () => {
  const remark = { path: [], message: 'M', hint: 'H' };
  const other = describeManifest({ ...remark, code: 'wrong_type' }, new LineIndex('a: b'), [3, 4]);
  const nowhere = describeManifest({ ...remark, code: 'raw_secret' }, null, null);
  expect(new MaskedText('a: b', [other, nowhere]).show(0, 4)).toBe('a: b');
});

test('A part shows the mask of a secret that it cuts', () => {
  const text = masked('a: !!!! b', '!!!!');
  expect(text.show(0, 5)).toBe(`a: ${MASK}`);
  expect(text.show(5, 9)).toBe(`${MASK} b`);
  expect(text.show(4, 6)).toBe(MASK);
  expect(text.show(0, 3)).toBe('a: ');
  expect(text.show(7, 9)).toBe(' b');
});

test('A stretch is widened to the masks that it touches', () => {
  const text = masked('!!! b ???', '!!!', '???');
  expect(text.around(2, 7)).toEqual([0, 9]);
  expect(text.around(0, 0)).toEqual([0, 3]);
  expect(text.around(1, 1)).toEqual([0, 3]);
  expect(text.around(3, 6)).toEqual([3, 6]);
  expect(text.around(3, 3)).toEqual([3, 3]);
});

test('What cannot be seen has one placeholder each, a tab is a blank', () => {
  expect(masked('a\tb\u200b\u2028\u0007c\ud83d').show(0, 9)).toBe('a b\ufffd\ufffd\ufffdc\ufffd');
});
