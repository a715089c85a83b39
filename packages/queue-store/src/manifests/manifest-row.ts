/** Rows of `manifest` as the API's records. */
import type { JobStatus, JsonValue } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import { apiTime } from '../jobs/job-row.js';
import { type ManifestRecord, type ManifestSummary, StoreError } from '../store.js';

export interface SummaryRow {
  readonly name: string;
  readonly version: string;
  readonly content_hash: string;
  readonly updated_at: Date;
  readonly last_run_job_id: string | null;
  readonly last_run_status: JobStatus | null;
  readonly state_updated_at: Date | null;
}

export interface ManifestRow extends SummaryRow {
  readonly required_capabilities: string[];
  readonly created_at: Date;
  readonly last_run_started_at: Date | null;
  readonly last_run_finished_at: Date | null;
  readonly state_json: JsonValue;
}

/** The select list of a `SummaryRow`: what may be large is left where it lies. */
export const SUMMARY_COLUMNS: SQL = sql.raw(
  'name, version, content_hash, updated_at, last_run_job_id, last_run_status, state_updated_at',
);

/** The select list of a `ManifestRow`. */
export const MANIFEST_COLUMNS: SQL = sql`${SUMMARY_COLUMNS}, to_jsonb(required_capabilities) AS required_capabilities,
  created_at, last_run_started_at, last_run_finished_at, state_json`;

/** The whole record. */
export function toRecord(row: ManifestRow, content: string): ManifestRecord {
  return {
    name: row.name,
    version: row.version,
    content,
    contentHash: row.content_hash,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    requiredCapabilities: row.required_capabilities,
    lastRun:
      row.last_run_job_id === null || row.last_run_status === null
        ? null
        : {
            jobId: row.last_run_job_id,
            status: row.last_run_status,
            startedAt: apiTime(row.last_run_started_at),
            finishedAt: apiTime(row.last_run_finished_at),
          },
    state: { stateJson: row.state_json, stateUpdatedAt: apiTime(row.state_updated_at) },
  };
}

/** The record as the list shows it. */
export function toSummary(row: SummaryRow): ManifestSummary {
  return {
    name: row.name,
    version: row.version,
    contentHash: row.content_hash,
    updatedAt: row.updated_at.toISOString(),
    lastRunJobId: row.last_run_job_id,
    lastRunStatus: row.last_run_status,
    stateUpdatedAt: apiTime(row.state_updated_at),
  };
}

export function manifestNotFound(): StoreError {
  return new StoreError('manifest_not_found', 'The registry holds no manifest of this name.');
}
