import { describe, expect, test } from 'vitest';
import { createManifestContract } from '../contract.js';
import { ManifestContractError } from '../diagnostics/contract-error.js';

const blocks = (provider: string, type: string, ...readers: string[]) => ({
  embeddings: { provider },
  vectorStore: { type },
  dataSources: readers.map((reader) => ({ type: reader })),
});
const { deriveRequiredCapabilities, safeDeriveRequiredCapabilities } = createManifestContract();

describe('Required capabilities (FR-005)', () => {
  test('come in order: base, embeddings, provider, store, one per source', () => {
    expect(deriveRequiredCapabilities(blocks('openai', 'qdrant', 'ConfluenceReader'))).toEqual([
      'manifest',
      'embeddings',
      'openai',
      'qdrant',
      'confluence',
    ]);
  });

  test.each([
    ['GithubRepositoryReader', 'github'],
    ['GoogleDriveReader', 'gdrive'],
    ['ConfluenceReader', 'confluence'],
    ['SimpleDirectoryReader', 'local_fs'],
    ['simpledirectoryreader', 'local_fs'],
  ])('%s asks for %s', (reader, capability) => {
    expect(deriveRequiredCapabilities(blocks('google', 'milvus', reader)).at(-1)).toBe(capability);
  });

  test.each(['openai', 'google', 'ollama', 'OpenAI'])('The provider %s asks for itself', (provider) => {
    expect(deriveRequiredCapabilities(blocks(provider, 'qdrant', 'ConfluenceReader'))[2]).toBe(
      provider.toLowerCase(),
    );
  });

  test.each(['qdrant', 'pgvector', 'milvus'])('The store %s asks for itself', (store) => {
    expect(deriveRequiredCapabilities(blocks('openai', store, 'ConfluenceReader'))[3]).toBe(store);
  });

  test('do not repeat, and keep the order of the sources', () => {
    const manifest = blocks(
      'openai',
      'qdrant',
      'GoogleDriveReader',
      'GithubRepositoryReader',
      'GoogleDriveReader',
    );
    expect(deriveRequiredCapabilities(manifest).slice(4)).toEqual(['gdrive', 'github']);
  });

  test.each([
    [
      blocks('opneai', 'qdrant', 'ConfluenceReader'),
      'unknown_provider',
      '/embeddings/provider',
      'Did you mean `openai`',
    ],
    [
      blocks('openai', 'weaviate', 'ConfluenceReader'),
      'unknown_store',
      '/vectorStore/type',
      'Known: `qdrant`',
    ],
    [
      blocks('openai', 'qdrant', 'ConfluencReader'),
      'unknown_reader',
      '/dataSources/0/type',
      '`ConfluenceReader`?',
    ],
    [blocks('openai', 'qdrant'), 'field_missing', '/dataSources', 'Known'],
    [
      { ...blocks('openai', 'qdrant', 'ConfluenceReader'), embeddings: undefined },
      'field_missing',
      '/embeddings/provider',
      'openai',
    ],
    [null, 'field_missing', '/embeddings/provider', 'openai'],
  ])('%j is refused as %s', (manifest, code, pointer, hint) => {
    const result = safeDeriveRequiredCapabilities(manifest);
    expect(result.success).toBe(false);
    const first = result.success ? undefined : result.diagnostics[0];
    expect(first).toMatchObject({ code, pointer, in: 'manifest' });
    expect(first?.hint).toContain(hint);
    expect(() => deriveRequiredCapabilities(manifest)).toThrow(ManifestContractError);
  });
});

describe('A host service', () => {
  test('adds readers, providers and stores of its own; the defaults stay', () => {
    const contract = createManifestContract({
      baseCapabilities: ['Manifest', 'gpu', 'manifest'],
      readers: { NotionReader: 'notion' },
      embeddingProviders: { cohere: 'cohere' },
      vectorStores: { weaviate: 'Weaviate' },
    });
    const manifest = blocks('cohere', 'weaviate', 'notionreader', 'ConfluenceReader');
    expect(contract.deriveRequiredCapabilities(manifest)).toEqual([
      'manifest',
      'gpu',
      'embeddings',
      'cohere',
      'weaviate',
      'notion',
      'confluence',
    ]);
    expect(() => deriveRequiredCapabilities(manifest)).toThrow(ManifestContractError);
  });

  test.each([
    [{ readers: { githubrepositoryreader: 'mine' } }, 'already known'],
    [{ readers: { ' x': 'mine' } }, 'blank'],
    [{ vectorStores: { mine: '' } }, 'capability'],
    [{ baseCapabilities: [] }, 'at least one'],
    [{ baseCapabilities: ['a b'] }, 'capability'],
    [{ limits: { maxBytes: 0 } }, 'maxBytes'],
    [{ limits: { maxDepth: 10_000 } }, 'maxDepth'],
  ])('is told at once that %j will not do', (options, message) => {
    expect(() => createManifestContract(options)).toThrow(TypeError);
    expect(() => createManifestContract(options)).toThrow(message);
  });
});
