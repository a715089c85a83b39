import { sql } from 'drizzle-orm';
import { audited } from '../audit/record.js';
import type { StoreContext } from '../context.js';
import { type Job, type QueueStore, StoreError } from '../store.js';
import { readJob, uuidOrNotFound } from './holder.js';
import { JOB_COLUMNS, type JobRow, toJob } from './job-row.js';
import { mayStart, transition } from './transition.js';

/** Queues a failed, cancelled or dead-lettered job anew, with one more attempt. */
export async function requeue(
  store: StoreContext,
  { jobId, userId, act }: Parameters<QueueStore['jobs']['requeue']>[0],
): Promise<Job> {
  const [row] = await store.database.query<JobRow>(sql`
    WITH ${transition(store, {
      triggers: ['requeue'],
      set: sql`status = 'queued', ready = true, attempt = attempt + 1,
        max_attempts = greatest(max_attempts, attempt + 1), lease_token = NULL, next_attempt_at = NULL,
        finished_at = NULL, result_summary = NULL, error_message = NULL, cancel_requested_at = NULL,
        cancel_requested_by_user_id = NULL, cancel_reason = NULL`,
      where: sql`id = ${uuidOrNotFound(jobId)}::uuid AND ${mayStart('requeue')}`,
      payload: sql`jsonb_build_object('byUserId', ${userId}::text)`,
    })}
    ${audited(store, act, 'changed')}
    SELECT ${JOB_COLUMNS} FROM changed`);
  if (row) return toJob(row);
  const { status } = await readJob(store, jobId);
  throw new StoreError(
    'job_state_conflict',
    `The job is ${status}; only a failed, cancelled or dead-lettered job can be queued anew.`,
  );
}
