import { describe, expect, test } from 'vitest';
import { guess } from '../diagnostics/nearest.js';
import { deriveCapabilities } from './derive.js';
import { aliasesOf, createVocabulary, namesOf } from './vocabulary.js';

const { readers, embeddingProviders, vectorStores } = createVocabulary();

describe('What people write for a name is taken for it beyond doubt', () => {
  test.each([
    ['git', 'GithubRepositoryReader'],
    ['repository', 'GithubRepositoryReader'],
    ['github', 'GithubRepositoryReader'],
    ['drive', 'GoogleDriveReader'],
    ['Google Docs', 'GoogleDriveReader'],
    ['gdrive', 'GoogleDriveReader'],
    ['wiki', 'ConfluenceReader'],
    ['atlassian', 'ConfluenceReader'],
    ['confluence', 'ConfluenceReader'],
    ['directory', 'SimpleDirectoryReader'],
    ['folder', 'SimpleDirectoryReader'],
    ['files', 'SimpleDirectoryReader'],
    ['file-system', 'SimpleDirectoryReader'],
    ['local', 'SimpleDirectoryReader'],
    // The capability itself, without its `_`.
    ['local_fs', 'SimpleDirectoryReader'],
  ])('The reader %s: %s', (word, name) => {
    const { names, sure } = guess(word, namesOf(readers), aliasesOf(readers));
    expect([names[0], sure]).toEqual([name, true]);
  });

  test.each([
    ['gpt', 'openai'],
    ['azure-openai', 'openai'],
    ['gemini', 'google'],
    ['vertex', 'google'],
    ['Vertex AI', 'google'],
    ['google-genai', 'google'],
    ['llama', 'ollama'],
  ])('The provider %s: %s', (word, name) => {
    const { names, sure } = guess(word, namesOf(embeddingProviders), aliasesOf(embeddingProviders));
    expect([names[0], sure]).toEqual([name, true]);
  });

  test.each([
    ['pg', 'pgvector'],
    ['Postgres', 'pgvector'],
    ['postgresql', 'pgvector'],
    ['zilliz', 'milvus'],
  ])('The store %s: %s', (word, name) => {
    const { names, sure } = guess(word, namesOf(vectorStores), aliasesOf(vectorStores));
    expect([names[0], sure]).toEqual([name, true]);
  });
});

test.each([
  [{ baseCapabilities: ['a b'] }, /^baseCapabilities: a capability/],
  [{ readers: { Mine: 'a b' } }, /^readers: a capability/],
  [{ readers: { '': 'mine' } }, /^readers: a name is blank/],
  [{ embeddingProviders: { mine: 'a b' } }, /^embeddingProviders: a capability/],
  [{ vectorStores: { mine: 'a b' } }, /^vectorStores: a capability/],
])('A host is told which option will not do: %j', (options, message) => {
  expect(() => createVocabulary(options)).toThrow(message);
});

test('Blanks around a capability do not count', () => {
  expect(createVocabulary({ baseCapabilities: [' GPU '] }).baseCapabilities).toEqual(['gpu']);
});

describe('Remarks', () => {
  const vocabulary = createVocabulary();

  test('say what is unknown, or missing', () => {
    const { remarks } = deriveCapabilities(
      { embeddings: { provider: 'zebra' }, dataSources: {} },
      vocabulary,
      100,
    );
    expect(remarks.map(({ path, message }) => `/${path.join('/')} ${message}`)).toEqual([
      '/embeddings/provider The embeddings provider `zebra` is unknown.',
      '/vectorStore/type The vector store is missing.',
      '/dataSources The reader is missing.',
    ]);
  });

  test('are no more than the limit, and one', () => {
    const dataSources = Array.from({ length: 9 }, () => ({ type: 'Nope' }));
    expect(deriveCapabilities({ dataSources }, vocabulary, 4).remarks).toHaveLength(5);
  });
});
