import { describe, expect, it, test } from 'vitest';
import { applyFixes, parseManifest } from '../index.js';

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
    ['a tab', '  provider: o', '\tprovider: o'],
    ['a tab behind spaces', '      repo', '    \trepo'],
    ['a tab behind a dash', '- id: wiki', '-\tid: wiki'],
    ['no-break spaces', '      owner: a', '\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0owner: a'],
    ['one no-break space', '      repo: b', '     \u00a0repo: b'],
    ['no-break spaces around a block', '    params:', '\u00a0\u00a0\u00a0\u00a0params:'],
    ['a wide space', '      repo: b', '\u3000\u3000\u3000repo: b'],
    ['a no-break space behind a colon', '  owner: docs', '  owner:\u00a0docs'],
    ['a no-break space behind the colon of a block', 'embeddings:', 'embeddings:\u00a0'],
    ['a no-break space behind a dash', '- id: gh', '-\u00a0id: gh'],
    ['a line of no-break spaces', '  model: small', '\u00a0\u00a0\n  model: small'],
    ['a byte order mark', '  model: small', '\ufeff  model: small'],
    ['a line one deeper', '  owner: docs', '   owner: docs'],
    ['a line one shallower', '  model: small', ' model: small'],
    ['a first line one shallower', '  provider: o', ' provider: o'],
    ['a line at the left', '  model: small', 'model: small'],
    ['a first line at the left', '  provider: o', 'provider: o'],
    ['a key of the top one deeper', 'embeddings:', ' embeddings:'],
    ['a dash one shallower', '  - id: wiki', ' - id: wiki'],
    ['a dash at the left', '  - id: gh', '- id: gh'],
    ['no colon at a block', 'embeddings:', 'embeddings'],
    ['no colon at an inner block', '    params:', '    params'],
    ['a semicolon', 'embeddings:', 'embeddings;'],
    ['a full-width colon', '  model: small', '  model：small'],
    ['an equals sign', '  owner: docs', '  owner = docs'],
    ['no space behind a colon', '  owner: docs', '  owner:docs'],
    ['a long dash', '- id: wiki', '– id: wiki'],
    ['a bullet', '- id: gh', '• id: gh'],
    ['an asterisk', '- id: gh', '* id: gh'],
    ['two dashes', '- id: gh', '-- id: gh'],
    ['a glued dash', '- id: wiki', '-id: wiki'],
    ['a stray dash', '  owner: docs', '  - owner: docs'],
    ['a closing bracket too much', '  owner: docs', '  owner: docs\n  tags: [a]]'],
    ['a comment of another language', '  model: small', '  // the model\n  model: small'],
    ['such a comment behind a key', '    params:', '    params: // of the reader'],
    ['a first dash one deeper', '  - id: gh', '   - id: gh'],
    ['a dash twice', '- id: gh', '- - id: gh'],
    ['a stray word', '  model: small', '  oops\n  model: small'],
    ['a mark of a merge conflict', '  model: small', '<<<<<<< HEAD\n  model: small'],
  ])('%s', (_, part, slip) => {
    expect(MANIFEST.split(part)).toHaveLength(2);
    const text = MANIFEST.replace(part, slip);
    const [only, ...others] = parseManifest(text).diagnostics;
    expect(others).toEqual([]);
    const line = MANIFEST.slice(0, MANIFEST.indexOf(part)).split('\n').length;
    const added = slip.startsWith('  owner: docs\n') ? 1 : 0;
    expect([only?.code, only?.line, only?.pointer]).toEqual(['yaml_syntax', line + added, '']);
    expect(only?.fix?.confidence).toBe('unsure');
    expect(parseManifest(applyFixes(text, only ? [only] : [], { unsure: true })).diagnostics).toEqual([]);
  });
});

test('Of several ways to mend a text, the one that makes the better manifest is told', () => {
  const text = MANIFEST.replace('  model: small', 'model: small');
  expect(parseManifest(text).diagnostics).toMatchObject([{ line: 9 }]);
});

test('Two slips are told both', () => {
  const text = MANIFEST.replace('  model: small', ' model: small').replace('  indexName', ' indexName');
  expect(parseManifest(text).diagnostics.map(({ line }) => line)).toEqual([9, 24]);
});

test('A text too long to try is told as the parser sees it', () => {
  const text = `${MANIFEST.replace('  model: small', ' model: small')}# ${'x'.repeat(300_000)}\n`;
  expect(parseManifest(text).diagnostics.map(({ message, fix }) => [message, fix])).toEqual([
    ['The indentation does not fit.', undefined],
  ]);
});
