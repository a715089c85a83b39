/** Rows of `api_tokens` as the API's `ApiToken`. */
import { type SQL, sql } from 'drizzle-orm';
import { apiTime } from '../jobs/job-row.js';
import type { ApiToken } from '../store.js';
import type { Scope } from './scopes.js';

export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly created_by_user_id: string | null;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
  readonly created_at: Date;
}

/** The select list of an `ApiTokenRow`. */
export const API_TOKEN_COLUMNS: SQL = sql.raw(
  'id, name, to_jsonb(scopes) AS scopes, created_by_user_id, expires_at, last_used_at, revoked_at, created_at',
);

/** The token that a row holds. */
export function toApiToken(row: ApiTokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdByUserId: row.created_by_user_id,
    expiresAt: apiTime(row.expires_at),
    lastUsedAt: apiTime(row.last_used_at),
    revokedAt: apiTime(row.revoked_at),
    createdAt: row.created_at.toISOString(),
  };
}
