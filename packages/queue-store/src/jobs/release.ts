import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import type { Job, LeaseHolder } from '../store.js';
import type { Settled } from './batcher.js';
import { actOnHeld, type HeldVerb, IS_HELD } from './holder.js';
import { CLAIM_ENDS, transition, waitsUntil } from './transition.js';

export type ReleaseCall = LeaseHolder & { leaseToken: string; delaySeconds?: number; reason?: string };

/** Hands jobs back, claimable again in `delaySeconds` (default 0); burns no attempt. A requested cancellation stays. */
export function release(store: StoreContext, calls: readonly ReleaseCall[]): Promise<Settled<Job>[]> {
  return actOnHeld(store, calls, RELEASE);
}

const RELEASE: HeldVerb<ReleaseCall> = {
  name: 'release',
  inputs: { delay_seconds: 'float8', reason: 'text' },
  valuesOf: ({ delaySeconds = 0, reason = null }) => ({ delay_seconds: delaySeconds, reason }),
  change: (store) => {
    const now = store.now();
    return transition(store, {
      triggers: ['release'],
      from: 'held',
      set: sql`status = 'queued', ${waitsUntil(sql`${now} + make_interval(secs => delay_seconds)`, now)}, ${CLAIM_ENDS}`,
      where: IS_HELD,
      payload: sql`jsonb_build_object('workerId', worker, 'reason', reason)`,
    });
  },
};
