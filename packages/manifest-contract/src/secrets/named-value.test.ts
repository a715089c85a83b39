import { describe, expect, it } from 'vitest';
import { lineAt, readBlock, readValue } from './named-value.js';

/** Reads what stands behind the name `K` at the beginning of a text, which its place must tell too. */
function valueIn(text: string, flag = false) {
  const value = readValue(text, 1, lineAt(text, 0), flag);
  if (value !== null) expect(text.slice(value.start, value.end)).toBe(value.text);
  return value;
}

describe('The value behind a name', () => {
  it.each([
    ['K=abc', 'abc', '='],
    ['K = abc def', 'abc', '='],
    ['K  \t =   abc', 'abc', '='],
    ['K: abc', 'abc', ':'],
    ['K => abc', 'abc', '=>'],
    ['K := abc', 'abc', ':='],
    ['K:-abc', 'abc', ':-'],
    ['K ?= abc', 'abc', '?='],
    ['K += abc', 'abc', '+='],
    ['K is abc', 'abc', ' is '],
    ['K>abc</K', 'abc', '>'],
    ['K=~abc', '~abc', '='],
    ['K": "abc"', 'abc', ':'],
    ['K] = abc', 'abc', '='],
    ['K\\": \\"abc\\"', 'abc', ':'],
    ['K=`abc`', 'abc', '='],
    ['K=""', '', '='],
    ['K="abc', 'abc', '='],
    ['K="ab\ncd"', 'ab', '='],
    ['K: ["abc", "def"]', 'abc', ':'],
    ['K: [  \\"abc\\"]', 'abc', ':'],
    ['K: [abc]', '[abc', ':'],
    ['K", "value": "abc"', 'abc', ','],
    ['K , val = abc', 'abc', ','],
    ['K" value="abc"', 'abc', ','],
    ['K"] = "abc"', 'abc', '='],
    ['K -> abc', 'abc', '->'],
    ['K was abc', 'abc', ' was '],
    ['K lautet abc', 'abc', ' lautet '],
    ['K was not here', null, null],
    ["K','default':'abc'", 'abc', ','],
    ['K\\",  \\"content\\"  :  \\"abc\\"', 'abc', ','],
    ['K, "other": "abc"', null, null],
    ['K abc', null, null],
    ['K==abc', null, null],
    ['K=~/abc', null, null],
    ['K=~ abc', null, null],
    ['K:/abc', null, null],
    ['K::abc', null, null],
    ['K>=3', null, null],
    ['K is a word', null, null],
    ['K is not here', null, null],
    ['K=\nabc', null, null],
    ['K=,abc', null, null],
  ])('of %j is %j', (text, value, separator) => {
    expect(valueIn(text)?.text ?? null).toBe(value);
    expect(valueIn(text)?.separator ?? null).toBe(separator);
  });

  it('ends where a closing quote does, as long as that is near', () => {
    expect(valueIn('K="ab cd" ef')).toMatchObject({ text: 'ab cd', quoted: true, schemed: false });
    expect(valueIn('K=ab')).toMatchObject({ quoted: false, schemed: false });
    expect(valueIn('K="ab')).toMatchObject({ quoted: false });
    expect(valueIn(`K="${'a'.repeat(1023)}"`)).toMatchObject({ quoted: true });
    expect(valueIn(`K="${'a'.repeat(2000)}"`)?.text).toHaveLength(1024);
  });

  it('behind a flag needs no more than a blank', () => {
    expect(valueIn('K  abc', true)).toMatchObject({ text: 'abc', separator: ' ' });
    expect(valueIn('K=abc', true)).toMatchObject({ text: 'abc', separator: '=' });
    expect(valueIn('K --abc', true)).toBeNull();
    expect(valueIn('Kabc', true)).toBeNull();
  });

  it.each([
    ['K: Bearer abc123', 'abc123'],
    ['K: token  \\"abc123\\"', 'abc123'],
    ['K: "Bearer  abc"', 'abc'],
    ["K: 'basic abc'", 'abc'],
  ])('stands behind the word of a scheme: %s', (text, value) => {
    expect(valueIn(text)).toMatchObject({ text: value, schemed: true });
  });

  it('stands there without quotes', () => {
    expect(valueIn('K: Bearer abc123')).toMatchObject({ quoted: false, separator: ':' });
  });

  it.each([
    ['K: bearers abc123', 'bearers'],
    ['K: mytoken abc123', 'mytoken'],
    ['K: "my bearer abc"', 'my bearer abc'],
    ['K: "bearer abc def"', 'bearer abc def'],
    ['K: "bearer "', 'bearer '],
  ])('and not behind another: %s', (text, value) => {
    expect(valueIn(text)).toMatchObject({ text: value, schemed: false });
  });

  it('is none where only a scheme stands', () => {
    expect(valueIn('K: Bearer')).toBeNull();
    expect(valueIn('K: Bearer abc12')).toBeNull();
  });
});

describe('The value on the line below a name', () => {
  const blockIn = (text: string) => {
    const value = readBlock(text, 1, lineAt(text, 0));
    if (value !== null) expect(text.slice(value.start, value.end)).toBe(value.text);
    return value;
  };

  it.each([
    ['K: |\n  abc\n  def', 'abc'],
    ['K:\n  abc', 'abc'],
    ['K": >2-  \r\n  abc \r\n', 'abc'],
    ["K'  :   |\n\tabc", 'abc'],
    ['K:\n  a b:c', 'a b:c'],
    ['K:\n  -abc', '-abc'],
    [`K:\n ${'a'.repeat(2000)}`, 'a'.repeat(1023)],
    ['K:\n  a - b', 'a - b'],
    ['K:\n  $a: b', '$a: b'],
    ['K: abc\n  def', null],
    ['K x:\n  abc', null],
    ['K:\na bc', null],
    ['K: | x\n  abc', null],
    ['K\n  abc', null],
    ['K:\nabc', null],
    ['K:\n  \n  abc', null],
    ['K:', null],
    ['K:\n  - abc', null],
    ['K:\n  ? abc', null],
    ['K:\n  # abc', null],
    ['K:\n  a: b', null],
    ['K:\n  a.b c-d:', null],
    ['K:\n  "a": b', null],
  ])('of %j is %j', (text, value) => {
    expect(blockIn(text)?.text ?? null).toBe(value);
  });

  it('is told with no quotes and no scheme', () => {
    expect(blockIn('K:\n  abc')).toMatchObject({ quoted: false, separator: ':', schemed: false });
  });
});

it('A line reaches from behind one newline to the next', () => {
  const text = 'a\nbc\nd';
  expect([0, 2, 3, 5].map((at) => lineAt(text, at))).toEqual([
    { start: 0, end: 1 },
    { start: 2, end: 4 },
    { start: 2, end: 4 },
    { start: 5, end: 6 },
  ]);
});
