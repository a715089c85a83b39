import { TRANSITIONS } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import { type StoreContext, seconds } from '../context.js';
import type { HeartbeatResult, Job, LeaseHolder } from '../store.js';
import { fulfilled, type Settled } from './batcher.js';
import { actOnHeld, type HeldVerb, IS_HELD, moveHeld } from './holder.js';

export type HeartbeatCall = LeaseHolder & { leaseSeconds: number };

/** A job's heartbeats leave at most one event in so many seconds. */
const EVENT_INTERVAL_SECONDS = 60;

/** Extends leases to `leaseSeconds` from now. Writes no indexed column (but where a lease gets shorter). */
export function heartbeat(store: StoreContext, calls: readonly HeartbeatCall[]): Promise<Settled<Job>[]> {
  return actOnHeld(store, calls, HEARTBEAT);
}

/** The same for a worker that wants to know no more than whether to go on, to stop (`cancel`), or to drop the job. */
export async function heartbeatBriefly(
  store: StoreContext,
  calls: readonly HeartbeatCall[],
): Promise<Settled<HeartbeatResult>[]> {
  const rows = await moveHeld<{ cancel: boolean }, HeartbeatCall>(store, calls, BRIEF_HEARTBEAT);
  return calls.map(({ jobId }, index) => {
    const row = rows[index];
    return fulfilled({ jobId, result: row ? (row.cancel ? 'cancel' : 'ok') : 'lost' });
  });
}

const HEARTBEAT: HeldVerb<HeartbeatCall> = {
  name: 'heartbeat',
  inputs: { lease_seconds: 'int' },
  valuesOf: ({ leaseSeconds }) => ({ lease_seconds: leaseSeconds }),
  change: (store) => {
    const now = store.now();
    const leaseEnd = sql`${now} + make_interval(secs => lease_seconds)`;
    const eventDue = sql`heartbeat_event_at IS NULL OR heartbeat_event_at <= ${now} - ${seconds(EVENT_INTERVAL_SECONDS)}`;
    const { level, message } = TRANSITIONS.heartbeat.event;
    return sql`
    changed AS (
      UPDATE agent_jobs
      SET lease_expires_at = ${leaseEnd}, lease_check_at = least(lease_check_at, ${leaseEnd}), updated_at = ${now},
        heartbeat_event_at = CASE WHEN ${eventDue} THEN ${now} ELSE heartbeat_event_at END,
        last_event_id = CASE WHEN ${eventDue} THEN next_event_id(last_event_id) ELSE last_event_id END
      FROM held
      WHERE ${IS_HELD}
      RETURNING *
    ),
    logged AS (
      INSERT INTO agent_job_events (id, job_id, level, message, payload, created_at)
      SELECT last_event_id, id, ${level}, ${message},
        jsonb_build_object('workerId', worker, 'leaseSeconds', lease_seconds), ${store.instant()}
      FROM changed WHERE heartbeat_event_at = ${now}
      -- Two heartbeats of one millisecond: the second has made no new id.
      ON CONFLICT (id) DO NOTHING
    )`;
  },
};

const BRIEF_HEARTBEAT: HeldVerb<HeartbeatCall> = {
  ...HEARTBEAT,
  name: 'brief heartbeat',
  select: sql`cancel_requested_at IS NOT NULL AS cancel`,
};
