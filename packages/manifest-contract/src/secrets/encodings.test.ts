import { describe, expect, it } from 'vitest';
import { decodedStretches, decodeWhole, unescapedStretches } from './encodings.js';

const base64 = (bytes: string) => btoa(bytes);
const hexOf = (text: string) => [...text].map((unit) => unit.charCodeAt(0).toString(16).padStart(2, '0'));
const hex = (text: string) => hexOf(text).join('');
const wide = (text: string) => [...text].map((unit) => `${unit}\0`).join('');
const HELLO = 'hello world!';

describe('decodedStretches', () => {
  /** What was found, as the encoded stretch and what it says. */
  const found = (text: string) =>
    [...decodedStretches(text)].map((stretch) => [text.slice(stretch.start, stretch.end), stretch.text]);

  it.each([
    ['base64 of twelve characters', base64(HELLO), HELLO],
    ['its padding', base64(`${HELLO}!!`), `${HELLO}!!`],
    [
      'its other alphabet',
      base64(`${HELLO} ~~~???`).replaceAll('/', '_').replaceAll('+', '-'),
      `${HELLO} ~~~???`,
    ],
    ['all of ASCII that texts have', base64('\t tab\r\n~ and more'), '\t tab\r\n~ and more'],
    ['letters of UTF-8 behind ASCII', base64(`${HELLO} \xc3\xbc\x80!`), `${HELLO} \xc3\xbc\x80!`],
    ['UTF-16', base64(wide(HELLO)), HELLO],
    ['hex', hex(HELLO), HELLO],
    ['hex of all digits', hex('XYZ 0189:;<=>?@ijmno'), 'XYZ 0189:;<=>?@ijmno'],
    ['hex of lines', hex(`${HELLO}\n\tmore`), `${HELLO}\n\tmore`],
    ['hex in capitals', hex(HELLO).toUpperCase(), HELLO],
    ['hex with its mark', `0x${hex(HELLO)}`, HELLO],
    ['bytes with blanks', hexOf(HELLO).join(' '), HELLO],
    ['bytes with colons', hexOf(HELLO).join(':'), HELLO],
    ['bytes with dashes', hexOf(`${HELLO} Or so`).join('-').toUpperCase(), `${HELLO} Or so`],
  ])('undoes %s', (_, text, decoded) => {
    expect(found(text)).toEqual([[text, decoded]]);
    expect(found(`x: "${text}" y`)).toEqual([[text, decoded]]);
  });

  it.each([
    ['a path', `path/to/${base64(HELLO)}`, base64(HELLO), HELLO],
    ['a name', `my-name_${base64(HELLO)}`, base64(HELLO), HELLO],
    ['a word', `my-${base64(HELLO)}`, base64(HELLO), HELLO],
    ['other letters', `é${base64(HELLO)}é`, base64(HELLO), HELLO],
    [
      'what is no UTF-16 behind it',
      base64(`${wide(HELLO)}\xff\xfe\xff\x01\x02\x03`),
      base64(wide(HELLO)),
      HELLO,
    ],
    ['a sum', `x+${base64(HELLO)}`, base64(HELLO), HELLO],
    ['words without a joint', `${base64(HELLO)}, more`, base64(HELLO), HELLO],
    ['what is no text behind it', base64(`${HELLO}\0and the rest`), base64(HELLO), HELLO],
    ['a byte that is none', base64(`${HELLO} you.\x7f`), base64(`${HELLO} you.\x7f`), `${HELLO} you.`],
    ['three bytes that are none', base64(`${HELLO}!!!\x7f\x7f\x7f`), base64(`${HELLO}!!!`), `${HELLO}!!!`],
    ['more padding', `${base64(HELLO)}===`, `${base64(HELLO)}==`, HELLO],
    ['other hex', `${hex(HELLO)}7f61`, hex(HELLO), HELLO],
    ['a letter that is no digit', `${hex(HELLO)}6g`, hex(HELLO), HELLO],
    ['a mark', `${hex(HELLO)}6/x`, hex(HELLO), HELLO],
    ['a digit before a mark', `${hex(HELLO)}7@`, hex(HELLO), HELLO],
    ['one more digit', `${hex(HELLO)}7`, hex(HELLO), HELLO],
    ['a digit behind bytes', `${hexOf(`${HELLO}!`).join(' ')}1`, hexOf(HELLO).join(' '), HELLO],
  ])('finds it beside %s', (_, text, stretch, decoded) => {
    expect(found(text)).toEqual([[stretch, decoded]]);
  });

  it('finds one behind the other', () => {
    expect(found(`${hex(HELLO)}${base64('hello again, you')}`)).toEqual([
      [hex(HELLO), HELLO],
      [base64('hello again, you'), 'hello again, you'],
    ]);
    expect(found(`${base64(HELLO)} ${base64(HELLO)}`)).toHaveLength(2);
  });

  it.each([
    ['a short one', base64('hello world').replace('=', '')],
    ['eleven characters before what is none', base64('hello world\0and the rest')],
    ['no text', base64('\x01\x02\x03hello world and more')],
    ['UTF-8 from the start', base64('gr\xc3\xbc\xc3\x9fe to all of you')],
    ['zeroes elsewhere', base64('\0h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d')],
    ['zeroes that end', base64('h\0e\0l\0lo world and more of it')],
    ['hex of eleven characters', hex('hello world')],
    ['eleven bytes', hexOf('hello world').join(' ')],
    ['bytes with different joints', hexOf(HELLO).join(' ').replace(' ', ':')],
    ['bytes with a digit in front', `a${hexOf(HELLO).join(' ')}`],
    ['bytes that are no ASCII', hexOf(HELLO).join(' ').replaceAll('6f', 'ef')],
    ['a sentence', 'no more than a few words stand here'],
  ])('leaves %s alone', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('decodeWhole', () => {
  it.each([
    ['hi', 'hi'],
    ['hi there', 'hi there'],
    ['hi you', 'hi you'],
    ['hey!', 'hey!'],
    ['@@@', '@@@'],
    ['~~~???', '~~~???'],
  ])('%j', (text, decoded) => {
    expect(decodeWhole(base64(text))).toBe(decoded);
    expect(decodeWhole(base64(text).replace(/=+$/, ''))).toBe(decoded);
  });

  it.each(['', '=', 'aGk!', 'YWJj!', 'aGk é', 'aGk====', '=aGk', base64('hi\0there'), base64('\xffhi')])(
    '%j is none',
    (text) => {
      expect(decodeWhole(text)).toBeNull();
    },
  );
});

describe('unescapedStretches', () => {
  const found = (text: string) =>
    [...unescapedStretches(text)].map((stretch) => [text.slice(stretch.start, stretch.end), stretch.text]);

  it.each([
    ['%41', 'A'],
    ['%6a%4B', 'jK'],
    ['\\x41\\x4a', 'AJ'],
    ['\\101\\052', 'A*'],
    ['\\u0041\\u006A', 'Aj'],
    ['\\u{41}\\u{6a}', 'Aj'],
    ['\\u{000041}', 'A'],
    ['&#x41;&#x6A;', 'Aj'],
    ['&#65;&#122;', 'Az'],
    ['a%41b', 'aAb'],
    ['a%3Db&c=%41', 'a=b&c=A'],
    // What is no ASCII stays.
    ['%C3%41', '%C3A'],
    ['&#200;&#65;', '&#200;A'],
    ['&#127;&#128;', '\x7f&#128;'],
    ['\\x41\\xc3', 'A\\xc3'],
  ])('%s reads %j', (text, unescaped) => {
    expect(found(text)).toEqual([[text, unescaped]]);
    for (const border of [' ', '\n', '"', "'", '`', '<', '>'])
      expect(found(`x${border}${text}${border}y`)).toEqual([[text, unescaped]]);
  });

  it('finds each between blanks', () => {
    expect(found('a%41 b b%42')).toEqual([
      ['a%41', 'aA'],
      ['b%42', 'bB'],
    ]);
  });

  it.each([
    '100% of it',
    'a%4',
    '%zz',
    '\\x4',
    '\\301',
    '\\u0100',
    '\\u{141}',
    '&#7;',
    '&#x4;',
    '&amp;',
    'plain',
  ])('%s has none', (text) => {
    expect(found(text)).toEqual([]);
  });
});
