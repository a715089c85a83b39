import { setImmediate as turn } from 'node:timers/promises';
import { checkFile, type FileReport } from './check-file.js';

/** What threads share: the files, and how many of them are taken. */
export interface Pile {
  readonly files: readonly string[];
  readonly taken: Int32Array<SharedArrayBuffer>;
  /** How many a thread takes at once. */
  readonly lot: number;
}

/** The reports of a lot, by the place of its first file. */
export type Lots = ReadonlyMap<number, readonly FileReport[]>;

/** Checks lot after lot until none is left: whoever is faster, or begins sooner, does more of them. */
export async function checkLots({ files, taken, lot }: Pile): Promise<Lots> {
  const lots = new Map<number, readonly FileReport[]>();
  for (;;) {
    const first = Atomics.add(taken, 0, lot);
    if (first >= files.length) return lots;
    lots.set(first, files.slice(first, first + lot).map(checkFile));
    // While this thread works without a pause it lets no other one start.
    await turn();
  }
}
