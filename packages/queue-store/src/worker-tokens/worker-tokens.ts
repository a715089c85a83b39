import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { audited } from '../audit/record.js';
import type { StoreContext } from '../context.js';
import { literal, textArray } from '../database/database.js';
import { isUuid } from '../formats.js';
import { agePosition, olderThan } from '../jobs/read.js';
import { pageLimit, pageOf } from '../paging.js';
import { type Act, type NewWorkerToken, type Page, StoreError, type WorkerToken } from '../store.js';
import { TOKEN_COLUMNS, type TokenRow, toToken } from './token-row.js';

/** Stores a token's hash and policy. */
export async function create(store: StoreContext, input: NewWorkerToken): Promise<WorkerToken> {
  const rows = await store.database.query<TokenRow>(sql`
    WITH made AS (
    INSERT INTO agent_worker_tokens (id, token_hash, worker_id, description, allowed_repositories, allowed_job_types,
      capabilities, expires_at, created_at, updated_at)
    SELECT ${uuidv7()}::uuid, ${input.tokenHash}, ${input.workerId}, ${input.description ?? null},
      ${textArray(input.allowedRepositories ?? [])}, ${textArray(input.allowedJobTypes ?? [])},
      ${textArray(input.capabilities ?? [])}, ${input.expiresAt ?? null}::timestamptz, at, at
    FROM (SELECT ${store.instant()} AS at) AS moment
    RETURNING *
    )
    ${audited(store, input.act, 'made', sql`id::text`)}
    SELECT ${TOKEN_COLUMNS} FROM made`);
  const [token] = rows.map(toToken);
  if (!token) throw new Error('An INSERT of one row gave none back.');
  return token;
}

/** A page of tokens, the newest first; those that ended too. */
export async function list(
  store: StoreContext,
  filter: { limit?: number; cursor?: string },
): Promise<Page<WorkerToken>> {
  const limit = pageLimit(filter.limit, 200);
  const rows = await store.database.query<TokenRow>(sql`
    SELECT ${TOKEN_COLUMNS} FROM agent_worker_tokens
    WHERE true ${filter.cursor === undefined ? sql`` : olderThan(filter.cursor)}
    ORDER BY created_at DESC, id DESC
    LIMIT ${literal(limit + 1)}`);
  return pageOf(rows, limit, toToken, agePosition);
}

/** Ends a token for good; a second time changes nothing. */
export async function revoke(store: StoreContext, tokenId: string, act?: Act | null): Promise<WorkerToken> {
  const rows = isUuid(tokenId)
    ? await store.database.query<TokenRow>(sql`
        WITH revoked AS (
        UPDATE agent_worker_tokens
        SET updated_at = CASE WHEN revoked_at IS NULL THEN ${store.now()} ELSE updated_at END,
          revoked_at = coalesce(revoked_at, ${store.now()})
        WHERE id = ${tokenId}::uuid
        RETURNING *
        )
        ${audited(store, act, 'revoked')}
        SELECT ${TOKEN_COLUMNS} FROM revoked`)
    : [];
  const [token] = rows.map(toToken);
  if (!token) throw new StoreError('worker_token_not_found', 'There is no worker token with this id.');
  return token;
}

/** The token of a hash, unless it is unknown, revoked or expired. */
export async function findByHash(store: StoreContext, tokenHash: string): Promise<WorkerToken | null> {
  const [row] = await store.database.query<TokenRow>(sql`
    SELECT ${TOKEN_COLUMNS} FROM agent_worker_tokens
    WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${store.now()})`);
  return row ? toToken(row) : null;
}
