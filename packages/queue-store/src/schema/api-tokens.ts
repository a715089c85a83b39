import { sql } from 'drizzle-orm';
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { SCOPES } from '../api-tokens/scopes.js';
import { instant } from './columns.js';

/** Users' API tokens, by hash alone: the token itself is shown once and kept nowhere. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: uuid().primaryKey(),
    tokenHash: text().notNull().unique('api_tokens_hash'),
    name: text().notNull(),
    scopes: text({ enum: SCOPES }).array().notNull(),
    /** Null: made by the service's command. */
    createdByUserId: text(),
    expiresAt: instant(),
    /** Of the last minute or so. */
    lastUsedAt: instant(),
    revokedAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check(
      'api_tokens_scopes',
      sql`cardinality(${t.scopes}) > 0
        AND ${t.scopes} <@ '{${sql.raw(SCOPES.join(','))}}'::text[]`,
    ),
  ],
);
