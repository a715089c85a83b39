import { describe, expect, test } from 'vitest';
import { applyFixes } from '../diagnostics/apply-fixes.js';
import { tokenLike } from '../testing/manifests.js';
import { parseText } from './parse-text.js';

const codes = (text: string, limits = {}) => parseText(text, limits).diagnostics.map((d) => d.code);
const readAs = (text: string) => parseText(text).value;

describe('A tag says what the value is already', () => {
  test.each([
    ['!!str a', 'a'],
    ['!!str 1', '1'],
    ['! 1', '1'],
    ['!!int 1', 1],
    ['!!float 1.5', 1.5],
    ['!!bool true', true],
    ['!!null ~', null],
    ['!!map {b: 1}', { b: 1 }],
    ['!!seq [1]', [1]],
  ])('a: %s', (written, value) => {
    expect(codes(`a: ${written}`)).toEqual([]);
    expect(readAs(`a: ${written}`)).toEqual({ a: value });
  });

  test.each([
    '!!str [a]',
    '!!int a',
    '!!float a',
    '!!bool a',
    '!!null a',
    '!!map [a]',
    '!!seq {a: b}',
    '!b a',
  ])('a: %s: refused, and left out of the value', (written) => {
    expect(codes(`a: ${written}`)).toEqual(['yaml_unknown_tag']);
    expect(readAs(`a: ${written}`)).toStrictEqual({});
  });

  test('a binary value is left out', () => {
    expect(readAs('a: !!binary aGk=')).toStrictEqual({});
  });
});

describe('A number that would change is refused', () => {
  test.each([
    '9007199254740992',
    '-9007199254740992',
    '+9007199254740992',
    '0x20000000000000',
    '0xFFFFFFFFFFFFFFFF',
  ])('%s', (written) => {
    expect(codes(`a: ${written}`)).toEqual(['yaml_number_inexact']);
    expect(readAs(`a: ${written}`)).toStrictEqual({});
  });

  test.each([
    ['-9007199254740991', -9007199254740991],
    ['0x1fffffffffffff', 9007199254740991],
    ['9007199254740993.5', 9007199254740994],
  ])('%s is kept', (written, value) => {
    expect(codes(`a: ${written}`)).toEqual([]);
    expect(readAs(`a: ${written}`)).toEqual({ a: value });
  });

  test('as a key it is its digits', () => {
    expect(readAs('9007199254740993: a')).toEqual({ '9007199254740993': 'a' });
  });
});

describe('A key', () => {
  test('may bear an anchor', () => {
    expect(readAs('&k a: 1\nb: *k')).toEqual({ a: 1, b: 'a' });
  });

  test('may be an alias; of nothing it is empty', () => {
    expect(readAs('a: &a k\nb: &b ~\n*a : 1\n*b : 2')).toEqual({ a: 'k', b: null, k: 1, '': 2 });
  });

  test.each([
    ['!x a: 1', 'yaml_unknown_tag'],
    ['"\\0": 1', 'text_not_storable'],
    ['*a : 1', 'yaml_alias_unresolved'],
  ])('%j is refused, and its value with it', (text, code) => {
    expect(codes(text)).toEqual([code]);
    expect(readAs(text)).toStrictEqual({});
  });
});

test('Whether aliases repeat something is known', () => {
  expect(parseText('a: &a 1\nb: *a').places.isShared).toBe(true);
  expect(parseText('a: &a 1\nb: 1').places.isShared).toBe(false);
});

describe('`<<`', () => {
  test.each(['"<<": {b: 1}', "'<<': {b: 1}", '!!str <<: {b: 1}'])('%s is a key like others', (text) => {
    expect(readAs(text)).toEqual({ '<<': { b: 1 } });
  });

  test.each(['1', '~', 'word', '[1]', '[{b: 1}, [c]]'])('merges no %s', (source) => {
    expect(codes(`<<: ${source}`)).toEqual(['yaml_merge_not_map']);
  });

  test('of what was refused is told once', () => {
    expect(codes('<<: *a')).toEqual(['yaml_alias_unresolved']);
  });

  test('brings no more than the values that could be read', () => {
    const text = 'x: &x {a: !x 1, b: 2}\ny: {<<: *x}';
    expect(codes(text)).toEqual(['yaml_unknown_tag']);
    expect(readAs(text)).toStrictEqual({ x: { b: 2 }, y: { b: 2 } });
  });
});

describe('What aliases repeat counts against the limits', () => {
  test.each([
    ['nodes', 'a: &a [1, 2]\nb: *a', 10],
    ['nodes of an alias within an alias', 'a: &a [1]\nb: &b [*a]\nc: *b', 15],
    ['nodes that `<<` brings, also those that it may not', '- &a {b: 1, c: 2}\n- {c: 3, <<: *a}', 18],
    ['nodes of blocks', '- - - - a', 5],
    ['nodes of keys and values', 'a:\n  b: 1', 5],
  ])('%s', (_, text, nodes) => {
    expect(codes(text, { maxNodes: nodes })).toEqual([]);
    expect(codes(text, { maxNodes: nodes - 1 })).toEqual(['text_too_many_nodes']);
  });

  test.each([
    ['one after the other', 'a: &a 1\nb: [*a, *a]', 2],
    ['within each other', 'a: &a 1\nx: *a\nb: &b [*a, *a]\nc: [*b, *b]', 9],
  ])('aliases %s', (_, text, aliases) => {
    expect(codes(text, { maxAliases: aliases })).toEqual([]);
    expect(codes(text, { maxAliases: aliases - 1 })).toEqual(['text_too_many_aliases']);
  });

  test.each([
    ['the deepest of several items', 'a: &x [[[1]], [2], 3]\nb: [*x]', 5],
    ['a list that an alias in it makes no deeper', 'a: &s [1]\nb: &d [[[2]], *s]\nc: [*d]', 5],
    ['a list that an alias in it makes deeper', 'a: &s [[1]]\nb: &d [[2], *s]\nc: [*d]', 5],
  ])('levels: %s', (_, text, depth) => {
    expect(codes(text, { maxDepth: depth })).toEqual([]);
    expect(codes(text, { maxDepth: depth - 1 })).toEqual(['text_too_deep']);
  });

  test('beyond a limit nothing more is told, and there is no value', () => {
    const parsed = parseText('- a: 1\n  b: !x 1', { maxNodes: 4 });
    expect(parsed.diagnostics.map((d) => d.code)).toEqual(['text_too_many_nodes']);
    expect(parsed.value).toBeUndefined();
  });
});

test('Of faults one more than the limit is told, and in any case a limit of the text', () => {
  const text = 'a: &a 1\na: 2\na: 3\na: 4\nb: *a';
  expect(codes(text, { maxDiagnostics: 1 })).toEqual(['yaml_duplicate_key', 'yaml_duplicate_key']);
  expect(codes(`${text}\nc: *a`, { maxDiagnostics: 1, maxAliases: 1 })).toEqual([
    'yaml_duplicate_key',
    'yaml_duplicate_key',
    'text_too_many_aliases',
  ]);
});

describe('An alias without an anchor', () => {
  const told = (text: string) => parseText(text).diagnostics[0];

  test('is told with the anchor that was meant', () => {
    expect(told('a: &shared {b: 1}\nc: *shred\n')).toMatchObject({
      hint: 'Did you mean `*shared`?',
      suggestions: ['shared'],
      fix: { confidence: 'unsure', edits: [{ text: '*shared' }] },
    });
  });

  test.each([
    [50, ['shared']],
    [51, undefined],
  ])('is told with it where there are %i anchors: %j', (count, suggestions) => {
    const others = Array.from({ length: count - 1 }, (_, i) => `- &x${i} 1\n`);
    expect(told(`- &shared 1\n${others.join('')}- *shred\n`)?.suggestions).toEqual(suggestions);
  });

  test('is put in quotes where it is a pattern of paths', () => {
    const text = 'a: [**/*.md, b]\n';
    const found = told(text);
    expect(applyFixes(text, found ? [found] : [], { unsure: true })).toBe('a: ["**/*.md", b]\n');
    expect(told('a: *b\n')?.fix).toBeUndefined();
  });

  test('is not told with an anchor that may be a secret', () => {
    const token = tokenLike();
    const found = told(`a: &${token} 1\nb: *${token.slice(0, -1)}\n`);
    expect(found?.code).toBe('yaml_alias_unresolved');
    expect(JSON.stringify(found)).not.toContain(token.slice(0, -1));
  });
});

describe('A key in braces that lacks the space behind its colon', () => {
  const told = (text: string) =>
    parseText(text).diagnostics.map(({ code, pointer, line, column }) => [code, pointer, line, column]);

  test('is told there, with the space to add, and is no key', () => {
    const text = 'a: {b: 1, c-d.e:8}\n';
    const { diagnostics, value } = parseText(text);
    expect(value).toEqual({ a: { b: 1 } });
    expect(diagnostics).toMatchObject([
      {
        code: 'yaml_syntax',
        pointer: '/a/c-d.e',
        message: 'A space is missing behind a colon.',
        hint: 'Write `key: value`, with a space after the colon.',
        line: 1,
        column: 11,
        fix: { title: 'Add a space', confidence: 'unsure' },
      },
    ]);
    expect(applyFixes(text, diagnostics, { unsure: true })).toBe('a: {b: 1, c-d.e: 8}\n');
  });

  test('what stands behind it keeps its pointer', () => {
    expect(told('a: {b:1}\nc: !x d\n')).toEqual([
      ['yaml_syntax', '/a/b', 1, 5],
      ['yaml_unknown_tag', '/c', 2, 7],
    ]);
  });

  test.each([
    ['a: {http://b}', { a: { 'http://b': null } }],
    ['a: {b: c:1}', { a: { b: 'c:1' } }],
    ['a: {b:1: c}', { a: { 'b:1': 'c' } }],
    ['a: {"b:1"}', { a: { 'b:1': null } }],
    ['a: {1:2}', { a: { '1:2': null } }],
    ['a: {1b:2}', { a: { '1b:2': null } }],
    ['a: {b}', { a: { b: null } }],
    ['a: [b:1]', { a: ['b:1'] }],
    ['a: {b:}', { a: { b: null } }],
  ])('%s: nothing is wrong with it', (text, value) => {
    expect(told(text)).toEqual([]);
    expect(readAs(text)).toEqual(value);
  });
});

describe('An entry of a list that repeats its first key', () => {
  const told = (text: string) =>
    parseText(text).diagnostics.map(({ pointer, line, fix }) => [pointer, line, fix?.title]);

  test('is one fault, the dash that begins the next entry; and again for each', () => {
    const text = 'a:\n  - b: 1\n    c: 1\n    b: 2\n    c: 2\n    b: 3\n    c: 3\n';
    expect(told(text)).toEqual([
      ['/a/0/b', 4, 'Add the dash'],
      ['/a/0/b', 6, 'Add the dash'],
    ]);
    const { diagnostics } = parseText(text);
    expect(diagnostics[0]).toMatchObject({
      message: 'This mapping has `b` twice.',
      hint: 'Begin the next entry with `- `, or keep one of the two.',
      fix: { confidence: 'unsure' },
      related: [{ line: 2 }],
    });
    expect(readAs(applyFixes(text, diagnostics, { unsure: true }))).toEqual({
      a: [
        { b: 1, c: 1 },
        { b: 2, c: 2 },
        { b: 3, c: 3 },
      ],
    });
  });

  test.each([
    ['its first keys in another order', 'a:\n  - b: 1\n    c: 1\n    c: 2\n    b: 2\n', 4, '  - c: 2'],
    ['others before', 'a:\n  - b: 1\n    c: 1\n    d: 1\n    c: 2\n    d: 2\n', 5, '  - c: 2'],
    ['one of its own between', 'a:\n  - b: 1\n    c: 1\n    c: 2\n    e: 2\n    b: 2\n', 4, '  - c: 2'],
    ['wider dashes', 'a:\n  -   b: 1\n      c: 1\n      b: 2\n      c: 2\n', 4, '  -   b: 2'],
    ['an anchor', 'a:\n  - &x\n    b: 1\n    c: 1\n    b: 2\n    c: 2\n', 5, '  - b: 2'],
    ['the second of three', 'a:\n  - b: 1\n  - b: 2\n    c: 2\n    c: 3\n    b: 3\n', 5, '  - c: 3'],
  ])('is found by several keys that it repeats, with %s', (_, text, line, mended) => {
    for (const eol of ['\n', '\r\n']) {
      const lines = text.split('\n');
      const { diagnostics } = parseText(lines.join(eol));
      expect(diagnostics).toMatchObject([{ line, fix: { title: 'Add the dash', confidence: 'unsure' } }]);
      const fixed = applyFixes(lines.join(eol), diagnostics, { unsure: true });
      expect(fixed).toBe(lines.with(line - 1, mended).join(eol));
      expect(parseText(fixed).diagnostics).toEqual([]);
    }
  });

  test('and again for what a third one repeats of the second alone', () => {
    const text = 'a:\n  - b: 1\n    b: 2\n    c: 2\n    b: 3\n    c: 3\n';
    expect(told(text).map(([, line]) => line)).toEqual([3, 5]);
  });

  test.each([
    ['a:\n  - b: 1\n    c: 1\n    c: 2\n    d: 2\n', [['/a/0/c', 4, undefined]]],
    [
      'a:\n  - b: 1\n    c: 1\n    c: 2\n    c: 3\n',
      [
        ['/a/0/c', 4, undefined],
        ['/a/0/c', 5, undefined],
      ],
    ],
    [
      'a:\n  b: 1\n  c: 1\n  b: 2\n  c: 2\n',
      [
        ['/a/b', 4, undefined],
        ['/a/c', 5, undefined],
      ],
    ],
    [
      'a:\n  - {b: 1, c: 1,\n     b: 2,\n     c: 2}\n',
      [
        ['/a/0/b', 3, undefined],
        ['/a/0/c', 4, undefined],
      ],
    ],
    [
      'a:\n  - b:\n      c: 1\n      d: 1\n      c: 2\n      d: 2\n',
      [
        ['/a/0/b/c', 5, undefined],
        ['/a/0/b/d', 6, undefined],
      ],
    ],
  ])('but not elsewhere: %j', (text, expected) => {
    expect(told(text)).toEqual(expected);
    expect(parseText(text).diagnostics[0]?.hint).toBe('Keep one of the two.');
  });
});
