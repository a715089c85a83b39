import { describe, expect, test } from 'vitest';
import { suspectsAt } from './suspects.js';

/** What is thought of around the mark `¦`: the line, the stretch that is told, and what is written in place of what. */
function slips(marked: string): string[] {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const shown = (start: number, end: number) => `<${text.slice(start, end).replace(/\s/g, blank)}>`;
  return [...suspectsAt(text, offset)].map(({ span, fix }) => {
    const line = text.slice(0, span[0]).split('\n').length;
    const edits = fix.edits.map((edit) => `${shown(...edit.span)} to <${edit.text.replace(/\s/g, '_')}>`);
    return `${line}: ${shown(...span)}: ${edits.join()}`;
  });
}

/** A blank as it can be read: `_` for a space. */
function blank(unit: string): string {
  return unit === ' ' ? '_' : unit === '\t' ? '\\t' : `U+${unit.charCodeAt(0).toString(16)}`;
}

/** Those of the marked line alone. */
function slipsHere(marked: string): string[] {
  const line = marked.slice(0, marked.indexOf('¦')).split('\n').length;
  return slips(marked).filter((slip) => slip.startsWith(`${line}: `));
}

test('Of a block, each line is moved to where its neighbours stand, or gets a dash; the oddest first', () => {
  expect(slips('a:\n  b: 1\n   ¦c: 2\n  d: 3\n')).toEqual([
    '3: <___>: <___> to <__>',
    '3: <___>: <___> to <____>',
    '3: <___>: <___> to <>',
    '4: <__>: <__> to <>',
    '4: <__>: <__> to <___>',
    '4: <__>: <__> to <_____>',
    '2: <__>: <__> to <___>',
    '2: <__>: <__> to <>',
    '1: <a:>: <> to <__>',
    '3: <c>: <__> to <-_>',
    '3: <c>: <> to <-_>',
    '4: <d>: <__> to <-_>',
    '4: <d>: <> to <-_>',
    '2: <b>: <__> to <-_>',
    '2: <b>: <> to <-_>',
    '1: <a>: <> to <-_>',
  ]);
});

test('Of a list, each entry is moved, and loses its dash', () => {
  expect(slips('a:\n  - b: 1\n ¦- c: 2\n    d: 3\n')).toEqual([
    '3: <_>: <_> to <__>',
    '3: <_>: <_> to <____>',
    '3: <_>: <_> to <>',
    '4: <____>: <____> to <___>',
    '4: <____>: <____> to <>',
    '4: <____>: <____> to <_>',
    '4: <____>: <____> to <__>',
    '2: <__>: <__> to <_>',
    '2: <__>: <__> to <>',
    '1: <a:>: <> to <__>',
    '4: <d>: <__> to <-_>',
    '4: <d>: <> to <-_>',
    '3: <-_>: <-_> to <>',
    '3: <-_>: <-_> to <__>',
    '2: <-_>: <-_> to <>',
    '2: <-_>: <-_> to <__>',
    '1: <a>: <> to <-_>',
  ]);
});

test('A line deeper below is looked at first', () => {
  expect(slips('a\n¦b\n    c: 1\n')).toEqual([
    '2: <b>: <> to <:>',
    '3: <____>: <____> to <>',
    '3: <____>: <____> to <__>',
    '3: <c>: <__> to <-_>',
    '3: <c>: <> to <-_>',
    '2: <b>: <> to <#_>',
    '1: <a>: <> to <#_>',
  ]);
});

test('Of lines equally deep, that of the offset is looked at first', () => {
  expect(slips('a:\n  ¦b "c"\n  d "e"\n')).toEqual([
    '2: <b>: <> to <:>',
    '3: <d>: <> to <:>',
    '1: <a:>: <> to <__>',
    '1: <a>: <> to <-_>',
    '2: <b_"c">: <> to <#_>',
    '3: <d_"e">: <> to <#_>',
  ]);
});

test('Bare lines between and around are passed over', () => {
  expect(slips('a:\n\n  # b\n  c: 1\n\n ¦d: 2\n\n  # e\n  f: 3\n')).toEqual([
    '6: <_>: <_> to <__>',
    '6: <_>: <_> to <____>',
    '6: <_>: <_> to <>',
    '9: <__>: <__> to <>',
    '9: <__>: <__> to <_>',
    '9: <__>: <__> to <___>',
    '4: <__>: <__> to <_>',
    '4: <__>: <__> to <>',
    '1: <a:>: <> to <__>',
    '9: <f>: <__> to <-_>',
    '9: <f>: <> to <-_>',
    '6: <d>: <_> to <-_>',
    '6: <d>: <> to <-_>',
    '4: <c>: <__> to <-_>',
    '4: <c>: <> to <-_>',
    '1: <a>: <> to <-_>',
  ]);
});

test('Blanks that are none are looked for up to the key at the left, and in the line below', () => {
  expect(slips('\u00a0z: 1\na:\n\u00a0\u00a0b:\u3000 1\n  c: 1\n\t¦d: 2\n  -\t\te: 3\r\n')).toEqual([
    '5: <\\t>: <\\t> to <__>',
    '5: <\\t>: <\\t> to <____>',
    '5: <\\t>: <\\t> to <>',
    '5: <\\t>: <\\t> to <__>',
    '5: <\\t>: <\\t> to <____>',
    '3: <U+a0U+a0>: <U+a0U+a0> to <__>',
    '3: <U+a0U+a0>: <U+a0U+a0> to <>',
    '6: <\\t\\t>: <\\t\\t> to <_>',
    '4: <__>: <__> to <>',
    '4: <c>: <__> to <-_>',
    '4: <c>: <> to <-_>',
  ]);
});

test.each<[string, string, string[]]>([
  ['a key with an equals sign', 'a:\n  ¦b = 1\n', ['2: <_=_>: <_=_> to <:_>', '2: <b_=_1>: <> to <#_>']],
  ['a key with an arrow and nothing', 'a:\n  ¦b =>\n', ['2: <_=>>: <_=>> to <:>', '2: <b_=>>: <> to <#_>']],
  ['a quoted key with a wide colon', 'a:\n  ¦"b"：1\n', ['2: <：>: <：> to <:_>', '2: <"b"：1>: <> to <#_>']],
  ['a glued value', 'a:\n  ¦b:1\n', ['2: <:>: <> to <_>', '2: <b:1>: <> to <__>']],
  ['a URL', 'a:\n  ¦b:/c\n', ['2: <b:/c>: <> to <__>']],
  ['a value without a colon', 'a:\n  ¦b "c"\n', ['2: <b>: <> to <:>', '2: <b_"c">: <> to <#_>']],
  [
    'a key without a colon above a block',
    'a:\n  ¦b \n    c: 1\n',
    ['2: <b>: <> to <:>', '2: <b>: <> to <#_>'],
  ],
  [
    'a key without a colon above a list',
    'a:\n  ¦b\n  - c\n',
    ['2: <b>: <> to <:>', '2: <b>: <__> to <__-_>', '2: <b>: <> to <#_>'],
  ],
  [
    'an entry without its dash below others',
    'a:\n  -   b\n  ¦c\n',
    ['3: <c>: <__> to <__-___>', '3: <c>: <> to <#_>'],
  ],
  [
    'one in quotes',
    'a:\n- b\n    ¦"c d"\n',
    ['3: <"c>: <> to <:>', '3: <"c_d">: <____> to <-_>', '3: <"c_d">: <> to <#_>'],
  ],
  ['words below a list', 'a:\n- b\n    ¦c d\n', ['3: <c_>: <> to <:>', '3: <c_d>: <> to <#_>']],
  [
    'a key of an entry without a colon above a block',
    '¦-  a\n   b: 1\n',
    [
      '1: <-__a>: <> to <:>',
      '1: <->: <> to <_>',
      '1: <->: <> to <___>',
      '1: <-__>: <-__> to <>',
      '1: <-__>: <-__> to <___>',
    ],
  ],
  [
    'a key without a colon and with a CR',
    'a\r\n ¦b\r\n  c: 1\r\n',
    ['2: <b>: <> to <:>', '2: <b>: <> to <#_>'],
  ],
  [
    'a key without a colon above the list of another',
    'a:\n    ¦b\n  - c\n',
    ['2: <b>: <> to <__>', '2: <b>: <____> to <__-_>', '2: <b>: <> to <#_>'],
  ],
  [
    'a key with a value above a block',
    'a:\n  ¦b: c\n    d: 1\n',
    ['2: <__>: <__> to <____>', '2: <__>: <__> to <>', '2: <b>: <__> to <-_>', '2: <b>: <> to <-_>'],
  ],
  ['a key without a colon above none', 'a:\n  ¦b\n  c: 1\n', ['2: <b>: <> to <__>', '2: <b>: <> to <#_>']],
  ['a bullet', '¦• a: 1\n', ['1: <•_>: <•_> to <-_>']],
  ['two dashes', '¦--a: 1\n', ['1: <-->: <--> to <-_>']],
  ['two dashes alone', '¦--\n', ['1: <-->: <> to <#_>', '1: <-->: <--> to <-_>']],
  ['three dashes', '¦---\n', []],
  ['an asterisk', '¦* a: 1\n', ['1: <*_>: <*_> to <-_>']],
  ['a glued dash', '¦-a: 1\n', ['1: <->: <-> to <-_>']],
  ['a negative number', '¦-1\n', []],
  [
    'a comment of C',
    'a:\n  ¦b: // c\n',
    ['2: <//>: <//> to <#>', '2: <__>: <__> to <>', '2: <b>: <__> to <-_>', '2: <b>: <> to <-_>'],
  ],
  [
    'a bracket',
    'a:\n  ¦b: c]  \n',
    [
      '2: <]>: <> to <[>',
      '2: <]>: <]> to <>',
      '2: <__>: <__> to <>',
      '2: <b>: <__> to <-_>',
      '2: <b>: <> to <-_>',
    ],
  ],
  [
    'a parenthesis',
    'a:\n  ¦b: [c)\n',
    [
      '2: <)>: <)> to <]>',
      '2: <[>: <> to <]>',
      '2: <)>: <)> to <>',
      '2: <__>: <__> to <>',
      '2: <b>: <__> to <-_>',
      '2: <b>: <> to <-_>',
    ],
  ],
  ['a remark', '¦// a\n', ['1: <//>: <//> to <#>', '1: <//_a>: <> to <#_>']],
  ['a remark with a colon', '¦// a: 1\n', ['1: <//>: <//> to <#>', '1: <//_a:_1>: <> to <#_>']],
  [
    'a remark between marks, with a colon',
    '¦/* a: 1 */\n',
    ['1: </*>: </*> to <#>,<*/> to <>', '1: </*_a:_1_*/>: <> to <#_>'],
  ],
  ['a path with a colon', '¦/a: 1\n', []],
  ['a template', '  ¦{% if a %}  \n', ['1: <{%_if_a_%}>: <> to <#_>', '1: <}>: <}> to <>']],
  ['a value as deep as its key', 'a: # b\r\n¦c\r\n', ['2: <c>: <> to <__>', '2: <c>: <> to <#_>']],
  ['a word', '  ¦oops\n', ['1: <oops>: <> to <#_>']],
  ['a dash before nothing', '  ¦-\n', ['1: <->: <> to <#_>']],
  [
    'a dash before blanks',
    '  ¦-  \n',
    ['1: <__>: <__> to <>', '1: <-__>: <-__> to <>', '1: <-__>: <-__> to <___>', '1: <->: <> to <#_>'],
  ],
  ['a dash far from its key', '¦-  a: 1\n', ['1: <-__>: <-__> to <>', '1: <-__>: <-__> to <___>']],
  [
    'values with dashes in them',
    'a:\n  b: c - d\n   ¦e: f - g\n',
    [
      '3: <___>: <___> to <>',
      '3: <___>: <___> to <__>',
      '3: <___>: <___> to <____>',
      '3: <e>: <__> to <-_>',
      '3: <e>: <> to <-_>',
    ],
  ],
  [
    'an entry below a deep one',
    'a:\n    - b: 1\n   ¦- c: 2\n  - d: 3\n',
    [
      '3: <___>: <___> to <>',
      '3: <___>: <___> to <__>',
      '3: <___>: <___> to <____>',
      '3: <-_>: <-_> to <>',
      '3: <-_>: <-_> to <__>',
    ],
  ],
  [
    'an entry below a deep key',
    'a:\n  b:\n    c: 1\n   ¦- d: 2\n',
    [
      '4: <___>: <___> to <>',
      '4: <___>: <___> to <____>',
      '4: <___>: <___> to <__>',
      '4: <-_>: <-_> to <>',
      '4: <-_>: <-_> to <__>',
    ],
  ],
  [
    'a key below a deep entry',
    'a:\n    - b: 1\n   ¦c: 2\n',
    [
      '3: <___>: <___> to <______>',
      '3: <___>: <___> to <>',
      '3: <___>: <___> to <____>',
      '3: <c>: <__> to <-_>',
      '3: <c>: <> to <-_>',
    ],
  ],
  [
    'blanks of no width',
    'a:\n   b: 1\n¦\ufeff\u00a0 c: 2\n',
    [
      '3: <U+feffU+a0_>: <U+feffU+a0_> to <__>',
      '3: <U+feffU+a0_>: <U+feffU+a0_> to <>',
      '3: <U+feffU+a0_>: <U+feffU+a0_> to <___>',
      '3: <U+feffU+a0_>: <U+feffU+a0_> to <_____>',
    ],
  ],
  [
    'a key in an entry',
    'a:\n  - ¦b: 1\n',
    ['2: <__>: <__> to <>', '2: <-_>: <-_> to <>', '2: <-_>: <-_> to <__>'],
  ],
  [
    'a key of an entry',
    'a:\n  - b: 1\n   ¦c: 2\n',
    [
      '3: <___>: <___> to <____>',
      '3: <___>: <___> to <>',
      '3: <___>: <___> to <__>',
      '3: <c>: <__> to <-_>',
      '3: <c>: <> to <-_>',
    ],
  ],
])('%s', (_, marked, expected) => {
  expect(slipsHere(marked)).toEqual(expected);
});

/** The values that are thought to need quotes. */
function quoted(marked: string): string[] {
  return slips(marked).flatMap((slip) => /^\d+: <(.*)>: <> to <["']>,/.exec(slip)?.[1] ?? []);
}

test.each([
  ...['*b c', '@b', '`b`', '%b', '&b c', '!b', '|b', '>b', ',b', ']b', '}b', '? b', '- b'],
  ...['[b] c', '[bc]  d', '{b} c', '{bc}  d'],
])('A value that begins as %s needs quotes', (value) => {
  const shown = value.replaceAll(' ', '_');
  expect(quoted(`a: ¦${value}\n`)).toEqual([shown]);
  expect(quoted(`- ¦${value} # d: e\n`)).toEqual([shown]);
  expect(quoted(`  - "a": ¦${value}  \r\n`)).toEqual([shown]);
});

test.each(['b: c', 'b:', "b's: c"])('A value %s with a colon needs quotes', (value) => {
  expect(quoted(`a: ¦${value}\n`)).toEqual([value.replaceAll(' ', '_')]);
});

test('A value that begins so is no block', () => {
  expect(slipsHere('a:\n  ¦b: @c\n').slice(0, 2)).toEqual([
    '2: <@c>: <> to <">,<> to <">',
    '2: <__>: <__> to <>',
  ]);
});

test.each([
  'b',
  '-1',
  '?b',
  '[b]',
  '[b: c] ',
  '{b: c}',
  '{{ b }} c',
  '"b: c"',
  "'b: c'",
  'b:c',
  'b #c: d',
  '',
])('A value %s needs none', (value) => {
  expect(quoted(`a: ¦${value}\n`)).toEqual([]);
});

test('A value with a colon may be a block that begins too soon', () => {
  expect(slipsHere('a:\n  ¦b:  c: 1\n').slice(0, 2)).toEqual([
    '2: <c:_1>: <> to <">,<> to <">',
    '2: <c:_1>: <__> to <_______>',
  ]);
});

describe('A hundred lines away nothing is looked for', () => {
  const bare = (count: number) => '\n'.repeat(count);

  test.each([
    ['above', (count: number) => `   a: 1\n${bare(count)}¦b: 2\n`],
    ['below', (count: number) => `¦a: 1\n${bare(count)}   b: 2\n`],
  ])('the neighbour %s', (_, marked) => {
    const asNeighbour = (count: number) =>
      slipsHere(marked(count)).filter((slip) => slip.endsWith(' to <___>'));
    expect(asNeighbour(99)).toHaveLength(1);
    expect(asNeighbour(100)).toEqual([]);
  });

  test('a blank that is none', () => {
    const ofBlank = (count: number) =>
      slips(`\u00a0a: 1\n${'  b: 2\n'.repeat(count)}  ¦c: 3\n`).filter((slip) => slip.startsWith('1: '));
    expect(ofBlank(98)).not.toEqual([]);
    expect(ofBlank(99)).toEqual([]);
  });
});

test('From a line at the left, blanks are looked for in the block above it', () => {
  const ofBlank = slips('\u00a0y: 1\na:\n\u00a0b: 1\n¦c: 2\n').filter((slip) => slip.includes('U+a0'));
  expect(ofBlank).toEqual([
    '3: <U+a0>: <U+a0> to <_>',
    '3: <U+a0>: <U+a0> to <>',
    '3: <U+a0>: <U+a0> to <__>',
  ]);
});
