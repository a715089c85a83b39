/** Rows of `agent_job_events` as the API's `JobEvent`. */
import { categoryOf, type EventLevel, type JobType, type JsonValue } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import type { JobEvent } from '../store.js';

/** An event's columns, and the type of its job. */
export interface EventRow {
  readonly id: string;
  readonly job_id: string;
  readonly type: JobType;
  readonly level: EventLevel;
  readonly message: string;
  readonly payload: JsonValue;
  readonly created_at: Date;
}

/** The select list of an `EventRow`, of an `event` and its `job`. */
export const EVENT_COLUMNS: SQL =
  sql.raw(`event.id, event.job_id, job.type, event.level, event.message, event.created_at,
  CASE WHEN event.of_creation THEN jsonb_build_object('type', job.type, 'createdByUserId', job.created_by_user_id,
    'requestedByUserId', coalesce(job.requested_by_user_id, job.created_by_user_id)) ELSE event.payload END AS payload`);

/** The event that a row holds. */
export function toEvent(row: EventRow): JobEvent {
  return {
    id: row.id,
    jobId: row.job_id,
    category: categoryOf(row.type),
    level: row.level,
    message: row.message,
    payload: row.payload,
    createdAt: row.created_at.toISOString(),
  };
}
