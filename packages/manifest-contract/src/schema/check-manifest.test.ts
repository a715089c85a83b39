import { describe, expect, test } from 'vitest';
import { createVocabulary } from '../capabilities/vocabulary.js';
import { createManifestContract } from '../contract.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { manifestWith, tokenLike } from '../testing/manifests.js';
import { parseText } from '../text/parse-text.js';
import { checkManifest, countFaults } from './check-manifest.js';

const { parseManifest } = createManifestContract();
const told = (fragment: string, maxDiagnostics = 100) =>
  createManifestContract({ limits: { maxDiagnostics } })
    .parseManifest(manifestWith(fragment))
    .diagnostics.map((found) => `${found.code} ${found.pointer}`);

describe('Of several faults with one cause only the cause is told', () => {
  test('a raw secret is of no type, faults before and behind it are told', () => {
    const token = tokenLike();
    expect(told(`run: {dryRun: 5, batchSize: ${token}, maxDocs: 0}`)).toEqual([
      'wrong_type /run/dryRun',
      'raw_secret /run/batchSize',
      'invalid_value /run/maxDocs',
    ]);
  });

  test.each([
    [(token: string) => `run: {batchSize: "${token}"}`, ['raw_secret /run/batchSize']],
    [(token: string) => `run: {batchSize: "a ${token} b"}`, ['raw_secret /run/batchSize']],
    // Told where it is written, and not again where it is merged.
    [
      (token: string) => `shared: &shared {batchSize: ${token}}\nrun: {<<: *shared}`,
      ['unknown_key /shared', 'raw_secret /shared/batchSize'],
    ],
  ])('a raw secret that is a part of what is told, or stands elsewhere: %#', (fragment, expected) => {
    expect(told(fragment(tokenLike()))).toEqual(expected);
  });

  test.each([
    ['embeddings: {provider: *nowhere}', ['yaml_alias_unresolved /embeddings/provider']],
    // Another fault of the YAML does not excuse what is missing.
    [
      'embeddings: {model: *nowhere}',
      ['field_missing /embeddings/provider', 'yaml_alias_unresolved /embeddings/model'],
    ],
    // It would be told at the key, and its tag at the brace.
    ['embeddings: !x {provider: openai}', ['yaml_unknown_tag /embeddings']],
    // What is wrong with the first of two is told beside that there is a second.
    [
      'run: {batchSize: 0, batchSize: 1}',
      ['invalid_value /run/batchSize', 'yaml_duplicate_key /run/batchSize'],
    ],
  ])('%s: what the YAML made unreadable is not missing besides', (fragment, expected) => {
    expect(told(fragment)).toEqual(expected);
  });

  test.each([
    ['dataSources: []\nindices: [{sources: [a, b]}]', ['invalid_value /dataSources']],
    ['dataSources: [null]\nindices: [{sources: [a]}]', ['wrong_type /dataSources/0']],
    [
      'dataSources: [{id: *nowhere, type: ConfluenceReader}]\nindices: [{sources: [a]}]',
      ['yaml_alias_unresolved /dataSources/0/id'],
    ],
    ['security: {indices: [{id: a}]}\nretrievers: [{indices: [a]}]', ['unknown_key /security/indices']],
    [
      'transforms: {splitter: {indices: [{id: a}]}}\nretrievers: [{indices: [a]}]',
      ['unknown_key /transforms/splitter/indices'],
    ],
    ['indices: 99999999999999999999\nretrievers: [{indices: [a]}]', ['yaml_number_inexact /indices']],
    ['dataSources: [{<<: *nowhere}]', ['yaml_alias_unresolved /dataSources/0/<<']],
    ['dataSources: [{<<: defaults}]', ['yaml_merge_not_map /dataSources/0']],
    ['run: {errorPolicy: "conti\0nue"}', ['text_not_storable ']],
    [
      'transforms: {splitter: {chunkSize: 10.5, chunkOverlap: 20}}',
      ['wrong_type /transforms/splitter/chunkSize'],
    ],
    ['embeddings: {provider: {{ .Values.x }}}', ['yaml_key_not_scalar /embeddings/provider']],
    // One place, though an alias repeats it.
    ['dataSources: [&a {type: nowhere, id: a}, {<<: *a, id: b}]', ['unknown_reader /dataSources/0/type']],
    // The rest of the manifest stands behind the mark.
    ['version: v0\n---\n', ['yaml_multiple_documents ']],
    // A reference whose quotes are at fault is no secret.
    ['security: {token: "${T}', ['yaml_syntax ']],
    ['security: {a: ${T}, token: ${T}}', ['yaml_syntax ']],
    ['security:\n  token: `${T}`\nrun:\n  dryRun: "x"y\n', ['yaml_syntax ', 'yaml_syntax ']],
    ['run:\n  dryRun: "${T}"y\nsecurity:\n  token: ${T}x\n', ['yaml_syntax ', 'raw_secret /security/token']],
    ['embeddings:\n  model: small\n  <<: defaults\n', ['yaml_merge_not_map /embeddings']],
    ['vectorStore:\n  type: qdrant\n---\nembeddings:\n  provider: openai\n', ['yaml_multiple_documents ']],
    ['retrievers: [{indices: [a]}]\n---\nindices: [{id: a}]\n', ['yaml_multiple_documents ']],
    ['security: {token: ${T}}', ['yaml_syntax ']],
    ['security: {token: ${T}b}', ['yaml_syntax ']],
    // Quotes would not make it one.
    ['security: {token: @T}', ['raw_secret /security/token']],
    ['security: {token: @T, other: "${B}"}', ['raw_secret /security/token']],
  ])('%j: what the fault of one block makes of another is none', (fragment, expected) => {
    expect(told(fragment)).toEqual(expected);
  });

  test.each([
    ['run: {batchSize: *nowhere}', ['yaml_alias_unresolved /run/batchSize']],
    ['run: {batchSize: 0}', ['invalid_value /run/batchSize']],
    ['indices: [{id: b, sources: 5}]', ['wrong_type /indices/0/sources']],
    [
      'run: {batchSize: {{ a }}, concurrency: 0}',
      ['yaml_key_not_scalar /run/batchSize', 'invalid_value /run/concurrency'],
    ],
    [
      'run: {<<: defaults}\nembeddings:\n  model: small',
      ['yaml_merge_not_map /run', 'field_missing /embeddings/provider'],
    ],
    [
      'embeddings: {model: small}\nembeddings: {provider: openai}',
      ['field_missing /embeddings/provider', 'yaml_duplicate_key /embeddings'],
    ],
  ])('%j: an id that nothing defines is told beside what has nothing to do with it', (fragment, expected) => {
    expect(told(`${fragment}\nretrievers: [{indices: [a]}]`).toSorted()).toEqual(
      [...expected, 'unknown_index /retrievers/0/indices/0'].toSorted(),
    );
  });

  test.each<[string, (token: string) => string, string[]]>([
    [
      'before it',
      (token) => `security:\n  a: "x"y\n  token: ${token}\n`,
      ['yaml_syntax ', 'raw_secret /security/token'],
    ],
    // Of another kind: both have to go.
    [
      'that is a character too much',
      () => 'security: {token: "${T}\0x"}',
      ['raw_secret /security/token', 'text_not_storable '],
    ],
    [
      'behind it',
      (token) => `security: {token: ${token}}}\n`,
      ['raw_secret /security/token', 'yaml_syntax '],
    ],
    ['that opens it', (token) => `security:\n  token: "${token}\n`, ['raw_secret /security/token']],
  ])('an error of syntax %s and a secret', (_, fragment, expected) => {
    expect(told(fragment(tokenLike()))).toEqual(expected);
  });

  test.each([
    // Taken for `indices`, which then has what the retriever names.
    ['indicess: [{id: main}]\nretrievers: [{indices: [main]}]', ['unknown_key /indicess']],
    [
      'indicess: [{id: main}]\nretrievers: [{indices: [nowhere]}]',
      ['unknown_key /indicess', 'unknown_index /retrievers/0/indices/0'],
    ],
    // Nothing is told of a place that the text does not have.
    ['indicess: [{id: main, sources: [nowhere]}]', ['unknown_key /indicess']],
    // `indices` is there already.
    [
      'indices: [{id: own}]\nindicess: [{id: main}]\nretrievers: [{indices: [main]}]',
      ['unknown_key /indicess', 'unknown_index /retrievers/0/indices/0'],
    ],
    // Nobody can be sure what this was meant to be.
    [
      'index: [{id: main}]\nretrievers: [{indices: [main]}]',
      ['unknown_key /index', 'unknown_index /retrievers/0/indices/0'],
    ],
    // It is like `indices`, but may be something else.
    [
      'vectorIndices: [{id: main}]\nretrievers: [{indices: [main]}]',
      ['unknown_key /vectorIndices', 'unknown_index /retrievers/0/indices/0'],
    ],
  ])('%s: a misspelt key is taken for what it was meant to be', (fragment, expected) => {
    expect(told(fragment)).toEqual(expected);
  });

  test('what is presumed of a misspelt key takes no room from what is told', () => {
    const fragment = 'indicess: [{id: main, sources: [x, y, z]}]\nretrievers: [{indices: [nowhere]}]';
    expect(told(fragment, 2)).toEqual(['unknown_key /indicess', 'unknown_index /retrievers/0/indices/0']);
  });
});

test.each([
  ['', 0],
  ['run: {batchSize: 0, dryRun: maybe}', 2],
  ['retrievers: [{indices: [a, b]}]', 2],
  ['dataSources: [{type: zebra}]', 1],
  ['dataSources: [{type: ConfluenceReader, params: {schedule: manual}}]', 1],
  ['run: {batchSize: 0}\nretrievers: [{indices: [a]}]\ndataSources: [{type: zebra}]', 3],
])('%j: the faults of a draft are counted whoever finds them: %i', (fragment, count) => {
  const { value } = parseText(manifestWith(fragment));
  expect(value && countFaults(value, createVocabulary())).toBe(count);
});

test('What is refused asks for no capabilities', () => {
  const refused = checkManifest(
    parseText(manifestWith('scheduling: soon')),
    createVocabulary(),
    DEFAULT_LIMITS,
  );
  expect(refused).toMatchObject({ manifest: null, json: null, requiredCapabilities: [] });
});

test('The old form and the faults of its YAML are told, and nothing else', () => {
  const { manifest, diagnostics } = parseManifest('apiVersion: x\nkind: Readers\nspec: {a: *nowhere}\n');
  expect(manifest).toBeNull();
  expect(diagnostics.map(({ code }) => code)).toEqual(['legacy_manifest', 'yaml_alias_unresolved']);
});

test.each([
  [
    'dataSources: [{id: a, type: ConfluenceReader}, {id: a, type: ConfluenceReader}, {id: a, type: ConfluenceReader}]',
    1,
  ],
  [`indices: [{sources: [x, y, z, docs]}]`, 2],
  ['run: {batchSize: 0, concurrency: 0, maxDocs: 0}', 2],
  ['dataSources: [{type: A}, {type: B}, {type: C}]', 2],
])('%s: that there are more than %i is told', (fragment, max) => {
  const codes = told(fragment, max);
  expect(codes).toHaveLength(max + 1);
  expect(codes.at(-1)).toBe('too_many_diagnostics ');
});

test('Fixes are looked for while the manifest, read again for each, takes no more than 512 KiB together', () => {
  const fragment = 'run: {batchSize: "1", concurrency: "1", maxDocs: "1"}\n';
  const fixes = (length: number) => {
    const text = manifestWith(fragment);
    const { diagnostics } = parseManifest(`${text}#${'x'.repeat(length - text.length - 1)}`);
    return diagnostics.map(({ fix }) => fix !== undefined);
  };
  expect(fixes(256 * 1024 - 1)).toEqual([true, true, false]);
  expect(fixes(256 * 1024 - 2)).toEqual([true, true, true]);
});
