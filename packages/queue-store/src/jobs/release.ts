import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import type { Job, LeaseHolder } from '../store.js';
import type { Settled } from './batcher.js';
import { actOnHeld, type HeldVerb, IS_HELD } from './holder.js';
import { CLAIM_ENDS, transition } from './transition.js';

export type ReleaseCall = LeaseHolder & { leaseToken: string; delaySeconds?: number; reason?: string };

/**
 * Hands jobs back, claimable again in `delaySeconds` (default 0); burns no attempt. One whose cancellation is requested is
 * cancelled instead: its worker has let go of it, and no other shall take it.
 */
export function release(store: StoreContext, calls: readonly ReleaseCall[]): Promise<Settled<Job>[]> {
  return actOnHeld(store, calls, RELEASE);
}

const RELEASE: HeldVerb<ReleaseCall> = {
  name: 'release',
  inputs: { delay_seconds: 'float8', reason: 'text' },
  valuesOf: ({ delaySeconds = 0, reason = null }) => ({ delay_seconds: delaySeconds, reason }),
  change: (store) => {
    const now = store.now();
    const waits = sql`cancel_requested_at IS NULL`;
    const until = sql`${now} + make_interval(secs => delay_seconds)`;
    return transition(store, {
      triggers: ['releaseAfterCancelRequest', 'release'],
      from: 'held',
      set: sql`status = CASE WHEN ${waits} THEN 'queued' ELSE 'cancelled' END,
        next_attempt_at = CASE WHEN ${waits} THEN ${until} END,
        ready = ${waits} AND ${until} <= ${now},
        finished_at = CASE WHEN ${waits} THEN finished_at ELSE ${now} END,
        ${CLAIM_ENDS}`,
      where: IS_HELD,
      payload: sql`jsonb_build_object('workerId', worker, 'reason', reason)`,
    });
  },
};
