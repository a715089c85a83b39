import { expect, test } from 'vitest';
import { parseManifest } from '../index.js';
import { manifestWith } from '../testing/manifests.js';
import { applyFixes } from './apply-fixes.js';

const fixed = (text: string, unsure = false) => applyFixes(text, parseManifest(text).diagnostics, { unsure });

test('Safe fixes are applied all at once, wherever they stand; others on request', () => {
  const text = manifestWith(
    'embeddings: {provider: opneai, batch_size: 8}\nscheduling: "@dayly"\nrun: {dryRun: yes, batchSize: 0}',
  );
  const safe =
    'embeddings: {provider: openai, batchSize: 8}\nscheduling: "@daily"\nrun: {dryRun: true, batchSize: 0}';
  expect(fixed(text)).toBe(manifestWith(safe));
  expect(fixed(text, true)).toBe(manifestWith(safe.replace('batchSize: 0', 'batchSize: 1')));
});

test.each([
  ['metadata:\n  name: demo\n', 'version: v0\n'],
  ['# a comment\nmetadata:\n  name: demo\n', 'version: v0\nmetadata'],
])('A missing version is put before the first key: %j', (head, expected) => {
  const text = head + manifestWith('metadata: x').replace(/version: v0\n|metadata: x\n/g, '');
  expect(fixed(text)).toContain(expected);
  expect(parseManifest(fixed(text)).diagnostics).toEqual([]);
});

test.each([
  ['tags: docs', 'metadata: {name: demo, tags: docs}', 'metadata: {name: demo, tags: [docs]}'],
  ['owner: 12', 'metadata: {name: demo, owner: 12}', 'metadata: {name: demo, owner: "12"}'],
  ['off', 'transforms: {htmlToText: off}', 'transforms: {htmlToText: false}'],
  ['Version', 'version: "0"', 'version: v0'],
  ['misspelt block', 'embedings: {provider: openai}\nembeddings_: 1', null],
  [
    'block of another case',
    'metadata: {name: demo}\nScheduling: manual',
    'metadata: {name: demo}\nscheduling: manual',
  ],
])('%s', (_, wrong, right) => {
  const text = manifestWith(wrong);
  expect(fixed(text)).toBe(right === null ? text : manifestWith(right));
});

test('What an alias repeats is never changed without asking', () => {
  const text = manifestWith('x-shared: &shared {batch_size: 8, provider: openai}\nembeddings: *shared');
  expect(fixed(text)).toBe(text);
});

test('A new name that would make things worse is no safe one', () => {
  // The list under the right name brings an unknown id with it.
  expect(fixed(manifestWith('indicess: [{id: a, sources: [nowhere]}]'))).toContain('indicess');
  // The block under the right name holds an unknown reader.
  expect(
    fixed(manifestWith('dataSources: x').replace('dataSources: x', 'dataSource: [{type: Nope}]')),
  ).toContain('dataSource:');
  // The right name is taken.
  expect(fixed(manifestWith('run: {}\nruns: {}'))).toContain('runs: {}');
  // `key` is a credential inside `auth` alone.
  expect(
    fixed(manifestWith('dataSources: [{type: ConfluenceReader, auths: {key: correct-horse}}]')),
  ).toContain('auths');
});

test('Of two fixes that overlap the earlier one is applied', () => {
  const at = (start: number, end: number) => ({
    start: { line: 1, column: start + 1, offset: start },
    end: { line: 1, column: end + 1, offset: end },
  });
  const [found] = parseManifest(manifestWith('runn: 1')).diagnostics;
  if (!found) throw new Error('The misspelt key is told.');
  const fix = (start: number, end: number, text: string) => ({
    ...found,
    fix: { title: 't', confidence: 'safe', edits: [{ range: at(start, end), text }] } as const,
  });
  expect(applyFixes('abcdef', [fix(1, 3, 'X'), fix(2, 4, 'Y'), fix(4, 4, 'Z'), fix(4, 4, 'W')])).toBe(
    'aXdZef',
  );
  expect(applyFixes('abcdef', [fix(3, 4, 'Y'), fix(1, 3, 'X')])).toBe('aXYef');
  expect(applyFixes('abcdef', [fix(1, 3, 'X'), fix(3, 4, 'Y')])).toBe('aXYef');
  // One that clashes in part is left out as a whole.
  const both = { ...fix(5, 6, 'Z').fix, edits: [...fix(2, 4, 'Y').fix.edits, ...fix(5, 6, 'Z').fix.edits] };
  expect(applyFixes('abcdef', [fix(1, 3, 'X'), { ...found, fix: both }])).toBe('aXdef');
  expect(applyFixes('abcdef', [fix(2, 4, 'Y'), fix(1, 3, 'X')])).toBe('abYef');
  expect(applyFixes('abcdef', [fix(1, 5, 'X'), fix(2, 3, 'Y')])).toBe('aXf');
  expect(applyFixes('abcdef', [fix(2, 3, 'Y'), fix(1, 5, 'X')])).toBe('abYdef');
});
