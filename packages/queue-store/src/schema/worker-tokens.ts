import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** Worker tokens, by hash alone: the token itself is shown once and kept nowhere. */
export const agentWorkerTokens = pgTable('agent_worker_tokens', {
  id: uuid().primaryKey(),
  tokenHash: text().notNull().unique('agent_worker_tokens_hash'),
  workerId: text().notNull(),
  description: text(),
  allowedRepositories: text().array().notNull().default(sql`'{}'`),
  allowedJobTypes: text().array().notNull().default(sql`'{}'`),
  capabilities: text().array().notNull().default(sql`'{}'`),
  expiresAt: instant(),
  revokedAt: instant(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});
