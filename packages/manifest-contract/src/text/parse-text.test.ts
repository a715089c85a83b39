import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenLike } from '../testing/manifests.js';
import { parseText } from './parse-text.js';

const codes = (text: string, limits = {}) => parseText(text, limits).diagnostics.map((d) => d.code);
const readAs = (text: string) => parseText(text).value;

describe('The value', () => {
  test('is what YAML 1.2 says, dates as they are written', () => {
    expect(readAs('a: 1\nb: 2026-11-22\nc: no\nd: 0o17\ne: ~\nf: "1"\n')).toEqual({
      a: 1,
      b: '2026-11-22',
      c: 'no',
      d: 15,
      e: null,
      f: '1',
    });
  });

  test('merges `<<`: own keys win, then earlier sources', () => {
    const text = 'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  b: 3\n  <<: [*x, *y]\n';
    expect(readAs(text)).toMatchObject({ z: { a: 1, b: 3, c: 2 } });
  });

  test('takes the last anchor before an alias', () => {
    expect(readAs('[&a 1, *a, &a 2, *a]')).toEqual([1, 1, 2, 2]);
  });

  test('has number and null keys as strings', () => {
    expect(readAs('1: a\n~: b\ntrue: c\n')).toEqual({ 1: 'a', '~': 'b', true: 'c' });
  });

  test('has `constructor` as a key of its own, and neither takes nor obeys `__proto__`', () => {
    const parsed = parseText('constructor: a\nprototype: b\n__proto__: {polluted: 1}\n');
    expect(parsed.diagnostics.map((d) => d.code)).toEqual(['reserved_key']);
    expect(Object.entries(parsed.value ?? {})).toEqual([
      ['constructor', 'a'],
      ['prototype', 'b'],
    ]);
    expect('polluted' in {}).toBe(false);
  });

  test('is undefined when the syntax is broken', () => {
    expect(readAs('a: [1')).toBeUndefined();
  });
});

describe('Faults', () => {
  test('are told beside tabs, of which the first is told for all', () => {
    const told = (text: string) =>
      parseText(text).diagnostics.map(({ line, message }) => `${line} ${message}`);
    const [tab, other] = ['A tab is used for indentation.', 'Something stands here that does not belong.'];
    expect(told('a:\n\tb: 1\n\n\nc: "x"y\n\n\nd:\n\te: 1\n')).toEqual([`2 ${tab}`, `5 ${other}`]);
    expect(told('c: "x"y\n\n\na:\n\tb: 1\n')).toEqual([`1 ${other}`, `5 ${tab}`]);
  });

  test.each([
    ['a: 1\na: 2', ['yaml_duplicate_key']],
    ['1: a\n"1": b', ['yaml_duplicate_key']],
    ['{a: 1, b: {c: 1, c: 2}}', ['yaml_duplicate_key']],
    ['a: 1\n---\nb: 1', ['yaml_multiple_documents']],
    ['--- a\n--- b\n--- c', ['yaml_multiple_documents']],
    ['a: !x 1', ['yaml_unknown_tag']],
    ['a: !!timestamp 2026-01-01', ['yaml_unknown_tag']],
    ['a: !!int one', ['yaml_unknown_tag']],
    ['a: !!map [1]', ['yaml_unknown_tag']],
    ['a: !e!x 1', ['yaml_unknown_tag']],
    ['a: !x {b: !e!x 1}', ['yaml_unknown_tag', 'yaml_unknown_tag']],
    ['a: !!str 1', []],
    ['a: !!binary aGk=', ['yaml_binary']],
    ['%TAG !b! tag:yaml.org,2002:\n---\na: !b!binary aGk=', ['yaml_binary']],
    ['a: *b', ['yaml_alias_unresolved']],
    ['a: *b\nc: &b 1', ['yaml_alias_unresolved']],
    ['a: &a [*a]', ['yaml_alias_recursive']],
    ['a: &a {<<: *a}', ['yaml_alias_recursive']],
    ['<<: 1', ['yaml_merge_not_map']],
    ['? [a]\n: 1', ['yaml_key_not_scalar']],
    ['&k [a]: 1', ['yaml_key_not_scalar']],
    ['a: .nan', ['yaml_number_inexact']],
    ['a: -.inf', ['yaml_number_inexact']],
    ['a: 1e999', ['yaml_number_inexact']],
    ['a: 9007199254740993', ['yaml_number_inexact']],
    ['a: 9007199254740991', []],
    ['a: 1e20', []],
    ['', ['yaml_empty']],
    ['# only a comment', ['yaml_empty']],
    ['a: "\\0"', ['text_not_storable']],
    ['a: "\\ud83d"', ['text_not_storable']],
    ['a: "\\ud83d\\ude00"', []],
    ['a: \ud83d', ['text_not_storable']],
    ['\ud83d: 1', ['text_not_storable']],
    ['a: \ud83d\nb: \ud83d', ['text_not_storable']],
    ['a: "\\0"\nb: \ud83d', ['text_not_storable', 'text_not_storable']],
    ['a: \ud83d\nb: 1\nb: 2', ['text_not_storable', 'yaml_duplicate_key']],
    ['a: "\ud83d\\0"\nb: "\\0"', ['text_not_storable', 'text_not_storable']],
    ['%BAD', ['yaml_syntax']],
  ])('%j: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('name the place and the pointer; a duplicate also the first', () => {
    const [found] = parseText('a:\r\n  b: 1\r\n  b: 2\r\n').diagnostics;
    expect(found).toMatchObject({
      pointer: '/a/b',
      line: 3,
      column: 3,
      endLine: 3,
      endColumn: 4,
      related: [{ line: 2, column: 3 }],
    });
  });

  test.each([
    ['a: 1\n---\nb: 1', '2:1', '2:4'],
    ['a: 1\n--- # of b\n# more of b\nb: 1', '2:1', '2:4'],
    ['a: "---"\n...\nb: 1', '2:1', '2:4'],
    ['a: 1\n...\n\n# b\nb: 1', '2:1', '2:4'],
    ['...\nb: 1', '1:1', '1:4'],
  ])('%j: the second document has its place', (text, from, to) => {
    const [found] = parseText(text).diagnostics;
    expect([`${found?.line}:${found?.column}`, `${found?.endLine}:${found?.endColumn}`]).toEqual([from, to]);
  });

  test('what is not in the text is told at its beginning', () => {
    expect(parseText('# a').diagnostics).toMatchObject([{ pointer: '', line: 1, column: 1, endColumn: 1 }]);
  });

  test('half a surrogate pair has its place', () => {
    expect(parseText('a: b\ud83d').diagnostics).toMatchObject([{ column: 5, endColumn: 6 }]);
  });

  test.each(['a: "x" "y" "z" "q"\nb: 1\n', 'a: "x" "y" "z" "q"', 'a: 1\nb: "x" "y" "z" "q"'])(
    '%j: of one line of broken syntax are one',
    (text) => {
      expect(codes(text)).toEqual(['yaml_syntax']);
    },
  );

  test('of the line below one of broken syntax are none', () => {
    const lines = (text: string) => parseText(text).diagnostics.map(({ line }) => line);
    expect(lines('a: "x" "y"\nb: "x" "y"\nc: "x" "y"\n')).toEqual([1, 3]);
  });

  test.each([
    ['a: [b]]\nc: [d]]\ne: 1\nf: 2\ng: 3\n', [1]],
    ['a:\n  b: @c\n  d: 1\n e: 2\nf: @g\n', [2, 5]],
    ['a: [b, c)\nd: 1\n', [1]],
    ['{% if %}\na: 1\nb: 2\nc: 3\n', [1]],
    ['a: b: c\n\n  d\n  e\n\nf: 1\n', [1]],
    ['a: b: c\n\n  d\n e\n', [1]],
    [' x y\n a: [b,\n', [1]],
    ['a: 1\n  b: 2\nc: "d" "e"\n\nf: 3\n  g: 4\n', [2, 3]],
    // These are errors of their own.
    ['- a: b: c\n- x\n- d: e: f\n', [1, 3]],
    ['? a\n b: "c\n', [1, 2]],
    ['a: b: c\n\n  d: "e" "f"\n', [1, 3]],
  ])('%j: traces of one are none, to the end of its block: lines %j', (text, lines) => {
    expect(parseText(text).diagnostics.map(({ line }) => line)).toEqual(lines);
  });

  test('of syntax are one more than the limit', () => {
    const text = 'a: "x" "y"\n\n'.repeat(5);
    expect(codes(text)).toHaveLength(5);
    expect(codes(text, { maxDiagnostics: 2 })).toHaveLength(3);
  });

  test.each([
    ['a: [\n', ']'],
    ['a: [b, c\nd: e\n', ']'],
    ['[a\n', ']'],
    ['- [a, b\n- c\n', ']'],
    ['a: {b: [1, 2}\n', ']'],
    ['a: {b: c\n', '}'],
    ['{a: b\n', '}'],
  ])('%j: what is not closed is named', (text, bracket) => {
    const [first] = parseText(text).diagnostics;
    expect(first?.hint).toContain(`Close it with \`${bracket}\``);
    expect(first?.message).toContain(bracket === ']' ? 'list' : 'mapping');
  });

  test('never repeat the text, keys in pointers included', () => {
    const token = tokenLike();
    for (const text of [
      `${token}: 1\n${token}: 2\n`,
      `a: "${token}" ${token}\n`,
      `a: !${token} 1\n`,
      `a: *${token}\n`,
      `${token}: {__proto__: 1}\n`,
      `- ${token}\n ${token}: : -\n`,
      `%${token}\n---\n`,
      `&${token} &${token} a: 1`,
    ]) {
      const { diagnostics } = parseText(text);
      expect(diagnostics.length).toBeGreaterThan(0);
      expect(JSON.stringify(diagnostics)).not.toContain(token.slice(4, 20));
    }
  });
});

describe('Limits', () => {
  test('bytes are counted as UTF-8', () => {
    expect(codes('a: éé', { maxBytes: 7 })).toEqual([]);
    expect(codes('a: éé', { maxBytes: 6 })).toEqual(['text_too_large']);
    expect(codes('a: 😀', { maxBytes: 7 })).toEqual([]);
    expect(codes('a: 😀', { maxBytes: 6 })).toEqual(['text_too_large']);
  });

  test.each([
    ['[[[]]]', 3, 2],
    ['a:\n  b:\n    - c', 3, 2],
    ['- - - a', 3, 2],
    ['a: &x [1]\nb: [[*x]]', 4, 3],
  ])('%j is allowed at depth %i, not at %i', (text, fits, tooLittle) => {
    expect(codes(text, { maxDepth: fits })).toEqual([]);
    expect(codes(text, { maxDepth: tooLittle })).toEqual(['text_too_deep']);
  });

  test('aliases count what they repeat', () => {
    const laughs = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}, *l${i}]`,
    );
    expect(codes(`l0: &l0 ha\n${laughs.join('\n')}\n`)).toEqual(['text_too_many_aliases']);
    const big = `a: &a [${'1, '.repeat(1000)}1]\nb: [${'*a, '.repeat(60)}*a]\n`;
    expect(codes(big)).toEqual(['text_too_many_nodes']);
  });

  test('cost stays linear on hostile texts', () => {
    const half = 512 * 1024;
    const fill = (part: string) => part.repeat(Math.floor(half / part.length));
    const keys = Array.from({ length: 24_000 }, (_, i) => `k${i}: ${i}`).join('\n');
    const texts = [
      '[',
      '{',
      '- ',
      '? ',
      '"',
      "'",
      '&a ',
      '!a ',
      '*a ',
      '%a\n',
      '---\n',
      '|\n',
      '- >\n a\n',
      '[,',
      '}',
      ',',
    ];
    for (const text of [...texts.map(fill), keys]) {
      const start = performance.now();
      const parsed = parseText(text);
      expect(parsed.diagnostics.length).toBeLessThan(200);
      // Far above what any of them takes; a quadratic reader needs minutes.
      expect(performance.now() - start).toBeLessThan(10_000);
    }
  }, 120_000);

  test('any string gives a parsed text, never an exception', () => {
    const yamlish = fc.string({
      unit: fc.constantFrom(
        'a',
        ':',
        ' ',
        '-',
        '\n',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '&',
        '*',
        '!',
        '|',
        '>',
        '#',
        '%',
        ',',
        '?',
        '<',
        '\t',
        '\r',
        '\0',
        '\ud83d',
        '\ufeff',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary' })), (text) => {
        const { diagnostics, value } = parseText(text);
        expect(value !== undefined || diagnostics.length > 0).toBe(true);
        for (const found of diagnostics) expect(found.line).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
