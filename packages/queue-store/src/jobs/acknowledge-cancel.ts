import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { type Job, type LeaseHolder, StoreError } from '../store.js';
import type { Settled } from './batcher.js';
import { actOnHeld, type HeldVerb, IS_HELD, isHolder } from './holder.js';
import { toJob } from './job-row.js';
import { CLAIM_ENDS, transition } from './transition.js';

export type AcknowledgeCall = LeaseHolder & { message?: string | null };

/** The workers have stopped jobs whose cancellation was requested; of a cancelled job this changes nothing. */
export function acknowledgeCancel(
  store: StoreContext,
  calls: readonly AcknowledgeCall[],
): Promise<Settled<Job>[]> {
  return actOnHeld(store, calls, ACKNOWLEDGE);
}

const ACKNOWLEDGE: HeldVerb<AcknowledgeCall> = {
  name: 'acknowledge',
  inputs: { message: 'text' },
  valuesOf: ({ message = null }) => ({ message }),
  guard: sql`cancel_requested_at IS NOT NULL`,
  change: (store) =>
    transition(store, {
      triggers: ['cancelAcknowledged'],
      from: 'held',
      set: sql`status = 'cancelled', finished_at = ${store.now()}, ${CLAIM_ENDS}`,
      where: IS_HELD,
      payload: sql`jsonb_build_object('workerId', worker, 'message', message)`,
    }),
  otherwise: (job, call) => {
    if (job.status === 'cancelled') return toJob(job);
    if (!isHolder(job, call) || job.cancel_requested_at !== null) return undefined;
    return new StoreError(
      'job_state_conflict',
      'Nobody asked for this job to be cancelled; complete or fail it.',
    );
  },
};
