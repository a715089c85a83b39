/** How many chunks a document becomes, by its size alone. */
import type { Manifest } from '@moonmind/manifest-contract';

export interface Splitter {
  readonly type: string;
  readonly chunkSize: number;
  readonly chunkOverlap: number;
  /** What sizes are counted in. */
  readonly unit: 'tokens' | 'characters';
}

/** English text has about four bytes a token. */
const BYTES_PER_TOKEN = 4;

/** The manifest's splitter, with defaults where it says nothing. */
export function splitterOf({ transforms }: Manifest): Splitter {
  const { type, chunkSize, chunkOverlap } = transforms?.splitter ?? {};
  const name = type ?? 'TokenTextSplitter';
  const size = numberOf(chunkSize, 1024);
  return {
    type: name,
    chunkSize: size,
    chunkOverlap: numberOf(chunkOverlap, Math.min(100, size - 1)),
    unit: /character/i.test(name) ? 'characters' : 'tokens',
  };
}

/** The chunks of a document of so many bytes: each begins `chunkSize − chunkOverlap` after the one before. */
export function chunksOf(bytes: number, { chunkSize, chunkOverlap, unit }: Splitter): number {
  const length = unit === 'tokens' ? Math.ceil(bytes / BYTES_PER_TOKEN) : bytes;
  if (length <= chunkSize) return length === 0 ? 0 : 1;
  return Math.ceil((length - chunkOverlap) / (chunkSize - chunkOverlap));
}

/** A number; the default where there is none, or a reference that only a run resolves. */
export function numberOf(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
