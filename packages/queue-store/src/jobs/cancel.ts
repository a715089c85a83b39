import { sql } from 'drizzle-orm';
import { audited, record } from '../audit/record.js';
import type { StoreContext } from '../context.js';
import { type Job, type QueueStore, StoreError } from '../store.js';
import { readJob, uuidOrNotFound } from './holder.js';
import { JOB_COLUMNS, type JobRow, toJob } from './job-row.js';
import { mayStart, transition } from './transition.js';

/**
 * Cancels a queued job, or asks the worker of a running one to stop; the first request counts, and a repeated one
 * changes nothing.
 */
export async function cancel(
  store: StoreContext,
  { jobId, userId, reason = null, act }: Parameters<QueueStore['jobs']['cancel']>[0],
): Promise<Job> {
  const now = store.now();
  const queued = mayStart('cancelQueued');
  const [row] = await store.database.query<JobRow>(sql`
    WITH ${transition(store, {
      triggers: ['cancelQueued', 'cancelRequested'],
      set: sql`status = CASE WHEN ${queued} THEN 'cancelled' ELSE status END,
        finished_at = CASE WHEN ${queued} THEN ${now} ELSE finished_at END,
        ready = false, next_attempt_at = NULL,
        cancel_requested_at = ${now}, cancel_requested_by_user_id = ${userId}, cancel_reason = ${reason}`,
      where: sql`id = ${uuidOrNotFound(jobId)}::uuid
        AND (${queued} OR (${mayStart('cancelRequested')} AND cancel_requested_at IS NULL))`,
      payload: sql`jsonb_build_object('requestedByUserId', cancel_requested_by_user_id, 'reason', cancel_reason)`,
    })}
    ${audited(store, act, 'changed')}
    SELECT ${JOB_COLUMNS} FROM changed`);
  if (row) return toJob(row);
  const job = await readJob(store, jobId);
  if (job.status === 'cancelled' || (job.status === 'running' && job.cancel_requested_at !== null)) {
    await record(store, store.database, act);
    return toJob(job);
  }
  throw new StoreError(
    'job_state_conflict',
    `The job is ${job.status}; only a queued or running job can be cancelled.`,
  );
}
