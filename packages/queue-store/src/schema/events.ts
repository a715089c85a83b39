import { EVENT_LEVELS } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/**
 * What happened to a job. Ids come from the database (`next_event_id`), under the job's lock: they order the events.
 *
 * `job_id` has no foreign key: an event is written by the very statement that holds its job's row, and `prune` removes
 * both together. The check would cost each transition a look-up and a second lock of that row.
 */
export const agentJobEvents = pgTable(
  'agent_job_events',
  {
    id: uuid().primaryKey(),
    jobId: uuid().notNull(),
    level: text({ enum: EVENT_LEVELS }).notNull(),
    message: text().notNull(),
    payload: jsonb(),
    /** True for the event of the job's creation, whose payload is read from the job; else null. */
    ofCreation: boolean(),
    createdAt: instant().notNull(),
    /** Of the claim whose worker numbers its events, and the number: a batch sent twice is stored once. */
    leaseToken: uuid(),
    sequence: bigint({ mode: 'number' }),
  },
  (t) => [
    index('agent_job_events_of_job').on(t.jobId, t.id),
    uniqueIndex('agent_job_events_numbered')
      .on(t.jobId, t.leaseToken, t.sequence)
      .where(sql`sequence IS NOT NULL`),
    check(
      'agent_job_events_level',
      sql`${t.level} IN (${sql.raw(EVENT_LEVELS.map((level) => `'${level}'`).join(', '))})`,
    ),
  ],
);
