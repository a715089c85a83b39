import { createJobAcceptor } from '@moonmind/job-types';
import { createManifestContract } from '@moonmind/manifest-contract';

/** A queue as the benchmark drives it: each at the level of its own library, with its own defaults. */
export interface Contestant {
  readonly name: string;
  /** Creates so many jobs, one a call, `width` calls at once. */
  create(count: number, width: number): Promise<void>;
  /** Creates so many jobs in calls of `size` jobs, one after the other. */
  createBatches(count: number, size: number): Promise<void>;
  /** Works off all `count` jobs that wait: claim one, complete one, by `width` workers at once. */
  drain(count: number, width: number): Promise<void>;
  /** Works off all `count` jobs that wait, claimed and completed `size` at a time by two workers. */
  drainBatches(count: number, size: number): Promise<void>;
  close(): Promise<void>;
}

/** A task that our queue accepts; accepting happens in front of the store, so no contestant is timed with it. */
export const ACCEPTED = createJobAcceptor({ manifest: createManifestContract() }).accept({
  type: 'task',
  payload: {
    repository: 'acme/docs',
    task: {
      instructions: 'Mend the links of the handbook and say what was wrong with each.',
      publish: { mode: 'pr' },
    },
  },
});

/** What every queue carries: the payload as it was accepted, so that all store the same bytes. */
export const PAYLOAD = ACCEPTED.payload;

/** Runs `work` again and again, `width` at once, until one of them says false. */
export async function atOnce(width: number, work: () => Promise<boolean>): Promise<void> {
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (await work());
    }),
  );
}

/** Calls `work` so many times, `width` at once. */
export async function times(count: number, width: number, work: () => Promise<unknown>): Promise<void> {
  let left = count;
  await atOnce(width, async () => {
    if (left <= 0) return false;
    left -= 1;
    await work();
    return true;
  });
}

/** Fails unless all jobs were created, or worked off. */
export function expectAll(name: string, done: number, count: number): void {
  if (done !== count) throw new Error(`${name} did ${done} of ${count} jobs`);
}
