import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import type { Job, LeaseHolder } from '../store.js';
import type { Settled } from './batcher.js';
import { actOnHeld, type HeldVerb, IS_HELD, isLeaseOf } from './holder.js';
import { toJob } from './job-row.js';
import { CLAIM_ENDS, transition } from './transition.js';

export type CompleteCall = LeaseHolder & { resultSummary?: string | null };

/** Ends jobs well. The same lease token again gets the same answer: the first one may have been lost on its way. */
export function complete(store: StoreContext, calls: readonly CompleteCall[]): Promise<Settled<Job>[]> {
  return actOnHeld(store, calls, COMPLETE);
}

const COMPLETE: HeldVerb<CompleteCall> = {
  name: 'complete',
  inputs: { summary: 'text' },
  valuesOf: ({ resultSummary = null }) => ({ summary: resultSummary }),
  change: (store) =>
    transition(store, {
      triggers: ['complete'],
      from: 'held',
      set: sql`status = 'succeeded', result_summary = summary, error_message = NULL, finished_at = ${store.now()},
        ${CLAIM_ENDS}`,
      where: IS_HELD,
      payload: sql`jsonb_build_object('workerId', worker)`,
    }),
  otherwise: (job, { leaseToken }) =>
    job.status === 'succeeded' && isLeaseOf(job, leaseToken) ? toJob(job) : undefined,
};
