import * as z from 'zod';
import {
  block,
  flag,
  fraction,
  free,
  integer,
  list,
  number,
  oneOf,
  openBlock,
  plainText,
  schedule,
  text,
  told,
} from './fields.js';
import { MANIFEST_NAME, NAME_RULE } from './name.js';

/** The only manifest version there is. */
export const MANIFEST_VERSION = 'v0';

const metadata = block({
  name: z
    .string({ error: 'a string' })
    .regex(MANIFEST_NAME)
    .meta({ description: `The name the manifest goes by. ${NAME_RULE}`, examples: ['repo-docs'] }),
  description: told(text(), 'What the pipeline is for.', 'Docs and code of the platform repositories'),
  owner: told(text(), 'Who answers for it.', 'platform-team'),
  tags: told(list(text()), 'Words to find it by.', ['internal', 'nightly']),
}).meta({ description: 'What the manifest is called and whose it is.' });

const llm = block({
  provider: told(text(), 'Who answers questions over the indices.', 'openai'),
  model: told(text(), "The provider's name for the model.", 'gpt-4o-mini'),
  temperature: told(fraction(0, 2), 'From 0, always the same answer, to 2.', 0.2),
});

const embeddings = block({
  provider: plainText().meta({ description: 'Who embeds.', examples: ['openai', 'google', 'ollama'] }),
  model: told(text(), "The provider's name for the model.", 'text-embedding-3-small'),
  batchSize: told(integer(1), 'Chunks in one request.', 64),
  dimensions: told(integer(1), 'Length of a vector; the model’s own when left out.', 1536),
  maxConcurrentRequests: told(integer(1), 'Requests under way at once.', 4),
}).meta({ description: 'How text becomes vectors.' });

const vectorStore = block({
  type: plainText().meta({
    description: 'Where vectors are kept.',
    examples: ['qdrant', 'pgvector', 'milvus'],
  }),
  indexName: told(text(), 'The collection or table in the store.', 'repo-docs'),
  connection: told(free(), 'How to reach the store. Credentials are references.', {
    url: 'https://qdrant.internal:6333',
    apiKey: '${QDRANT_API_KEY}',
  }),
  allowCreateCollection: told(flag(), 'Whether a missing collection may be made.', true),
  distance: told(text(), 'How the store compares vectors.', 'cosine'),
}).meta({ description: 'Where vectors are kept.' });

const dataSource = block({
  id: told(plainText(), 'What indices call it; no two alike.', 'repo'),
  type: plainText().meta({
    description: 'The reader, in any case of letters.',
    examples: ['GithubRepositoryReader', 'GoogleDriveReader', 'ConfluenceReader', 'SimpleDirectoryReader'],
  }),
  params: told(free(), 'What the reader asks for.', { owner: 'acme', repo: 'handbook', branch: 'main' }),
  auth: told(free(), 'How the reader signs in. Credentials are references.', {
    githubToken: '${GITHUB_TOKEN}',
  }),
  schedule: told(schedule(), 'When this source is read again.', '0 4 * * *'),
});

const transforms = block({
  htmlToText: told(flag(), 'Whether markup is stripped.', true),
  splitter: told(
    block({
      type: told(text(), 'The splitter.', 'TokenTextSplitter'),
      chunkSize: told(integer(1), 'Length of a chunk, in the units of the splitter.', 1024),
      chunkOverlap: told(integer(0), 'What neighbours share; below chunkSize.', 100),
    }),
    'How documents are cut into chunks.',
  ),
  enrichMetadata: told(list(free()), 'Steps that add to the metadata of a chunk.', [{ type: 'Path' }]),
});

const index = block({
  id: told(plainText(), 'What retrievers call it; no two alike.', 'main'),
  type: told(oneOf(['VectorStoreIndex']), 'The kind of index.', 'VectorStoreIndex'),
  sources: told(list(plainText()), 'Ids of the data sources in it.', ['repo']),
  persist: told(block({ path: told(text(), 'Where it is kept.', 's3://indices/main') }), 'A copy of it.'),
});

const retriever = block({
  id: told(plainText(), 'What others call it; no two alike.', 'search'),
  type: told(oneOf(['Vector', 'Hybrid']), 'By meaning alone, or by words as well.', 'Hybrid'),
  indices: told(list(plainText()), 'Ids of the indices it searches.', ['main']),
  params: told(
    block({
      topK: told(integer(1), 'How many chunks it returns.', 8),
      alpha: told(fraction(0, 1), 'From 0, words alone, to 1, meaning alone.', 0.5),
    }),
    'How it searches.',
  ),
  reranker: told(
    block({
      type: told(text(), 'The reranker.', 'CohereRerank'),
      topK: told(integer(1), 'How many chunks it leaves.', 5),
    }),
    'What puts the found chunks in order.',
  ),
});

const evaluation = block({
  datasets: told(
    list(
      block({
        name: told(text(), 'What it is called.', 'golden'),
        path: told(text(), 'Where it is.', 's3://evals/golden.jsonl'),
      }),
    ),
    'Questions with the answers they should get.',
  ),
  metrics: told(
    list(
      block({
        name: told(text(), 'The metric.', 'hit_rate'),
        threshold: told(number(), 'What is good enough.', 0.8),
      }),
    ),
    'What is measured.',
  ),
});

const run = openBlock({
  concurrency: told(integer(1), 'Sources read at once.', 4),
  batchSize: told(integer(1), 'Documents handled together.', 50),
  errorPolicy: told(
    oneOf(['continue', 'stopOnFirstError']),
    'What a document that fails does to the run.',
    'continue',
  ),
  dryRun: told(flag(), 'Whether all is done but the writing.', false),
  forceFull: told(flag(), 'Whether what has not changed is read again.', false),
  maxDocs: told(integer(1), 'The most documents a run reads.', 500),
});

const security = block({
  piiRedaction: told(flag(), 'Whether personal data is taken out of the text.', true),
  allowlistMetadata: told(list(text()), 'The metadata that is kept.', ['path', 'url']),
});

/**
 * The v0 manifest: the one definition from which types, JSON Schema and diagnostics come.
 *
 * An optional field may also be null, which is what YAML makes of a key with nothing after it. What spans several blocks
 * (ids, sizes, known readers) is checked in `cross-checks.ts`.
 */
export const manifestSchema = block({
  version: z
    .literal(MANIFEST_VERSION)
    .meta({ description: 'The version of this form.', examples: [MANIFEST_VERSION] }),
  metadata,
  llm: told(llm, 'The model that answers.'),
  embeddings,
  vectorStore,
  dataSources: z
    .array(dataSource, { error: 'a list' })
    .min(1, { error: 'a list with at least one data source' })
    .meta({ description: 'What is read.', examples: [[{ id: 'repo', type: 'GithubRepositoryReader' }]] }),
  transforms: told(transforms, 'What is done to documents before they are embedded.'),
  indices: told(list(index), 'What the vectors are gathered in.', [{ id: 'main', sources: ['repo'] }]),
  retrievers: told(list(retriever), 'How the indices are searched.', [{ type: 'Vector', indices: ['main'] }]),
  postprocessors: told(list(free()), 'Steps after retrieval.', [{ type: 'SimilarityPostprocessor' }]),
  observability: told(free(), 'Where logs and traces go.', { tracing: true }),
  evaluation: told(evaluation, 'How good the answers have to be.'),
  run: told(run, 'How the pipeline is run; keys of your own may stand here.', { concurrency: 4 }),
  security: told(security, 'What may not leave the sources.'),
  scheduling: told(schedule(), 'When the manifest is run.', 'manual'),
}).meta({ title: 'MoonMind manifest v0', description: 'A data-ingestion pipeline.' });

/** A valid v0 manifest. Keys unknown to v0 may stand in it; the type does not know them either. */
export type Manifest = z.infer<typeof manifestSchema>;
