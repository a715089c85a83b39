/** A worker process of `faults:worker`, made with `createWorker`; says what happens to it on standard output, a JSON line each. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createWorker, type WorkerJob } from '@moonmind/queue-client';

/** What the run tells a worker in its first argument, as JSON. */
export interface ProgramSettings {
  readonly url: string;
  readonly token: string;
  readonly capabilities: readonly string[];
  readonly leaseSeconds: number;
  readonly drainSeconds: number;
  readonly slots: number;
  readonly behaviour: Behaviour;
}

/**
 * What its handler does: waits until it is aborted; waits so long; keeps the main loop busy so long; writes lines without
 * end; waits for ever, whatever its signal says.
 */
export type Behaviour =
  | { readonly kind: 'waits' | 'writes' | 'deaf' }
  | { readonly kind: 'works' | 'busy'; readonly ms: number };

/** What a worker says. */
export type Said =
  | { readonly what: 'began' | 'ended'; readonly jobId: string; readonly attempt: number }
  | { readonly what: 'aborted'; readonly jobId: string; readonly reason: string }
  | { readonly what: 'waiting' };

const settings = JSON.parse(process.argv[2] ?? '') as ProgramSettings;
const say = (said: Said) => process.stdout.write(`${JSON.stringify(said)}\n`);
const { behaviour, ...options } = settings;

// Ends with the process that started it.
process.on('disconnect', () => process.exit(1));

const worker = createWorker({ ...options, say: () => {} });
worker.handle('task', async (job) => {
  const { id: jobId, attempt, signal } = job;
  say({ what: 'began', jobId, attempt });
  signal.addEventListener('abort', () => say({ what: 'aborted', jobId, reason: signal.reason.reason }));
  await work(job);
  say({ what: 'ended', jobId, attempt });
});
say({ what: 'waiting' });
await worker.run();
process.exit(0);

async function work(job: WorkerJob): Promise<void> {
  const { signal } = job;
  switch (behaviour.kind) {
    case 'works':
      await sleep(behaviour.ms, undefined, { signal }).catch(() => signal.throwIfAborted());
      return;
    case 'busy': {
      const end = performance.now() + behaviour.ms;
      while (performance.now() < end);
      // Whatever came in meanwhile is heard before the end is told.
      await sleep(500);
      signal.throwIfAborted();
      return;
    }
    case 'waits':
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      signal.throwIfAborted();
      return;
    case 'writes':
      for (let line = 0; !signal.aborted; line += 1) {
        job.log.info(`line ${line}`);
        await sleep(1);
      }
      signal.throwIfAborted();
      return;
    case 'deaf':
      await new Promise(() => {});
  }
}
