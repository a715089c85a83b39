/**
 * Up to where the events of all jobs are settled. Ids order the events, but transactions commit in another order: an
 * event may appear whose id is smaller than that of one already there. Who reads all jobs' events by id must stop short
 * of what a transaction under way may still bring.
 *
 * A transaction that writes events holds the table's RowExclusiveLock from before it makes an id until its rows can be
 * seen. An id is no older than the transaction's start. So no id before the start of the oldest such transaction, nor
 * before this look, can appear any more. Transactions on other tables or in other databases hold nothing up.
 */
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';

/** Two processors, or a clock that is being set right, may disagree by so much about what came first. */
const CLOCK_MS = 5;

/** Sessions of another role hide when they started: they are taken to have begun so long ago. */
const HIDDEN_SECONDS = 10;

/**
 * Gives the smallest id that an event still to appear may have; rows found by a statement that comes after this one are
 * complete below it. Not the store's clock: ids are made by the database's.
 */
export async function settledBound(store: StoreContext): Promise<string> {
  // now() is when the statement came, before the locks are read; clock_timestamp() would be after.
  const [row] = await store.database.query<{ ms: string }>(sql`
    SELECT floor(extract(epoch FROM least(now(), min(CASE
      WHEN session.state IS NULL OR session.state = 'disabled' THEN now() - make_interval(secs => ${HIDDEN_SECONDS}::int)
      ELSE session.xact_start END))) * 1000 - ${CLOCK_MS}::int)::bigint::text AS ms
    FROM pg_locks
    JOIN pg_stat_activity AS session USING (pid)
    WHERE locktype = 'relation' AND relation = 'agent_job_events'::regclass AND mode = 'RowExclusiveLock'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  return idAt(Number(row?.ms ?? 0));
}

/** The smallest id of a millisecond. */
export function idAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
