import { JOB_STATUSES } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** Manifest texts by content hash. The database itself holds each text to its hash. */
export const manifestTexts = pgTable(
  'manifest_texts',
  { contentHash: text().primaryKey(), content: text().notNull() },
  (t) => [
    check(
      'manifest_texts_hash',
      sql`${t.contentHash} = 'sha256:' || encode(sha256(convert_to(${t.content}, 'UTF8')), 'hex')`,
    ),
  ],
);

/** The registry: the present text of each name, its last run, and the worker's checkpoint (FR-011). */
export const manifest = pgTable(
  'manifest',
  {
    name: text().primaryKey(),
    version: text().notNull(),
    contentHash: text()
      .notNull()
      .references(() => manifestTexts.contentHash),
    requiredCapabilities: text().array().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    lastRunJobId: uuid(),
    lastRunStatus: text({ enum: JOB_STATUSES }),
    lastRunStartedAt: instant(),
    lastRunFinishedAt: instant(),
    stateJson: jsonb(),
    stateUpdatedAt: instant(),
  },
  (t) => [
    // Names that differ only by case could not live in one folder; the search is by prefix of the lower-cased name.
    uniqueIndex('manifest_name_any_case').on(sql`lower(${t.name}) COLLATE "C"`),
  ],
);

/** Every text that was ever stored under a name: who stored it, when, with what message. */
export const manifestRevisions = pgTable(
  'manifest_revisions',
  {
    id: uuid().primaryKey(),
    manifest: text().notNull(),
    contentHash: text()
      .notNull()
      .references(() => manifestTexts.contentHash),
    actor: text().notNull(),
    createdAt: instant().notNull(),
    message: text(),
  },
  (t) => [
    index('manifest_revisions_of_manifest').on(
      t.manifest,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
  ],
);
