import { describe, expect, it, test } from 'vitest';
import { parseManifest } from '../index.js';
import { parseText } from './parse-text.js';
import { gluedDash, tooDeep } from './syntax-place.js';

const MANIFEST = `version: v0
metadata:
  name: repo-docs
embeddings:
  provider: openai
vectorStore:
  type: qdrant
dataSources:
  - id: gh
    type: GithubRepositoryReader
    params:
      owner: a
    auth:
      token: "\${T}"
`;

/** What is said of the manifest with one part of it written otherwise. */
function toldOf(part: string, otherwise: string) {
  expect(MANIFEST).toContain(part);
  const text = MANIFEST.replace(part, otherwise);
  return parseManifest(text).diagnostics.map(({ code, line, column, message, hint }) => ({
    code,
    at: `${line}:${column}`,
    message,
    hint,
  }));
}

describe('An error of syntax is told where its author has to look', () => {
  it.each([
    ['an open quote', 'openai', '"openai', '5:13', 'A quoted string is not closed.'],
    ['an open single quote', 'openai', "'openai", '5:13', 'A quoted string is not closed.'],
    ['an open quote at the end', '"${T}"', '"${T}', '14:14', 'A quoted string is not closed.'],
    ['an open bracket', 'owner: a', 'owner: [a', '12:14', 'A list in brackets is not closed.'],
    [
      'the inner of two open brackets',
      'owner: a',
      'owner: [[a]',
      '12:14',
      'A list in brackets is not closed.',
    ],
    ['an open brace', 'owner: a', 'owner: {a: 1', '12:14', 'A mapping in braces is not closed.'],
    [
      'a line too deep',
      '    type: Gi',
      '     type: Gi',
      '10:1',
      'This line is indented deeper than the one above',
    ],
    [
      'a key too deep',
      '  type: qd',
      '  type: qd\n    indexName: x\n  a: b',
      '8:1',
      'This line is indented deeper',
    ],
    [
      'a line of no entry',
      '    type: Gi',
      '   type: Gi',
      '10:1',
      'This line belongs to no entry of the list',
    ],
    [
      'a directive without a mark',
      'version: v0',
      '%YAML 1.2\nversion: v0',
      '1:1',
      'A line that begins with `%`',
    ],
    ['a glued dash', '- id: gh', '-id: gh', '9:3', 'A dash is glued to the key'],
    ['a value with a colon', 'owner: a', 'note: a: b', '12:13', 'A value with `: ` in it needs quotes.'],
    ['a comma left out', 'owner: a', 'owner: {a: 1 b: 2}', '12:18', 'A comma is missing between brackets'],
    ['a comma left out of a list', 'owner: a', 'owner: ["a" "b"]', '12:15', 'A comma is missing'],
    ['a glued comment', 'owner: a', 'owner: "a"# b', '12:17', 'A space is missing in front of a comment.'],
  ])('%s', (_, part, otherwise, at, message) => {
    const [first, ...others] = toldOf(part, otherwise);
    expect(first).toMatchObject({ code: 'yaml_syntax', at });
    expect(first?.message).toContain(message);
    expect(others).toEqual([]);
  });

  it('a Markdown fence, once', () => {
    const told = parseManifest(`\`\`\`yaml\n${MANIFEST}\`\`\`\n`).diagnostics;
    expect(told.map(({ code, line }) => [code, line])).toEqual([['yaml_syntax', 1]]);
    expect(told[0]?.hint).toBe('Take the lines with ``` out.');
  });

  it('U+0000, once', () => {
    expect(toldOf('owner: a', 'owner: "a\0b"')).toMatchObject([{ code: 'text_not_storable', at: '12:16' }]);
  });
});

describe('A line of directives without a mark behind it is told whole', () => {
  it.each(['%YAML 1.2\n', '\ufeff%YAML 1.2\n', '# 5 %\n%YAML 1.2\n', '\r\n%TAG ! x\r\n'])('%j', (head) => {
    const text = `${head}${MANIFEST}`;
    const [only, ...others] = parseManifest(text).diagnostics;
    expect(others).toEqual([]);
    expect(only?.message).toContain('`%`');
    expect(text.slice(only?.range?.start.offset, only?.range?.end.offset)).toBe(
      /%[A-Z].*?(?=\r?$)/m.exec(text)?.[0],
    );
  });
});

test('A directive with its mark is not told in place of an error below', () => {
  expect(parseText('%YAML 1.2\n---\na: @b\n').diagnostics).toMatchObject([{ line: 3, column: 4 }]);
});

describe('Of what is not closed its beginning is told', () => {
  it('once, where something else closes it', () => {
    expect(toldOf('owner: a', 'owner: ["a", "b")')).toMatchObject([{ at: '12:23' }]);
    // Too long a text for a look at what would mend it.
    const tags = `name: repo-docs\n  tags: ["a", "b") # ${'x'.repeat(300_000)}\n\n`;
    expect(toldOf('name: repo-docs', tags)).toMatchObject([{ at: '4:9' }]);
  });

  it('in place of what is told at the same place', () => {
    const { diagnostics } = parseText("k: l]\n{m: n\n    c: |\n'aa': 1\n");
    expect(diagnostics.map(({ message }) => message)).toEqual(['A mapping in braces is not closed.']);
  });

  it.each([
    'a: "b"\nc: «"d',
    'a: [b]\nc: «[d',
    'a: {b: "}"}\nc: «{d: 1',
    '«[a, [b], "c"',
    '[a, «[b, "c"',
    "«{a: [b], c: 'd'",
    'a: «"',
    '- "a"\n- «\'b',
    '«[{a: b}',
    '{a: «[b}',
    'k: «{\na: b\n}',
    "[a, 'b', «\"c",
    '«["a","b"',
    '«{"a": "b"',
    'a: «["]"',
    '[«"a\\"]',
    'a: «[b"',
    '- [a]\n- {b: 1}\n- «[c',
    '- «[a\n- b',
    'x: [ [a] , «[b\ny: 1',
    '«{',
    'a: «[b: c',
    'a: «{b: {c: d}, e',
    '[ «[b: [c]',
    'k: «[? ',
    'k: «[?  , ',
    '«[ {}',
    '«[""',
    '«[[a]',
    'x: «[{a: 1}, [b]',
    '«{a: {b: 1}',
    '«{a: {b}',
    '«{a, {b}',
    '«[{}: \n x\n',
    'k: «[\n\n\n"',
    "k: «[{}\n'{}? {}a",
    "[«'",
    // Its last character is none of its own: then the place is where the parser gave up.
    '[a # ]«',
  ])('%s', (marked) => {
    const [first] = parseText(marked.replace('«', '')).diagnostics;
    expect(first?.range?.start.offset).toBe(marked.indexOf('«'));
    expect((first?.range?.end.offset ?? 0) - marked.indexOf('«')).toBe(marked.endsWith('«') ? 0 : 1);
  });
});

describe('Of errors that come of one column, the first is told', () => {
  it.each<[string, number[]]>([
    ['a:\n  -b: 1\n    c: 2\n    d: 3\n  -e: 4\n    f: 5\n', [2]],
    ['a: 1\n  b: 2\n  c: 3\n  d: 4\n e: 5\nf: 6\n g: 7\n', [2]],
    ['-b: 1\n   - k\n  e:\n   e:\n- k\n', [1]],
    ['x:\n  - a: 1\n   b: 2\n    c: 3\n     d: 4\n      e: 5\n', [3]],
    // These are errors of their own.
    ['a: b: c\nd: e\nf: g: h\ni: j\nk: l: m\n', [1, 3, 5]],
    ['a:\n  b: 1\n c: 2\nd: 3\ne:\n  f: 1\n g: 2\n', [3, 7]],
    ['- a: 1\n b: 2\n c: 3\n- d: 4\n e: 5\n', [2, 5]],
  ])('%j: lines %j', (text, lines) => {
    expect(parseText(text).diagnostics.map(({ line }) => line)).toEqual(lines);
  });
});

describe('What an error of a key comes of', () => {
  const at = (text: string, code: 'MULTILINE_IMPLICIT_KEY' | 'BLOCK_AS_IMPLICIT_KEY' | 'BAD_INDENT') => ({
    text: text.replace('«', ''),
    place: { code, pos: [text.indexOf('«'), text.indexOf('«') + 1] as [number, number] },
  });

  it.each<[string, [number, number] | null]>([
    ['a:\n  «-id: b\n    c: d\n', [5, 6]],
    ['a:\n \t-i«d: b\n', [5, 6]],
    ['«-id: b\n', [0, 1]],
    ['«-a.b_c-d: b\n', [0, 1]],
    [`«-${'k'.repeat(81)}: b`, [0, 1]],
    [`«-${'k'.repeat(82)}: b`, null],
    ['«- id: b\n', null],
    ['«-1: b\n', null],
    ['«-id b\n', null],
    ['a -«id: b\n', null],
  ])('%j: a glued dash at %j', (marked, expected) => {
    for (const code of ['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY'] as const) {
      const { text, place } = at(marked, code);
      expect(gluedDash(text, place)).toEqual(expected);
    }
    const { text, place } = at(marked, 'BAD_INDENT');
    expect(gluedDash(text, place)).toBeNull();
  });

  it.each<[string, [number, number] | null]>([
    ['a: «b\n  c: d\n', [5, 7]],
    ['a: «b\n \tc: d', [5, 7]],
    ['x: y\n  a: «b\n   c: d', [12, 15]],
    ['  - a: «b\n     c: d', [9, 14]],
    ['- - a: «b\n    c: d', [9, 13]],
    ['a: «b\n  "c": d\n', [5, 7]],
    ["'a': «b\n  'c':\n", [7, 9]],
    ['a.b-c: «b\n  c: d', [9, 11]],
    ['a: «b\n  - c: d\n', [5, 7]],
    [`a: «b\n  ${'k'.repeat(80)}: d`, [5, 7]],
    [`a: «b\n  ${'k'.repeat(81)}: d`, null],
    ['  a: «b\n  c: d\n', null],
    ['  a: «b\nc: d\n', null],
    ['a: «b: c\n  d: e\n', null],
    ['a: «b\n  c\n', null],
    ['a: «b\n  c:d\n', null],
    ['a «b\n  c: d\n', null],
    ['? a: «b\n  c: d\n', null],
    ['-   a: «b\n     c: d', [9, 14]],
    ['  x:\n    a: «b\n     c:', [14, 19]],
    ['a: «b', null],
    ['a: «b\nx y z: c', null],
    ['  x: y\na: «b', null],
    ['a: «b', null],
  ])('%j: a line too deep at %j', (marked, expected) => {
    for (const code of ['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY'] as const) {
      const { text, place } = at(marked, code);
      expect(tooDeep(text, place)).toEqual(expected);
    }
    const { text, place } = at(marked, 'BAD_INDENT');
    expect(tooDeep(text, place)).toBeNull();
  });
});

describe('A hint says what to write', () => {
  it.each([
    [
      'a missing colon',
      'provider: openai',
      'provider openai',
      'Write `provider:` with a colon and a space behind it.',
    ],
    [
      'a missing blank',
      'provider: openai',
      'provider:openai',
      'Write `provider:` with a colon and a space behind it.',
    ],
    ['a word for a block', 'embeddings:\n  provider: openai', 'embeddings: openai', '`provider: …`'],
    ['a mapping for a list', '  - id: gh\n    type', '    type', 'lines that begin with `- type: …`'],
    ['a reader left out', '    type: GithubRepositoryReader\n', '', '`GithubRepositoryReader`, say.'],
    ['a glob', 'owner: a', 'path: *.md', 'quote the value when its `*` is text'],
    ['a template', 'owner: a', 'owner: {{ owner }}', 'quote a value that begins with a brace'],
  ])('%s', (_, part, otherwise, hint) => {
    const [first] = toldOf(part, otherwise);
    expect(first?.hint).toContain(hint);
  });

  it.each([
    '$TOKEN',
    '${MY-TOKEN}',
    'env:TOKEN',
    'env://TOKEN',
    '"{{ token }}"',
    '${{ secrets.TOKEN }}',
    'profile://github',
  ])('the forms of references for %s, which was meant as one', (written) => {
    const [first, ...others] = toldOf('"${T}"', written);
    expect(first).toMatchObject({ code: 'raw_secret', at: '14:14' });
    expect(first?.hint).toContain('The forms of references are ${NAME}');
    expect(others).toEqual([]);
  });

  it('no word of references for a literal', () => {
    expect(toldOf('"${T}"', 'hunter2')[0]?.hint).not.toContain('forms of references');
  });

  it('a block that stands inside another is missing there, and told once', () => {
    const told = toldOf('vectorStore:\n  type: qdrant', '  vectorStore:\n    type: qdrant');
    expect(told).toMatchObject([{ code: 'field_missing', at: '6:3' }]);
    expect(told[0]?.message).toContain('It stands inside `embeddings`.');
  });

  it('a list for words with commas between', () => {
    const text = MANIFEST.replace('name: repo-docs', 'name: repo-docs\n  tags: docs, handbook');
    const [first] = parseManifest(text).diagnostics;
    expect(first?.fix).toMatchObject({ confidence: 'unsure', edits: [{ text: '[docs, handbook]' }] });
  });
});
