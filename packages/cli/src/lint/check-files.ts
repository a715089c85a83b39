import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { checkFile, type FileReport } from './check-file.js';

/** A thread reads and compiles all anew: fewer files than this are done sooner without it. */
const FILES_FOR_A_THREAD = 1000;
/** Files that a thread takes at once. */
const LOT = 20;

/** What threads share: the files, and how many of them are taken. */
export interface Pile {
  readonly files: readonly string[];
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** The reports of a lot, by the place of its first file. */
export type Lots = ReadonlyMap<number, readonly FileReport[]>;

/**
 * Checks files on so many threads, this one included; the reports come in the order of the files.
 * @param threads default: one for each core, as far as there is enough for each to do
 */
export async function checkFiles(
  files: readonly string[],
  threads = Math.min(availableParallelism(), Math.floor(files.length / FILES_FOR_A_THREAD)),
): Promise<FileReport[]> {
  const others = Math.min(threads, Math.ceil(files.length / LOT)) - 1;
  if (others < 1) return files.map(checkFile);
  const pile: Pile = { files, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const lots = await Promise.all([...Array.from({ length: others }, () => inThread(pile)), checkLots(pile)]);
  return lots
    .flatMap((one) => [...one])
    .sort(([a], [b]) => a - b)
    .flatMap(([, reports]) => reports);
}

/** Checks lot after lot until none is left: whoever is faster, or begins sooner, does more of them. */
export async function checkLots({ files, taken }: Pile): Promise<Lots> {
  const lots = new Map<number, readonly FileReport[]>();
  for (;;) {
    const first = Atomics.add(taken, 0, LOT);
    if (first >= files.length) return lots;
    lots.set(first, files.slice(first, first + LOT).map(checkFile));
    // While this thread works without a pause it lets no other one start.
    await turn();
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
