import type { Random } from './random.js';

/** The classes that recall is told by. */
export const CLASSES = [
  'format',
  'hidden by YAML',
  'hidden by a reference',
  'encoded',
  'credential key',
] as const;
export type PlantClass = (typeof CLASSES)[number];

/** A manifest with one secret in it, and the lines (from 1) where a finding hits it. */
export interface Plant {
  readonly kind: PlantClass;
  /** The format and the way of hiding. */
  readonly label: string;
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

const OPEN = '\u0001';
const CLOSE = '\u0002';

/** Marks the stretch that the secret takes; the marks are taken out again when the manifest is built. */
export function mark(secret: string): string {
  return OPEN + secret + CLOSE;
}

/** Lines to put into a manifest, by the place where they go. */
export interface Insertion {
  /** Under `dataSources[0].params`, indented by six. */
  readonly params?: string;
  /** At the end of the text, not indented. */
  readonly tail?: string;
  /** Before the first line. */
  readonly head?: string;
}

/** Builds a v0 manifest around an insertion and tells where the marked secret ended up. */
export function plant(kind: PlantClass, label: string, insertion: Insertion, random: Random): Plant {
  const marked = manifestAround(insertion, random);
  const start = marked.indexOf(OPEN);
  const end = marked.indexOf(CLOSE);
  if (start === -1 || end === -1) throw new Error(`The way of hiding "${label}" marks no secret.`);
  const text = marked.replaceAll(OPEN, '').replaceAll(CLOSE, '');
  return { kind, label, text, firstLine: lineOf(marked, start), lastLine: lineOf(marked, end) };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** A valid manifest of changing content, with what is to be inserted. */
export function manifestAround(insertion: Insertion, random: Random): string {
  const params = (insertion.params ?? '').split('\n').filter((line) => line !== '');
  const lines = [
    ...(insertion.head === undefined ? [] : [insertion.head]),
    random.pick(['version: "v0"', 'version: v0', "version: 'v0'"]),
    '',
    'metadata:',
    `  name: ${random.pick(['team-docs', 'handbook', 'wiki.search', 'code_index'])}-${random.int(1, 99)}`,
    `  description: "${random.pick(['Nightly ingest of the handbook', 'Hybrid retrieval', 'All that the team wrote'])}"`,
    'embeddings:',
    `  provider: ${random.pick(['openai', 'google', 'ollama'])}`,
    `  model: ${random.pick(['text-embedding-3-large', 'text-embedding-004', 'nomic-embed-text'])}`,
    'vectorStore:',
    `  type: ${random.pick(['qdrant', 'pgvector', 'milvus'])}`,
    '  connection:',
    '    host: "${QDRANT_HOST}"',
    `    port: ${random.int(1000, 9999)}`,
    'dataSources:',
    '  - id: main-source',
    '    type: SimpleDirectoryReader',
    '    params:',
    `      inputDir: ./docs/${random.int(1, 20)}`,
    ...params.map((line) => `      ${line}`),
    ...(random.next() < 0.5
      ? ['transforms:', '  splitter:', '    type: TokenTextSplitter', '    chunkSize: 800']
      : []),
    'run:',
    `  concurrency: ${random.int(1, 16)}`,
    ...(insertion.tail === undefined ? [] : [insertion.tail]),
    '',
  ];
  return lines.join('\n');
}
