import { FINAL_STATUSES, JOB_TYPES } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import { days, type StoreContext } from '../context.js';
import { BATCH, inBatches } from '../database/batches.js';
import { literal, textArray } from '../database/database.js';
import { forgetUnusedTexts } from '../manifests/unused-texts.js';

/**
 * Deletes jobs that ended more than so many days ago, with their events, and the manifest texts that nothing points at
 * any more. A registry entry keeps the summary of its last run; an idempotency key is free again. Any number of processes
 * may prune at once.
 * @returns how many jobs went.
 */
export async function prune(
  store: StoreContext,
  { olderThanDays }: { olderThanDays: number },
): Promise<number> {
  return inBatches(async () => {
    const rows = await store.database.query<{ manifest_hash: string | null }>(
      pruneStatement(store, olderThanDays),
    );
    const texts = new Set(
      rows.flatMap(({ manifest_hash }) => (manifest_hash === null ? [] : [manifest_hash])),
    );
    if (texts.size > 0) await store.database.transaction((handle) => forgetUnusedTexts(handle, [...texts]));
    return rows.length;
  });
}

/** Read by the index of the listing, from the oldest on: no job ends before it was created. */
function pruneStatement(store: StoreContext, olderThanDays: number): SQL {
  const before = sql`${store.now()} - ${days(olderThanDays)}`;
  return sql`
    WITH old AS MATERIALIZED (
      SELECT oldest.id FROM unnest(${textArray(JOB_TYPES)}) AS wanted_type,
        unnest(${textArray(FINAL_STATUSES)}) AS wanted_status
      CROSS JOIN LATERAL (
        SELECT id FROM agent_jobs
        WHERE type = wanted_type AND status = wanted_status AND created_at < ${before} AND finished_at < ${before}
        ORDER BY created_at, id
        LIMIT ${literal(BATCH)}
      ) AS oldest
      LIMIT ${literal(BATCH)}
    ),
    locked AS MATERIALIZED (
      SELECT id FROM agent_jobs
      WHERE id = ANY(ARRAY(SELECT id FROM old)) AND status = ANY(${textArray(FINAL_STATUSES)})
      ORDER BY id
      FOR UPDATE SKIP LOCKED
    ),
    forgotten AS (
      DELETE FROM agent_job_events WHERE job_id = ANY(ARRAY(SELECT id FROM locked))
    )
    DELETE FROM agent_jobs WHERE id = ANY(ARRAY(SELECT id FROM locked)) RETURNING manifest_hash`;
}
