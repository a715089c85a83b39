/** Rows of `agent_job_events` as the API's `JobEvent`. */
import { categoryOf, type EventLevel, type JobType, type JsonValue } from '@moonmind/job-types';
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
