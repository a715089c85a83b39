import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileReport } from './check-file.js';
import type { Lots, Pile } from './check-lots.js';

/** A thread reads and compiles all anew: what is smaller than this is done sooner without it. */
const BYTES_FOR_A_THREAD = 800 * 1024;
/** Files that a thread takes at once. */
const LOT = 20;

/**
 * Checks files on so many threads, this one included; the reports come in the order of the files.
 * @param threads default: one for each core, as far as there is enough for each to do
 */
export async function checkFiles(
  files: readonly string[],
  threads = Math.min(availableParallelism(), Math.floor(sizeOf(files) / BYTES_FOR_A_THREAD)),
): Promise<FileReport[]> {
  const pile: Pile = { files, taken: new Int32Array(new SharedArrayBuffer(4)), lot: LOT };
  const helpful = Math.min(threads, Math.ceil(files.length / LOT));
  const others = Array.from({ length: Math.max(0, helpful - 1) }, () => inThread(pile));
  // Loaded only now: the other threads load it at the same time.
  const own = import('./check-lots.js').then(({ checkLots }) => checkLots(pile));
  const lots = await Promise.all([...others, own]);
  return lots
    .flatMap((one) => [...one])
    .sort(([a], [b]) => a - b)
    .flatMap(([, reports]) => reports);
}

/** Bytes of all files together. */
function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + bytesOf(file), 0);
}

function bytesOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    // Standard input, or a file that is gone: whoever reads it tells.
    return 0;
  }
}

function inThread(pile: Pile): Promise<Lots> {
  const thread = new Worker(new URL('./lint-thread.js', import.meta.url), { workerData: pile });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('A thread ended without its reports.')));
  });
}
