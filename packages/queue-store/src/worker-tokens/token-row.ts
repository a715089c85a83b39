/** Rows of `agent_worker_tokens` as the API's `WorkerToken`. */
import type { JobType } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import { apiTime } from '../jobs/job-row.js';
import type { WorkerToken } from '../store.js';

export interface TokenRow {
  readonly id: string;
  readonly worker_id: string;
  readonly description: string | null;
  readonly allowed_repositories: string[];
  readonly allowed_job_types: JobType[];
  readonly capabilities: string[];
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The select list of a `TokenRow`. */
export const TOKEN_COLUMNS: SQL = sql.raw(`id, worker_id, description,
  to_jsonb(allowed_repositories) AS allowed_repositories, to_jsonb(allowed_job_types) AS allowed_job_types,
  to_jsonb(capabilities) AS capabilities, expires_at, revoked_at, created_at, updated_at`);

/** The token that a row holds. */
export function toToken(row: TokenRow): WorkerToken {
  return {
    id: row.id,
    workerId: row.worker_id,
    description: row.description,
    allowedRepositories: row.allowed_repositories,
    allowedJobTypes: row.allowed_job_types,
    capabilities: row.capabilities,
    isActive: row.revoked_at === null,
    expiresAt: apiTime(row.expires_at),
    revokedAt: apiTime(row.revoked_at),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
