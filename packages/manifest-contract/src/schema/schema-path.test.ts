import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../json.js';
import { accepts, homesOf, knownKeys, schemaAt, strayKeys, wordsAt } from './schema-path.js';

describe('The schema at a path', () => {
  test.each<[(string | number)[]]>([
    [[]],
    [['llm']],
    [['embeddings', 'provider']],
    [['dataSources', 0, 'id']],
    [['dataSources', 7, 'id']],
    [['transforms', 'splitter', 'chunkSize']],
  ])('is there at %j', (path) => {
    expect(schemaAt(path)).not.toBeNull();
  });

  test.each<[(string | number)[]]>([
    [['nothing']],
    [['toString']],
    [['dataSources', 'id']],
    [['embeddings', 0]],
    [['version', 'x']],
    [['observability', 'logs']],
    [['run', 'own', 'key']],
  ])('is none at %j', (path) => {
    expect(schemaAt(path)).toBeNull();
  });
});

test.each<[(string | number)[], string[]]>([
  [['llm'], ['provider', 'model', 'temperature']],
  [
    ['dataSources', 0],
    ['id', 'type', 'params', 'auth', 'schedule'],
  ],
  [
    ['transforms', 'splitter'],
    ['type', 'chunkSize', 'chunkOverlap'],
  ],
  [['dataSources'], []],
  [['observability'], []],
  [['nothing'], []],
])('At %j the keys %j are known', (path, keys) => {
  expect(knownKeys(path)).toEqual(keys);
});

test.each<[(string | number)[], string[]]>([
  [
    ['retrievers', 0, 'type'],
    ['Vector', 'Hybrid'],
  ],
  [
    ['run', 'errorPolicy'],
    ['continue', 'stopOnFirstError'],
  ],
  [['run', 'dryRun'], []],
  [['metadata', 'name'], []],
  [['nothing'], []],
])('At %j the words are %j', (path, words) => {
  expect(wordsAt(path)).toEqual(words);
});

test.each([
  ['llm', ['']],
  ['chunkSize', ['transforms.splitter']],
  ['topK', ['retrievers[].params', 'retrievers[].reranker']],
  ['indices', ['', 'retrievers[]']],
  ['zebra', []],
])('%s belongs in %j', (key, homes) => {
  expect([...homesOf(key)]).toEqual(homes);
});

test.each<[JsonValue, string[]]>([
  [{ run: { version: 'v0', concurrency: 1, limit: 1 } }, ['run.version']],
  [{ version: 'v0', run: { version: 'v0' } }, []],
  [{ observability: { run: {}, llm: {} } }, ['observability.run', 'observability.llm']],
  [
    { dataSources: [{}, { params: { id: 1, type: 2 }, auth: { type: 3 } }] },
    ['dataSources.1.params.id', 'dataSources.1.params.type', 'dataSources.1.auth.type'],
  ],
  // Not what they hold, nor what their block has; a block that names all its keys is none of them.
  [{ run: { own: { version: 'v0' } } }, []],
  [
    { vectorStore: { type: 'a', connection: { type: 'b', distance: 'c' } } },
    ['vectorStore.connection.distance'],
  ],
  [{ metadata: { version: 'v0' } }, []],
  [{ run: ['version'], observability: 'version', dataSources: { params: { id: 1 } } }, []],
  [{ toString: { version: 'v0' }, zebra: { version: 'v0' } }, []],
  [null, []],
])('Of %j these have strayed: %j', (value, paths) => {
  expect(Array.from(strayKeys(value), (path) => path.join('.'))).toEqual(paths);
});

test.each<[(string | number)[], unknown, boolean]>([
  [['run', 'batchSize'], 1, true],
  [['run', 'batchSize'], 0, false],
  [['run', 'batchSize'], null, true],
  [['run', 'batchSize'], '${SIZE}', true],
  [['metadata', 'name'], null, false],
  // The author is free there.
  [['run', 'own'], {}, true],
  [['observability', 'logs'], 7, true],
])('At %j the value %j is taken: %j', (path, value, isTaken) => {
  expect(accepts(path, value)).toBe(isTaken);
});
