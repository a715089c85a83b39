import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { audited } from '../audit/record.js';
import { type StoreContext, seconds } from '../context.js';
import { literal, textArray } from '../database/database.js';
import { isUuid } from '../formats.js';
import { agePosition, olderThan } from '../jobs/read.js';
import { pageLimit, pageOf } from '../paging.js';
import { type Act, type ApiToken, type NewApiToken, type Page, StoreError } from '../store.js';
import { API_TOKEN_COLUMNS, type ApiTokenRow, toApiToken } from './token-row.js';

/** That a token is used is noted once in so many seconds: no call waits for another one's row lock. */
const USE_SECONDS = 60;

/** Stores a token's hash, name and scopes. */
export async function create(store: StoreContext, input: NewApiToken): Promise<ApiToken> {
  const rows = await store.database.query<ApiTokenRow>(sql`
    WITH made AS (
    INSERT INTO api_tokens (id, token_hash, name, scopes, created_by_user_id, expires_at, created_at)
    VALUES (${uuidv7()}::uuid, ${input.tokenHash}, ${input.name}, ${textArray(input.scopes)}, ${input.userId ?? null},
      ${input.expiresAt ?? null}::timestamptz, ${store.instant()})
    RETURNING *
    )
    ${audited(store, input.act, 'made', sql`id::text`)}
    SELECT ${API_TOKEN_COLUMNS} FROM made`);
  const [token] = rows.map(toApiToken);
  if (!token) throw new Error('An INSERT of one row gave none back.');
  return token;
}

/** A page of tokens, the newest first; those that ended too. */
export async function list(
  store: StoreContext,
  filter: { limit?: number; cursor?: string },
): Promise<Page<ApiToken>> {
  const limit = pageLimit(filter.limit);
  const rows = await store.database.query<ApiTokenRow>(sql`
    SELECT ${API_TOKEN_COLUMNS} FROM api_tokens
    WHERE true ${filter.cursor === undefined ? sql`` : olderThan(filter.cursor)}
    ORDER BY created_at DESC, id DESC
    LIMIT ${literal(limit + 1)}`);
  return pageOf(rows, limit, toApiToken, agePosition);
}

/** Ends a token for good; a second time changes nothing. */
export async function revoke(store: StoreContext, tokenId: string, act?: Act | null): Promise<ApiToken> {
  const rows = isUuid(tokenId)
    ? await store.database.query<ApiTokenRow>(sql`
        WITH revoked AS (
        UPDATE api_tokens SET revoked_at = coalesce(revoked_at, ${store.now()})
        WHERE id = ${tokenId}::uuid
        RETURNING *
        )
        ${audited(store, act, 'revoked')}
        SELECT ${API_TOKEN_COLUMNS} FROM revoked`)
    : [];
  const [token] = rows.map(toApiToken);
  if (!token) throw new StoreError('api_token_not_found', 'There is no API token with this id.');
  return token;
}

/** The token of a hash, unless it is unknown, revoked or expired; notes that it was used. */
export async function use(store: StoreContext, tokenHash: string): Promise<ApiToken | null> {
  const now = store.now();
  const [row] = await store.database.query<ApiTokenRow>(sql`
    WITH live AS MATERIALIZED (
      SELECT * FROM api_tokens
      WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now})
    ),
    noted AS (
      UPDATE api_tokens SET last_used_at = ${now}
      WHERE id IN (SELECT id FROM live WHERE last_used_at IS NULL OR last_used_at <= ${now} - ${seconds(USE_SECONDS)})
    )
    SELECT ${API_TOKEN_COLUMNS} FROM live`);
  return row ? toApiToken(row) : null;
}
