import { MAX_RETRY_DELAY_SECONDS, retryDelaySeconds } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import type { Job, LeaseHolder } from '../store.js';
import type { Settled } from './batcher.js';
import { actOnHeld, type HeldVerb, IS_HELD } from './holder.js';
import { apiTimeOf, CLAIM_ENDS, transition } from './transition.js';

export type FailCall = LeaseHolder & {
  errorMessage: string;
  retryable?: boolean;
  retryAfterSeconds?: number;
};

/**
 * Ends attempts badly: `cancelled` where a cancellation is requested, back to `queued` where the failure is retryable
 * and attempts are left, else `dead_letter` or `failed`. `retryAfterSeconds` replaces the backoff.
 */
export function fail(store: StoreContext, calls: readonly FailCall[]): Promise<Settled<Job>[]> {
  return actOnHeld(store, calls, FAIL);
}

/** The backoff of a row's attempt, in seconds: the state machine's delays, up to the longest, as a table. */
const BACKOFF: SQL = (() => {
  const delays = [retryDelaySeconds(1)];
  while ((delays.at(-1) ?? MAX_RETRY_DELAY_SECONDS) < MAX_RETRY_DELAY_SECONDS)
    delays.push(retryDelaySeconds(delays.length + 1));
  return sql.raw(`(ARRAY[${delays.join(', ')}])[least(attempt, ${delays.length})]`);
})();

const FAIL: HeldVerb<FailCall> = {
  name: 'fail',
  inputs: { error: 'text', retryable: 'boolean', retry_seconds: 'float8' },
  valuesOf: ({ errorMessage, retryable = false, retryAfterSeconds = null }) => ({
    error: errorMessage,
    retryable,
    retry_seconds: retryAfterSeconds,
  }),
  change: (store) => {
    const now = store.now();
    const retries = sql`retryable AND cancel_requested_at IS NULL AND attempt < max_attempts`;
    const retryAt = sql`${now} + make_interval(secs => coalesce(retry_seconds, ${BACKOFF}))`;
    return transition(store, {
      triggers: ['failAfterCancelRequest', 'failRetryable', 'failExhausted', 'fail'],
      from: 'held',
      set: sql`status = CASE WHEN cancel_requested_at IS NOT NULL THEN 'cancelled' WHEN ${retries} THEN 'queued'
          WHEN retryable THEN 'dead_letter' ELSE 'failed' END,
        error_message = error,
        attempt = CASE WHEN ${retries} THEN attempt + 1 ELSE attempt END,
        next_attempt_at = CASE WHEN ${retries} THEN ${retryAt} END,
        ready = ${retries} AND ${retryAt} <= ${now},
        finished_at = CASE WHEN ${retries} THEN finished_at ELSE ${now} END,
        ${CLAIM_ENDS}`,
      where: IS_HELD,
      payload: sql`jsonb_strip_nulls(jsonb_build_object('workerId', worker, 'retryable', retryable, 'status', status,
        'nextAttemptAt', ${apiTimeOf(sql`next_attempt_at`)}))`,
    });
  },
};
