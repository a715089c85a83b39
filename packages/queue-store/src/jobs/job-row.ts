/** Rows of `agent_jobs` as the API's `Job`. */
import {
  categoryOf,
  type JobStatus,
  type JobType,
  type JsonObject,
  type JsonValue,
  TRANSITIONS,
} from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import { type ClaimedJob, JOB_DEFAULTS, type Job, type NewJob } from '../store.js';

/** A job's columns that the API shows, as the drivers give them. */
export interface JobRow {
  readonly id: string;
  readonly type: JobType;
  readonly status: JobStatus;
  readonly priority: number;
  readonly payload: JsonObject;
  readonly created_by_user_id: string | null;
  readonly requested_by_user_id: string | null;
  readonly cancel_requested_by_user_id: string | null;
  readonly cancel_requested_at: Date | null;
  readonly cancel_reason: string | null;
  readonly affinity_key: string | null;
  readonly claimed_by: string | null;
  readonly lease_expires_at: Date | null;
  readonly next_attempt_at: Date | null;
  readonly attempt: number;
  readonly max_attempts: number;
  readonly result_summary: string | null;
  readonly error_message: string | null;
  readonly artifacts_path: string | null;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The select list of a `JobRow`. */
export const JOB_COLUMNS: SQL = sql.raw(`id, type, status, priority, payload, created_by_user_id,
  coalesce(requested_by_user_id, created_by_user_id) AS requested_by_user_id, cancel_requested_by_user_id, cancel_requested_at, cancel_reason, affinity_key, claimed_by,
  lease_expires_at, next_attempt_at, attempt, max_attempts, result_summary, error_message, artifacts_path, started_at,
  finished_at, created_at, updated_at`);

/** The job that a row holds. */
export function toJob(row: JobRow): Job {
  return {
    id: row.id,
    type: row.type,
    category: categoryOf(row.type),
    status: row.status,
    priority: row.priority,
    payload: row.payload,
    createdByUserId: row.created_by_user_id,
    requestedByUserId: row.requested_by_user_id,
    cancelRequestedByUserId: row.cancel_requested_by_user_id,
    cancelRequestedAt: apiTime(row.cancel_requested_at),
    cancelReason: row.cancel_reason,
    affinityKey: row.affinity_key,
    claimedBy: row.claimed_by,
    leaseExpiresAt: apiTime(row.lease_expires_at),
    nextAttemptAt: apiTime(row.next_attempt_at),
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    resultSummary: row.result_summary,
    errorMessage: row.error_message,
    artifactsPath: row.artifacts_path,
    startedAt: apiTime(row.started_at),
    finishedAt: apiTime(row.finished_at),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export const maxAttemptsOf = ({ maxAttempts }: NewJob): number => maxAttempts ?? JOB_DEFAULTS.maxAttempts;
export const priorityOf = ({ priority }: NewJob): number => priority ?? JOB_DEFAULTS.priority;

/** A job that was just created: its creator knows all but the time, and need not be sent the payload back. */
export function createdJob(id: string, input: NewJob, createdAt: string): Job {
  const { job, userId } = input;
  return {
    id,
    type: job.type,
    category: categoryOf(job.type),
    status: TRANSITIONS.create.to,
    priority: priorityOf(input),
    payload: job.payload,
    createdByUserId: userId,
    requestedByUserId: userId,
    cancelRequestedByUserId: null,
    cancelRequestedAt: null,
    cancelReason: null,
    affinityKey: input.affinityKey ?? null,
    claimedBy: null,
    leaseExpiresAt: null,
    nextAttemptAt: null,
    attempt: 1,
    maxAttempts: maxAttemptsOf(input),
    resultSummary: null,
    errorMessage: null,
    artifactsPath: null,
    startedAt: null,
    finishedAt: null,
    createdAt,
    updatedAt: createdAt,
  };
}

/** The job for its claimer: with the lease token, and the pinned text put into `payload.manifest.source.content`. */
export function toClaimedJob(row: JobRow & { lease_token: string; content: string | null }): ClaimedJob {
  const job = toJob(row);
  return {
    ...job,
    payload: row.content === null ? job.payload : withText(job.payload, row.content),
    leaseToken: row.lease_token,
  };
}

function withText(payload: JsonObject, content: string): JsonObject {
  const manifest = objectOf(payload.manifest);
  return { ...payload, manifest: { ...manifest, source: { ...objectOf(manifest.source), content } } };
}

/** A JSON value as an object; an empty one where it is none. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** A point in time as the API writes it. */
export function apiTime(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
