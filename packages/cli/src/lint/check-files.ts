import { Worker } from 'node:worker_threads';
import { checkFile, type FileReport } from './check-file.js';

/** A thread costs as much as checking so many files: fewer are not worth one. */
const FILES_FOR_A_THREAD = 50;

/** Checks files on so many threads, this one included; the reports come in the order of the files. */
export async function checkFiles(files: readonly string[], threads: number): Promise<FileReport[]> {
  const lots = Math.max(1, Math.min(threads, Math.floor(files.length / FILES_FOR_A_THREAD)));
  const size = Math.ceil(files.length / lots);
  const others = Array.from({ length: lots - 1 }, (_, lot) =>
    inThread(files.slice((lot + 1) * size, (lot + 2) * size)),
  );
  const own = files.slice(0, size).map(checkFile);
  return [own, ...(await Promise.all(others))].flat();
}

function inThread(files: readonly string[]): Promise<FileReport[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./lint-thread.js', import.meta.url), { workerData: files });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('A thread ended without its reports.')));
  });
}
