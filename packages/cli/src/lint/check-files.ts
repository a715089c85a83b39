import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { checkFile, type FileReport } from './check-file.js';

/** A thread reads and compiles all anew: fewer files than this are done sooner without it. */
const FILES_FOR_A_THREAD = 1000;

/**
 * Checks files on so many threads, this one included; the reports come in the order of the files.
 * @param threads default: one for each core, as far as there is enough for each to do
 */
export async function checkFiles(
  files: readonly string[],
  threads = Math.min(availableParallelism(), Math.floor(files.length / FILES_FOR_A_THREAD)),
): Promise<FileReport[]> {
  const lots = Math.max(1, Math.min(threads, files.length));
  const size = Math.ceil(files.length / lots);
  const others = Array.from({ length: lots - 1 }, (_, lot) =>
    inThread(files.slice((lot + 1) * size, (lot + 2) * size)),
  );
  await Promise.all(others.map(({ isOnline }) => isOnline));
  const own = files.slice(0, size).map(checkFile);
  return [own, ...(await Promise.all(others.map(({ reports }) => reports)))].flat();
}

function inThread(files: readonly string[]) {
  const thread = new Worker(new URL('./lint-thread.js', import.meta.url), { workerData: files });
  return {
    // While this thread works it lets no other one start.
    isOnline: new Promise<void>((resolve) => thread.once('online', resolve)),
    reports: new Promise<FileReport[]>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('A thread ended without its reports.')));
    }),
  };
}
