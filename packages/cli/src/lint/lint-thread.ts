import { parentPort, workerData } from 'node:worker_threads';
import { checkFile } from './check-file.js';

/** A thread of `lint`: checks the files it was given, and hands over the reports. */
const files: readonly string[] = workerData;
parentPort?.postMessage(files.map(checkFile));
