import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { json } from '../database/database.js';
import { isHolder, readJob, uuidOrNotFound, whyNotHeld } from '../jobs/holder.js';
import { apiTime } from '../jobs/job-row.js';
import { type ManifestState, type SetManifestState, StoreError } from '../store.js';
import { requireEntry } from './entry.js';
import type { ManifestRow } from './manifest-row.js';

/**
 * Writes the checkpoint of an entry for the worker that holds a running job of it. Of two that expect the same state one
 * writes: each write has a later time than the one before.
 */
export async function setState(store: StoreContext, input: SetManifestState): Promise<ManifestState> {
  const jobId = uuidOrNotFound(input.jobId);
  const expected =
    input.expectedUpdatedAt === undefined
      ? sql``
      : sql`AND state_updated_at IS NOT DISTINCT FROM ${input.expectedUpdatedAt}::text::timestamptz`;
  // The job's lock comes before the entry's, as wherever a job moves.
  const [written] = await store.database.query<Pick<ManifestRow, 'state_json' | 'state_updated_at'>>(sql`
    WITH held AS MATERIALIZED (
      SELECT id FROM agent_jobs
      WHERE id = ${jobId}::uuid AND registry_name = ${input.name} AND claimed_by = ${input.workerId}
        AND (${input.leaseToken ?? null}::text IS NULL OR lease_token::text = ${input.leaseToken?.toLowerCase() ?? null})
      FOR SHARE
    )
    UPDATE manifest
    SET state_json = ${json(input.stateJson)},
      state_updated_at = greatest(${store.instant()}, state_updated_at + interval '1 millisecond')
    WHERE name = ${input.name} AND EXISTS (SELECT FROM held) ${expected}
    RETURNING state_json, state_updated_at`);
  if (written) return { stateJson: written.state_json, stateUpdatedAt: apiTime(written.state_updated_at) };
  return refuse(store, input);
}

/** Says why nothing was written: the entry first, then the job, then the state. */
async function refuse(store: StoreContext, input: SetManifestState): Promise<never> {
  await requireEntry(store.database, input.name);
  const job = await readJob(store, input.jobId);
  const [run] = await store.database.query<object>(
    sql`SELECT 1 FROM agent_jobs WHERE id = ${job.id}::uuid AND registry_name = ${input.name}`,
  );
  if (!run) throw new StoreError('job_not_authorized', 'The job is no run of this manifest.');
  if (!isHolder(job, input)) throw whyNotHeld(job, input);
  throw new StoreError(
    'state_conflict',
    'The state was written since expectedUpdatedAt; read it again and go on from there.',
  );
}
