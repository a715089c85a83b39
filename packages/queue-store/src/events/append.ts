import type { EventLevel, JsonValue } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { json } from '../database/database.js';
import { neverHeld, readJob, uuidOrNotFound } from '../jobs/holder.js';
import type { JobEvent, LeaseHolder } from '../store.js';
import { type EventRow, toEvent } from './event-row.js';

/**
 * Adds an event to a job that the worker holds or held; the lease token is not looked at, since workers post a last one
 * after the job is done. The job's row orders it after all events before.
 */
export async function append(
  store: StoreContext,
  input: LeaseHolder & { level: EventLevel; message: string; payload?: JsonValue },
): Promise<JobEvent> {
  const payload =
    input.payload === undefined || input.payload === null ? sql`NULL::jsonb` : json(input.payload);
  const [row] = await store.database.query<EventRow>(sql`
    WITH job AS (
      UPDATE agent_jobs SET last_event_id = next_event_id(last_event_id)
      WHERE id = ${uuidOrNotFound(input.jobId)}::uuid AND ${input.workerId}::text = ANY(held_by)
      RETURNING last_event_id, id, type
    ),
    logged AS (
      INSERT INTO agent_job_events (id, job_id, level, message, payload, created_at)
      SELECT last_event_id, id, ${input.level}, ${input.message}, ${payload}, ${store.instant()} FROM job
      RETURNING *
    )
    SELECT logged.*, job.type FROM logged, job`);
  if (row) return toEvent(row);
  await readJob(store, input.jobId);
  throw neverHeld();
}
