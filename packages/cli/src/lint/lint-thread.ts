import { parentPort, workerData } from 'node:worker_threads';
import { checkLots, type Pile } from './check-lots.js';

/** A thread of `lint`: checks files as long as there are some, and hands over the reports. */
const pile: Pile = workerData;
parentPort?.postMessage(await checkLots(pile));
