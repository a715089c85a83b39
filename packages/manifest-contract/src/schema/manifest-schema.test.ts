import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { createManifestContract } from '../contract.js';
import { manifestWith } from '../testing/manifests.js';
import { manifestJsonSchema } from './json-schema.js';

const { parseManifest } = createManifestContract();
const told = (fragment: string) =>
  parseManifest(manifestWith(fragment)).diagnostics.map((d) => `${d.code} ${d.pointer}`);

const DATA_SOURCE = 'id: docs, type: ConfluenceReader';

describe('Fields take what the design says', () => {
  test.each([
    'metadata: {name: a, description: d, owner: o, tags: [x, y]}',
    'llm: {provider: google, model: m, temperature: 0}',
    'llm: {temperature: 2}',
    'embeddings: {provider: ollama, model: m, batchSize: 1, dimensions: 1, maxConcurrentRequests: 1}',
    'vectorStore: {type: milvus, indexName: i, connection: {host: h, deep: {port: 1}}, allowCreateCollection: false}',
    `dataSources: [{${DATA_SOURCE}, params: {a: [1, {b: null}]}, auth: {username: u}, schedule: manual}]`,
    'transforms: {htmlToText: true, splitter: {type: T, chunkSize: 2, chunkOverlap: 1}, enrichMetadata: [{type: T}]}',
    'indices: [{id: i, type: VectorStoreIndex, sources: [docs], persist: {path: s3://b/p}}]',
    'indices: [{id: i}]\nretrievers: [{id: r, type: Hybrid, indices: [i], params: {topK: 1, alpha: 1}, reranker: {type: T, topK: 1}}]',
    'postprocessors: [{type: T, any: 1}]\nobservability: {any: {thing: 1}}',
    'evaluation: {datasets: [{name: n, path: p}], metrics: [{name: n, threshold: -0.5}]}',
    'run: {concurrency: 1, batchSize: 1, errorPolicy: stopOnFirstError, dryRun: true, forceFull: false, maxDocs: 1, extra: {a: 1}}',
    'security: {piiRedaction: true, allowlistMetadata: [a]}\nscheduling: 0 4 * * *',
    'llm:\ntransforms:\nindices:\nretrievers:\npostprocessors:\nobservability:\nevaluation:\nrun:\nsecurity:\nscheduling:\n',
  ])('%s', (fragment) => {
    expect(told(fragment)).toEqual([]);
  });

  test.each([
    ['metadata: {}', 'field_missing /metadata/name'],
    ['metadata: {name: 5}', 'wrong_type /metadata/name'],
    ['metadata: {name: -a}', 'invalid_name /metadata/name'],
    ['metadata: {name: a-}', 'invalid_name /metadata/name'],
    [`metadata: {name: ${'a'.repeat(129)}}`, 'invalid_name /metadata/name'],
    ['metadata: {name: "${NAME}"}', 'invalid_name /metadata/name'],
    ['metadata: {name: a, tags: x}', 'wrong_type /metadata/tags'],
    ['metadata: {name: a, tags: [1]}', 'wrong_type /metadata/tags/0'],
    ['llm: {temperature: 2.1}', 'invalid_value /llm/temperature'],
    ['llm: [1]', 'wrong_type /llm'],
    ['embeddings: {}', 'field_missing /embeddings/provider'],
    ['embeddings: {provider: "${P}"}', 'reference_not_allowed /embeddings/provider'],
    ['embeddings: {provider: openai, batchSize: 0}', 'invalid_value /embeddings/batchSize'],
    ['embeddings: {provider: openai, batchSize: 1.5}', 'wrong_type /embeddings/batchSize'],
    ['embeddings: {provider: openai, dimensions: 0}', 'invalid_value /embeddings/dimensions'],
    [
      'embeddings: {provider: openai, maxConcurrentRequests: 0}',
      'invalid_value /embeddings/maxConcurrentRequests',
    ],
    ['vectorStore: {}', 'field_missing /vectorStore/type'],
    ['vectorStore: {type: "${S}"}', 'reference_not_allowed /vectorStore/type'],
    ['vectorStore: {type: qdrant, connection: [1]}', 'wrong_type /vectorStore/connection'],
    [
      'vectorStore: {type: qdrant, allowCreateCollection: "yes"}',
      'wrong_type /vectorStore/allowCreateCollection',
    ],
    ['dataSources: []', 'invalid_value /dataSources'],
    ['dataSources: {}', 'wrong_type /dataSources'],
    ['dataSources: [{id: a}]', 'field_missing /dataSources/0/type'],
    ['dataSources: [{id: "${A}", type: ConfluenceReader}]', 'reference_not_allowed /dataSources/0/id'],
    ['dataSources: [{type: "${A}"}]', 'reference_not_allowed /dataSources/0/type'],
    [`dataSources: [{${DATA_SOURCE}, schedule: 5}]`, 'wrong_type /dataSources/0/schedule'],
    ['transforms: {htmlToText: 1}', 'wrong_type /transforms/htmlToText'],
    ['transforms: {splitter: {chunkSize: 0}}', 'invalid_value /transforms/splitter/chunkSize'],
    ['transforms: {splitter: {chunkOverlap: -1}}', 'invalid_value /transforms/splitter/chunkOverlap'],
    ['transforms: {enrichMetadata: [T]}', 'wrong_type /transforms/enrichMetadata/0'],
    ['indices: [{type: Other}]', 'invalid_value /indices/0/type'],
    ['indices: [{id: "${I}"}]', 'reference_not_allowed /indices/0/id'],
    ['retrievers: [{type: Fuzzy}]', 'invalid_value /retrievers/0/type'],
    ['retrievers: [{id: "${R}"}]', 'reference_not_allowed /retrievers/0/id'],
    ['retrievers: [{params: {topK: 0}}]', 'invalid_value /retrievers/0/params/topK'],
    ['retrievers: [{params: {alpha: 1.1}}]', 'invalid_value /retrievers/0/params/alpha'],
    ['retrievers: [{reranker: {topK: 0}}]', 'invalid_value /retrievers/0/reranker/topK'],
    ['postprocessors: {}', 'wrong_type /postprocessors'],
    ['observability: []', 'wrong_type /observability'],
    ['evaluation: {metrics: [{threshold: high}]}', 'wrong_type /evaluation/metrics/0/threshold'],
    ['run: {concurrency: 0}', 'invalid_value /run/concurrency'],
    ['run: {batchSize: 0}', 'invalid_value /run/batchSize'],
    ['run: {errorPolicy: ignore}', 'invalid_value /run/errorPolicy'],
    ['run: {dryRun: 1}', 'wrong_type /run/dryRun'],
    ['run: {forceFull: "true"}', 'wrong_type /run/forceFull'],
    ['run: {maxDocs: 0}', 'invalid_value /run/maxDocs'],
    ['security: {piiRedaction: 1}', 'wrong_type /security/piiRedaction'],
    ['security: {allowlistMetadata: a}', 'wrong_type /security/allowlistMetadata'],
    ['scheduling: soon', 'invalid_schedule /scheduling'],
    ['version: "0"', 'version_unsupported /version'],
    ['version: "${V}"', 'version_unsupported /version'],
  ])('%s is refused: %s', (fragment, expected) => {
    expect(told(fragment)).toEqual([expected]);
  });

  test('Any other scalar may be an environment reference', () => {
    const fragment = [
      'llm: {temperature: "${T}"}',
      'embeddings: {provider: openai, batchSize: "${B}", model: "${M:-}"}',
      'vectorStore: {type: qdrant, allowCreateCollection: "${A}", connection: {port: "${P}"}}',
      'transforms: {splitter: {chunkSize: "${C}", chunkOverlap: 5}}',
      'run: {errorPolicy: "${E}", dryRun: "${D:-${E}}"}',
      'scheduling: "${S}"',
    ].join('\n');
    expect(told(fragment)).toEqual([]);
  });

  test('A number field takes a whole reference only', () => {
    expect(told('run: {batchSize: "${A}0"}')).toEqual(['wrong_type /run/batchSize']);
    expect(told('run: {batchSize: "${A:-5}"}')).toEqual(['wrong_type /run/batchSize']);
  });
});

describe('Unknown keys', () => {
  test.each([
    ['indexes: []', '/indexes', 'Did you mean `indices`?'],
    ['embeddings: {provider: openai, batch_size: 1}', '/embeddings/batch_size', 'Did you mean `batchSize`?'],
    ['retrievers: [{params: {top_k: 1}}]', '/retrievers/0/params/top_k', 'Did you mean `topK`?'],
    [
      `dataSources: [{${DATA_SOURCE}, kind: x}]`,
      '/dataSources/0/kind',
      'Known here: id, type, params, auth, schedule.',
    ],
  ])('%s is a warning at the key', (fragment, pointer, hint) => {
    const { manifest, diagnostics } = parseManifest(manifestWith(fragment));
    expect(manifest).not.toBeNull();
    expect(diagnostics).toMatchObject([{ code: 'unknown_key', severity: 'warning', pointer, hint }]);
  });

  test('stay in the manifest', () => {
    expect(parseManifest(manifestWith('future: {a: 1}')).manifest).toMatchObject({ future: { a: 1 } });
  });
});

test('All that is wrong is told at once, in order of place', () => {
  const { manifest, diagnostics } = parseManifest(
    'metadata:\n  name: 5\nembeddings: {provider: x}\nzzz: 1\n',
  );
  expect(manifest).toBeNull();
  expect(diagnostics.map((d) => [d.line, d.code, d.pointer])).toEqual([
    [1, 'field_missing', '/version'],
    [1, 'field_missing', '/vectorStore'],
    [1, 'field_missing', '/dataSources'],
    [2, 'wrong_type', '/metadata/name'],
    [3, 'unknown_provider', '/embeddings/provider'],
    [4, 'unknown_key', '/zzz'],
  ]);
});

test('A place is the value, or the key where the value is missing or a block', () => {
  const place = (fragment: string) => {
    const { diagnostics } = parseManifest(`${manifestWith()}${fragment}`);
    const found = diagnostics[0];
    return found && [(found.line ?? 0) - 11, found.column, found.endColumn];
  };
  expect(place('run:\n  dryRun: maybe\n')).toEqual([1, 11, 16]);
  expect(place('run:\n  - a\n')).toEqual([0, 1, 4]);
  expect(place('observability: &x {a: 1}\nsecurity: {piiRedaction: *x}\n')).toEqual([1, 26, 28]);
  expect(place('x-d: &d {dryRun: 5}\nrun:\n  <<: *d\n')).toEqual([0, 1, 4]);
});

test('The old form is one diagnostic, whatever else is in it', () => {
  const { diagnostics } = parseManifest(
    'apiVersion: moonmind/v1\nkind: Readers\nspec: {readers: 5}\nrun: 7\n',
  );
  expect(diagnostics).toMatchObject([{ code: 'legacy_manifest', line: 1, endColumn: 11 }]);
  expect(parseManifest('kind: Readers\nspec: {}\n').diagnostics).toMatchObject([{ code: 'legacy_manifest' }]);
});

test('schema/v0.json is up to date (`pnpm --filter @moonmind/manifest-contract schema` writes it)', () => {
  const committed: unknown = JSON.parse(
    readFileSync(new URL('../../schema/v0.json', import.meta.url), 'utf8'),
  );
  expect(committed).toEqual(manifestJsonSchema());
});

test('The JSON Schema asks for what the contract asks for', () => {
  expect(manifestJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    required: ['version', 'metadata', 'embeddings', 'vectorStore', 'dataSources'],
    additionalProperties: false,
    properties: { version: { const: 'v0' } },
  });
});

test('Every field has a description in the JSON Schema, and examples that the schema takes', () => {
  const validate = new Ajv2020({ strict: false }).compile(manifestJsonSchema());
  const fields = new Map<string, Record<string, unknown>>();
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') {
        for (const [name, field] of Object.entries<Record<string, unknown>>(value))
          fields.set(`${path}/${name}`, field);
      }
      if (key !== 'examples')
        walk(value, key === 'properties' || /^(?:items|anyOf|\d+)$/.test(key) ? path : `${path}/${key}`);
    }
  };
  walk(manifestJsonSchema(), '');
  expect(fields.size).toBeGreaterThan(60);
  for (const [path, { description, examples }] of fields) {
    expect(description, path).toMatch(/^\S.+\.$/s);
    const list = Array.isArray(examples) ? examples : [];
    const takes = new Ajv2020({ strict: false }).compile(fields.get(path) ?? {});
    for (const example of list) expect(takes(example), `${path}: ${JSON.stringify(example)}`).toBe(true);
  }
  expect(validate({ version: 'v0' })).toBe(false);
});

test('The schema speaks draft 7 as well, and no other dialect', () => {
  expect(manifestJsonSchema('draft-07').$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(() => manifestJsonSchema('openapi-3.0')).toThrow(TypeError);
});
