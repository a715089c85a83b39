/** What a run of a manifest would do, told without doing it. */
import type { Manifest } from '@moonmind/manifest-contract';
import { type Document, documentsIn } from './directory.js';
import { chunksOf, numberOf, type Splitter, splitterOf } from './estimate.js';

export interface Totals {
  readonly files: number;
  readonly bytes: number;
  readonly chunks: number;
  readonly embeddingBatches: number;
  /** Data sources that this worker cannot look into. */
  readonly unreachable: number;
}

export type SourcePlan =
  | {
      readonly id: string;
      readonly type: string;
      readonly reachable: true;
      readonly files: number;
      readonly bytes: number;
      readonly chunks: number;
    }
  | { readonly id: string; readonly type: string; readonly reachable: false };

export interface Plan {
  readonly name: string;
  readonly embeddings: {
    readonly provider: string;
    readonly model: string | null;
    readonly batchSize: number;
  };
  readonly vectorStore: { readonly type: string };
  readonly splitter: Splitter;
  readonly dataSources: readonly SourcePlan[];
  readonly totals: Totals;
}

export interface PlanOptions {
  /** Only files below it are read. */
  readonly root: string;
  /** How many documents all sources together may give; null for any number. */
  readonly maxDocs: number | null;
  readonly signal: AbortSignal;
}

/** Chunks in one embedding call where the manifest does not say. */
const BATCH_SIZE = 64;

/**
 * Plans a manifest: folders are walked and counted, other sources are named.
 * @throws {NonRetryable} a folder is not there, or lies outside of the root.
 */
export async function planOf(manifest: Manifest, { root, maxDocs, signal }: PlanOptions): Promise<Plan> {
  const splitter = splitterOf(manifest);
  const batchSize = numberOf(manifest.embeddings.batchSize, BATCH_SIZE);
  let left = maxDocs ?? Number.POSITIVE_INFINITY;
  const dataSources: SourcePlan[] = [];
  for (const [index, { id, type, params }] of manifest.dataSources.entries()) {
    const named = { id: id ?? `dataSources[${index}]`, type };
    if (type.toLowerCase() !== 'simpledirectoryreader') {
      dataSources.push({ ...named, reachable: false });
      continue;
    }
    const documents = (await documentsIn(params, { root, signal })).slice(0, left);
    left -= documents.length;
    dataSources.push({ ...named, reachable: true, ...sizeOf(documents, splitter) });
  }
  const reached = dataSources.filter((source) => source.reachable);
  const sum = (count: 'files' | 'bytes' | 'chunks') =>
    reached.reduce((total, source) => total + source[count], 0);
  const chunks = sum('chunks');
  return {
    name: manifest.metadata.name,
    embeddings: {
      provider: manifest.embeddings.provider,
      model: manifest.embeddings.model ?? null,
      batchSize,
    },
    vectorStore: { type: manifest.vectorStore.type },
    splitter,
    dataSources,
    totals: {
      files: sum('files'),
      bytes: sum('bytes'),
      chunks,
      embeddingBatches: Math.ceil(chunks / batchSize),
      unreachable: dataSources.length - reached.length,
    },
  };
}

function sizeOf(documents: readonly Document[], splitter: Splitter) {
  return {
    files: documents.length,
    bytes: documents.reduce((total, { bytes }) => total + bytes, 0),
    chunks: documents.reduce((total, { bytes }) => total + chunksOf(bytes, splitter), 0),
  };
}
