import { describe, expect, it, test } from 'vitest';
import { applyFixes, createManifestContract, parseManifest } from '../index.js';

const MANIFEST = `version: v0

metadata:
  name: repo-docs
  owner: docs

embeddings:
  provider: openai
  model: small
  batchSize: 8

dataSources:
  - id: gh
    type: GithubRepositoryReader
    params:
      owner: a
      repo: b
      branch: main
  - id: wiki
    type: ConfluenceReader

vectorStore:
  type: qdrant
  indexName: docs
`;

describe('One slip that breaks the YAML is one diagnostic, on its line, with a fix that mends it', () => {
  it.each([
    ['a tab', '  provider: o', '\tprovider: o', '\t', 1, 2, '  '],
    ['a tab behind spaces', '      repo', '    \trepo', '    \t', 1, 6, '      '],
    ['a tab behind a dash', '- id: wiki', '-\tid: wiki', '\t', 4, 5, ' '],
    [
      'no-break spaces',
      '      owner: a',
      '\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0owner: a',
      '\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0',
      1,
      7,
      '      ',
    ],
    ['one no-break space', '      repo: b', '     \u00a0repo: b', '     \u00a0', 1, 7, '      '],
    [
      'no-break spaces around a block',
      '    params:',
      '\u00a0\u00a0\u00a0\u00a0params:',
      '\u00a0\u00a0\u00a0\u00a0',
      1,
      5,
      '    ',
    ],
    ['a wide space', '      repo: b', '\u3000\u3000\u3000repo: b', '\u3000\u3000\u3000', 1, 4, '      '],
    ['a no-break space behind a colon', '  owner: docs', '  owner:\u00a0docs', '\u00a0', 9, 10, ' '],
    [
      'a no-break space behind the colon of a block',
      'embeddings:',
      'embeddings:\u00a0',
      '\u00a0',
      12,
      13,
      '',
    ],
    ['a no-break space behind a dash', '- id: gh', '-\u00a0id: gh', '\u00a0', 4, 5, ' '],
    [
      'a line of no-break spaces',
      '  model: small',
      '\u00a0\u00a0\n  model: small',
      '\u00a0\u00a0',
      1,
      3,
      '  ',
    ],
    ['a byte order mark', '  model: small', '\ufeff  model: small', '\ufeff  ', 1, 4, '  '],
    ['a line one deeper', '  owner: docs', '   owner: docs', '   ', 1, 4, '  '],
    ['a line one shallower', '  model: small', ' model: small', ' ', 1, 2, '  '],
    ['a first line one shallower', '  provider: o', ' provider: o', ' ', 1, 2, '  '],
    ['a line at the left', '  model: small', 'model: small', 'model:', 1, 1, '  '],
    ['a first line at the left', '  provider: o', 'provider: o', 'provider:', 1, 1, '  '],
    ['a key of the top one deeper', 'embeddings:', ' embeddings:', ' ', 1, 2, ''],
    ['a dash one shallower', '  - id: wiki', ' - id: wiki', ' ', 1, 2, '  '],
    ['a dash at the left', '  - id: gh', '- id: gh', '-', 1, 1, '  '],
    ['no colon at a block', 'embeddings:', 'embeddings', 'embeddings', 11, 11, ':'],
    ['no colon at an inner block', '    params:', '    params', 'params', 11, 11, ':'],
    ['a semicolon', 'embeddings:', 'embeddings;', ';', 11, 12, ':'],
    ['a full-width colon', '  model: small', '  model：small', '：', 8, 9, ': '],
    ['an equals sign', '  owner: docs', '  owner = docs', ' = ', 8, 11, ': '],
    ['no space behind a colon', '  owner: docs', '  owner:docs', ':', 9, 9, ' '],
    ['a long dash', '- id: wiki', '– id: wiki', '– ', 3, 5, '- '],
    ['a bullet', '- id: gh', '• id: gh', '• ', 3, 5, '- '],
    ['an asterisk', '- id: gh', '* id: gh', '* ', 3, 5, '- '],
    ['two dashes', '- id: gh', '-- id: gh', '-- ', 3, 6, '- '],
    ['a glued dash', '- id: wiki', '-id: wiki', '-', 3, 4, '- '],
    ['a stray dash', '  owner: docs', '  - owner: docs', '- ', 3, 5, ''],
    ['a closing bracket too much', '  owner: docs', '  owner: docs\n  tags: [a]]', ']', 12, 13, ''],
    ['a comment of another language', '  model: small', '  // the model\n  model: small', '//', 3, 5, '#'],
    ['such a comment behind a key', '    params:', '    params: // of the reader', '//', 13, 15, '#'],
    ['a first dash one deeper', '  - id: gh', '   - id: gh', '   ', 1, 4, '  '],
    ['a dash twice', '- id: gh', '- - id: gh', '- ', 3, 5, ''],
    ['a stray word', '  model: small', '  oops\n  model: small', 'oops', 3, 3, '# '],
    ['a mark of a merge conflict', '  model: small', '<<<<<<< HEAD\n  model: small', '<<<<<<<', 1, 1, ''],
  ])('%s', (_, part, slip, stretch, from, to, written) => {
    expect(MANIFEST.split(part)).toHaveLength(2);
    const text = MANIFEST.replace(part, slip);
    const [only, ...others] = parseManifest(text).diagnostics;
    expect(others).toEqual([]);
    const line = MANIFEST.slice(0, MANIFEST.indexOf(part)).split('\n').length;
    const added = slip.startsWith('  owner: docs\n') ? 1 : 0;
    expect([only?.code, only?.line, only?.pointer]).toEqual(['yaml_syntax', line + added, '']);
    expect(text.slice(only?.range?.start.offset, only?.range?.end.offset)).toBe(stretch);
    expect(only?.fix).toMatchObject({
      confidence: 'unsure',
      edits: [{ range: { start: { column: from }, end: { column: to } }, text: written }],
    });
    expect(parseManifest(applyFixes(text, only ? [only] : [], { unsure: true })).diagnostics).toEqual([]);
  });
});

describe('Each kind of slip is told in its own words', () => {
  const keyValue = 'Write `key: value`, with a space after the colon.';
  const columns = 'Give all entries of one block the same number of spaces.';

  it.each([
    ['  provider: o', '\tprovider: o', 'A tab is used for indentation.', 'Indent with spaces.'],
    [
      '      owner: a',
      '\u3000\u3000owner: a',
      'A blank that is no space stands in the indentation.',
      'Indent with spaces alone (U+0020).',
    ],
    [
      '  owner: docs',
      '  owner:\u00a0docs',
      'A blank that is no space stands here.',
      'Write a space (U+0020).',
    ],
    [
      '- id: wiki',
      '-"id": wiki',
      'A dash is glued to the key behind it.',
      'Write `- `, with a space: `- id: docs`.',
    ],
    [
      '- id: gh',
      '• id: gh',
      'An entry of a list begins with something other than a dash.',
      'Begin it with `- `.',
    ],
    ['    params:', '    params: // of it', 'A comment begins with `//`.', 'Begin it with `#`.'],
    ['  owner: docs', '  owner = docs', 'Something other than a colon stands behind a key.', keyValue],
    ['  owner: docs', '  owner:docs', 'A space is missing behind a colon.', keyValue],
    ['  owner: docs', '  owner "docs"', 'A key has no colon behind it.', keyValue],
    ['embeddings:', 'embeddings', 'A key has no colon behind it.', keyValue],
    ['- id: gh', '- id: [gh]]', 'This closes a bracket that is not open.', 'Take it out.'],
    ['  - id: gh', '   - id: gh', 'The indentation is deeper than that of its block.', columns],
    ['  - id: wiki', ' - id: wiki', 'The indentation is less than that of its block.', columns],
    [
      '  owner: docs',
      '  - owner: docs',
      'A dash stands before what begins no entry of a list.',
      'Take it out, or indent what belongs to the entry.',
    ],
    ['- id: wiki', 'id: wiki', 'The dash of an entry is missing.', 'Begin each entry of a list with `- `.'],
    [
      '  model: small',
      '  model:\n  small',
      'A value stands no deeper than its key.',
      'Indent it deeper than its key.',
    ],
    [
      '  model: small',
      '  oops\n  model: small',
      'This line is neither an entry nor a comment.',
      'Begin a comment with `# `; take out what does not belong.',
    ],
  ])('%j, written %j', (part, slip, message, hint) => {
    expect(parseManifest(MANIFEST.replace(part, slip)).diagnostics).toMatchObject([{ message, hint }]);
  });
});

describe('One habit that breaks the YAML is one diagnostic, where it is first met, with a fix that mends it all', () => {
  it.each([
    ['tabs', MANIFEST.replaceAll('  ', '\t'), 4],
    ['tabs four wide', MANIFEST.replaceAll('    ', '\t'), 14],
    [
      'a merge conflict',
      MANIFEST.replace(
        '  owner: docs',
        '<<<<<<< HEAD\n  owner: docs\n=======\n  owner: team\n>>>>>>> main\n',
      ),
      5,
    ],
    [
      'references without quotes',
      MANIFEST.replace('    type: Con', '    auth: {username: ${U}, token: ${T}}\n    type: Con'),
      20,
    ],
    ['a reference in a list', MANIFEST.replace('owner: docs', 'tags: [${T}]'), 5],
    ['a value that begins with a star', `${MANIFEST}scheduling: */30 * * * *\n`, 25],
    ['a value that begins with an at sign', MANIFEST.replace('owner: docs', 'owner: @me'), 5],
    ['a value with a colon', MANIFEST.replace('owner: docs', 'owner: a: b'), 5],
    [
      'a block on the line of its key',
      MANIFEST.replace('    type: Con', '    auth: token: ${T}\n    type: Con'),
      20,
    ],
    ['a glob', MANIFEST.replace('branch: main', 'include:\n        - a\n        - *.{md,txt}'), 20],
    [
      'JSON with a comment before a key',
      '{\n  "version": "v0", // one\n  "metadata": {"name": "a"},\n' +
        '  /* two */\n  "embeddings": {"provider": "openai"},\n' +
        '  "vectorStore": {"type": "qdrant"},\n  "dataSources": [{"type": "ConfluenceReader"}]\n}\n',
      2,
    ],
  ])('%s', (_, text, line) => {
    const { diagnostics } = parseManifest(text);
    expect(diagnostics).toMatchObject([{ code: 'yaml_syntax', line, fix: { confidence: 'unsure' } }]);
    expect(parseManifest(applyFixes(text, diagnostics, { unsure: true })).diagnostics).toEqual([]);
  });
});

test('Of several ways to mend a text, the one that makes the better manifest is told', () => {
  const text = MANIFEST.replace('  model: small', 'model: small');
  expect(parseManifest(text).diagnostics).toMatchObject([{ line: 9 }]);
});

test.each([
  [
    '    auth:\n      token: ${TOKEN}\n     schedule: manual\n',
    '    auth:\n      token: ${TOKEN}\n    schedule: manual\n',
  ],
  [
    '    params:\n      a:\n        b: 1\n     auth:\n       c: d\n',
    '    params:\n      a:\n        b: 1\n    auth:\n       c: d\n',
  ],
])('A key goes back to the block that knows it, past those that would take any: %#', (slip, mended) => {
  const text = `${MANIFEST}x-last: 1\n`.replace(
    '    params:\n      owner: a\n      repo: b\n      branch: main\n',
    slip,
  );
  expect(text).toContain(slip);
  const { diagnostics } = parseManifest(text);
  const fixed = applyFixes(text, diagnostics.slice(0, 1), { unsure: true });
  expect(fixed).toContain(mended);
});

test('Two slips are told both', () => {
  const text = MANIFEST.replace('  model: small', ' model: small').replace('  indexName', ' indexName');
  expect(parseManifest(text).diagnostics.map(({ line }) => line)).toEqual([9, 24]);
});

test('A slip in one of two documents is told beside the second', () => {
  const text = `${MANIFEST.replace('  model: small', ' model: small')}---\na: 1\n`;
  expect(parseManifest(text).diagnostics.map(({ code, line, fix }) => [code, line, fix])).toEqual([
    ['yaml_syntax', 9, undefined],
    ['yaml_multiple_documents', 25, undefined],
  ]);
});

test('Of a long text only as many ways are tried as can be read soon', () => {
  const diagnosticsOf = (length: number) =>
    parseManifest(`${MANIFEST.replace('  owner: docs', '  - owner: docs')}# ${'x'.repeat(length)}\n`)
      .diagnostics;
  expect(diagnosticsOf(10)).toMatchObject([{ line: 5, fix: { title: 'Take the dash out' } }]);
  expect(diagnosticsOf(130_000).map(({ fix }) => fix?.title)).not.toContain('Take the dash out');
});

test('A text as long as can be read once is tried once', () => {
  const text = MANIFEST.replace('  provider: o', '\u00a0\u00a0provider: o');
  const fixOf = (length: number) => {
    const comment = `#${'x'.repeat(length - text.length - 2)}\n`;
    return parseManifest(text + comment).diagnostics[0]?.fix;
  };
  expect(fixOf(256 * 1024)).toBeDefined();
  expect(fixOf(256 * 1024 + 1)).toBeUndefined();
});

describe('What mends a text makes one that can be read', () => {
  const broken = MANIFEST.replace('embeddings:', 'embeddings');

  it.each([
    ['within the limit of bytes', broken, broken.length + 1, 'Add a colon'],
    ['and not beyond it', broken, broken.length, undefined],
    ['and no tag in its way', `!x\n${broken}`, 1000, undefined],
  ])('%s', (_, text, maxBytes, title) => {
    const { diagnostics } = createManifestContract({ limits: { maxBytes } }).parseManifest(text);
    expect(diagnostics.map(({ code, fix }) => [code, fix?.title])).toEqual([['yaml_syntax', title]]);
  });
});

test('A text too long to try is told as the parser sees it', () => {
  const text = `${MANIFEST.replace('  model: small', ' model: small')}# ${'x'.repeat(300_000)}\n`;
  expect(parseManifest(text).diagnostics.map(({ message, fix }) => [message, fix])).toEqual([
    ['The indentation does not fit.', undefined],
  ]);
});
