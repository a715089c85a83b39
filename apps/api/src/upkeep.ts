/** What the service does unasked: sweeps what is due, and deletes what is old. */
import type { QueueStore } from '@moonmind/queue-store';
import type { Logger } from 'pino';
import { loggable } from './problems/from-error.js';

/** Work that comes round. */
interface Repeating {
  /** Begins no more, and waits for what is under way. */
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Ends leases that ran out and makes due jobs ready though no worker calls, every `intervalMs` (default 1,000). */
export function startSweep(store: Pick<QueueStore, 'jobs'>, logger: Logger, intervalMs = 1000): Repeating {
  return startRepeating('sweep', logger, intervalMs, () => store.jobs.sweep());
}

/** What grows old: jobs that ended, entries of the audit log. */
type Prunable = Pick<QueueStore['jobs'] | QueueStore['audit'], 'prune'>;

/**
 * Deletes what is more than `olderThanDays` days old, every `intervalMs` (default an hour); with 0 days nothing is ever
 * deleted. `what` names it in the log.
 */
export function startPruning(
  what: string,
  prunable: Prunable,
  logger: Logger,
  olderThanDays: number,
  intervalMs = HOUR_MS,
): Repeating {
  if (olderThanDays === 0) return { stop: async () => {} };
  return startRepeating(`pruning of ${what}`, logger, intervalMs, () => prunable.prune({ olderThanDays }));
}

/** Works every `intervalMs` after the work before has ended. */
function startRepeating(
  name: string,
  logger: Logger,
  intervalMs: number,
  work: () => Promise<unknown>,
): Repeating {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const schedule = () => {
    timer = setTimeout(() => {
      running = once().then(() => {
        if (!stopped) schedule();
      });
    }, intervalMs).unref();
  };
  const once = async () => {
    try {
      await work();
    } catch (error) {
      logger.error({ err: loggable(error) }, `the ${name} failed; the next one tries again`);
    }
  };
  schedule();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
