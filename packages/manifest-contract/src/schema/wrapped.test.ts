import { expect, test } from 'vitest';
import { parseManifest } from '../index.js';
import { manifestWith } from '../testing/manifests.js';

const told = (text: string) =>
  parseManifest(text).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
const below = (key: string, text = manifestWith()) => `${key}:\n${text.replace(/^(?=.)/gm, '  ')}`;

test.each(['manifest', 'spec', 'config'])('A manifest below `%s` is told once, there', (key) => {
  expect(parseManifest(below(key)).diagnostics).toMatchObject([
    {
      code: 'field_missing',
      line: 1,
      column: 1,
      pointer: `/${key}`,
      message: `The manifest stands below \`${key}\`, where nothing looks for it.`,
      hint: 'Take that key out, and move what stands below it to the left: it begins with `version: v0`.',
    },
  ]);
});

test('Its raw secrets are told besides, and a key that may be one is not named', () => {
  const secret = `${'hun'}ter2`;
  const [first, second, ...others] = parseManifest(
    below('manifest', manifestWith(`security: {token: ${secret}}`)),
  ).diagnostics;
  expect([first?.code, second?.code, second?.pointer, others]).toEqual([
    'field_missing',
    'raw_secret',
    '/manifest/security/token',
    [],
  ]);
});

test('Three keys that a manifest knows are one; two are not', () => {
  const missing = ['version', 'metadata', 'embeddings', 'vectorStore', 'dataSources'];
  expect(told('a: {version: v0, run: {}, llm: {}}')).toEqual(['field_missing /a']);
  expect(told('a: {version: v0, run: {}, zebra: {}}')).toEqual([
    ...missing.map((key) => `field_missing /${key}`),
    'unknown_key /a',
  ]);
});

test.each([
  ['a key beside it', `${below('manifest')}a: 1\n`, 'unknown_key /manifest'],
  ['a known key above it', below('metadata'), 'field_missing /metadata/name'],
  ['a list', '[{version: v0, run: {}, llm: {}}]', 'wrong_type '],
  ['a list below a key', 'a: [version, run, llm]', 'unknown_key /a'],
  ['nothing', '{}', 'field_missing /metadata'],
])('%s: the manifest is not below a key', (_, text, expected) => {
  expect(told(text)).toContain(expected);
  expect(
    parseManifest(text)
      .diagnostics.map(({ message }) => message)
      .join(),
  ).not.toContain('stands below');
});
