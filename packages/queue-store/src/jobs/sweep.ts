import { type SQL, sql } from 'drizzle-orm';
import { type StoreContext, seconds } from '../context.js';
import { literal } from '../database/database.js';
import { apiTimeOf, CLAIM_ENDS, transition } from './transition.js';

/** Rows that one statement moves of each kind: a large backlog is cleared in steps, each committed. */
const BATCH = 500;

interface Swept {
  readonly expired: number;
  readonly promoted: number;
  /** Whether a batch was full, so that more may be due. */
  readonly more: boolean;
}

/**
 * Moves jobs whose lease ran out (to `cancelled`, `dead_letter` or back to `queued`), and makes ready what was
 * scheduled and is due. Any number of processes may sweep at once.
 */
export async function sweep(store: StoreContext): Promise<{ expired: number; promoted: number }> {
  const total = { expired: 0, promoted: 0 };
  for (;;) {
    const [swept] = await store.database.query<Swept>(sweepStatement(store));
    total.expired += swept?.expired ?? 0;
    store.counted.leaseExpiries += swept?.expired ?? 0;
    total.promoted += swept?.promoted ?? 0;
    if (!swept?.more) return total;
  }
}

function sweepStatement(store: StoreContext): SQL {
  const now = store.now();
  const retryAt = sql`${now} + ${seconds(store.leaseRetrySeconds)}`;
  const goesOn = sql`cancel_requested_at IS NULL AND attempt < max_attempts`;
  return sql`
    WITH looked AS MATERIALIZED (
      SELECT id, claimed_by, lease_expires_at FROM agent_jobs
      WHERE status = 'running' AND lease_check_at <= ${now}
      ORDER BY lease_check_at
      LIMIT ${literal(BATCH)}
      FOR NO KEY UPDATE SKIP LOCKED
    ),
    -- Heartbeats have moved the lease on: look again when it ends.
    alive AS (
      UPDATE agent_jobs SET lease_check_at = lease_expires_at
      WHERE id = ANY(ARRAY(SELECT id FROM looked WHERE lease_expires_at > ${now}))
    ),
    ${transition(store, {
      triggers: ['leaseExpiredCancelled', 'leaseExpiredExhausted', 'leaseExpired'],
      set: sql`status = CASE WHEN cancel_requested_at IS NOT NULL THEN 'cancelled'
          WHEN attempt >= max_attempts THEN 'dead_letter' ELSE 'queued' END,
        attempt = CASE WHEN ${goesOn} THEN attempt + 1 ELSE attempt END,
        next_attempt_at = CASE WHEN ${goesOn} THEN ${retryAt} END,
        ready = ${goesOn} AND ${retryAt} <= ${now},
        finished_at = CASE WHEN ${goesOn} THEN finished_at ELSE ${now} END,
        ${CLAIM_ENDS}`,
      where: sql`id = ANY(ARRAY(SELECT id FROM looked WHERE lease_expires_at <= ${now}))`,
      payload: sql`jsonb_strip_nulls(jsonb_build_object(
        'workerId', (SELECT claimed_by FROM looked WHERE looked.id = changed.id),
        'attempt', CASE status WHEN 'queued' THEN attempt - 1 ELSE attempt END,
        'status', status,
        'nextAttemptAt', ${apiTimeOf(sql`next_attempt_at`)}))`,
    })},
    scheduled AS MATERIALIZED (
      SELECT id FROM agent_jobs WHERE status = 'queued' AND NOT ready AND next_attempt_at <= ${now}
      ORDER BY next_attempt_at
      LIMIT ${literal(BATCH)}
    ),
    -- Waits for whoever promotes the same rows, so that a claim behind it finds them ready; in one order, so that no
    -- two wait for each other.
    due AS MATERIALIZED (
      SELECT id FROM agent_jobs
      WHERE id = ANY(ARRAY(SELECT id FROM scheduled)) AND NOT ready AND next_attempt_at <= ${now}
      ORDER BY id
      FOR NO KEY UPDATE
    ),
    promoted AS (
      UPDATE agent_jobs SET ready = true WHERE id = ANY(ARRAY(SELECT id FROM due)) RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM changed) AS expired, (SELECT count(*)::int FROM promoted) AS promoted,
      greatest((SELECT count(*) FROM looked), (SELECT count(*) FROM scheduled)) >= ${literal(BATCH)} AS more`;
}
