import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** Workers as their last claims showed them. Written beside the claims, at most every few seconds for each worker. */
export const agentWorkers = pgTable('agent_workers', {
  workerId: text().primaryKey(),
  capabilities: text().array().notNull(),
  /** Empty: any type. */
  allowedTypes: text().array().notNull().default(sql`'{}'`),
  /** Empty: any repository. */
  allowedRepositories: text().array().notNull().default(sql`'{}'`),
  lastSeenAt: instant().notNull(),
});
