import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** What users did, or tried to: who, what, to which, when, from where, and how it ended. Holds no secret. */
export const auditLog = pgTable('audit_log', {
  /** Made of the time by the process that writes it: it is read and pruned in this order. */
  id: uuid().primaryKey(),
  at: instant().notNull(),
  action: text().notNull(),
  target: text(),
  actorKind: text().notNull(),
  actorId: text(),
  actorName: text(),
  address: text(),
  requestId: text(),
  outcome: text().notNull(),
});
