const PROVIDERS = ['openai', 'google', 'ollama'] as const;
const STORES = ['qdrant', 'pgvector', 'milvus'] as const;
const READERS = [
  [
    'GithubRepositoryReader',
    'owner: moonladder\n      repo: docs\n      branch: main',
    'githubToken: ${GITHUB_TOKEN}',
  ],
  ['GoogleDriveReader', 'folderId: ${SPECS_FOLDER_ID}', 'serviceAccount: vault://kv/drive/reader#json'],
  ['ConfluenceReader', 'spaceKey: ENG\n      maxPages: 200', 'token: profile://confluence#api_token'],
  ['SimpleDirectoryReader', 'inputDir: ./handbook\n      recursive: true', null],
] as const;

export interface SampleManifest {
  readonly name: string;
  readonly text: string;
}

/** `count` valid manifests, each different in name, provider, store, readers and size. */
export function sampleManifests(count: number, prefix = 'sample'): SampleManifest[] {
  return Array.from({ length: count }, (_, i) => {
    const name = `${prefix}-${String(i).padStart(4, '0')}`;
    return { name, text: sample(name, i) };
  });
}

function sample(name: string, i: number): string {
  const sources = Array.from({ length: 1 + (i % 6) }, (_, n) => {
    const [type, params, auth] = READERS[(i + n) % READERS.length] ?? READERS[0];
    return `  - id: source-${n}\n    type: ${type}\n    params:\n      ${params}${auth ? `\n    auth:\n      ${auth}` : ''}`;
  });
  const ids = sources.map((_, n) => `source-${n}`).join(', ');
  return `version: v0
metadata:
  name: ${name}
  description: Sample ${i} of the benchmark
  tags: [bench, "group-${i % 7}"]
embeddings:
  provider: ${PROVIDERS[i % PROVIDERS.length]}
  batchSize: ${16 * (1 + (i % 8))}
vectorStore:
  type: ${STORES[Math.floor(i / 3) % STORES.length]}
  indexName: bench_${i}
  connection:
    host: "\${VECTOR_HOST}"
dataSources:
${sources.join('\n')}
transforms:
  splitter: { type: TokenTextSplitter, chunkSize: ${500 + 10 * i}, chunkOverlap: 50 }
indices:
  - { id: main, type: VectorStoreIndex, sources: [${ids}] }
retrievers:
  - { id: default, type: Hybrid, indices: [main], params: { topK: 8, alpha: 0.5 } }
run:
  concurrency: ${1 + (i % 4)}
  errorPolicy: continue
`;
}
