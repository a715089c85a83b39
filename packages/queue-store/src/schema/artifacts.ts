import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';
import { agentJobs } from './jobs.js';

/** What is known of the files that workers leave with a job; the bytes lie elsewhere, at `storage_path`. */
export const agentJobArtifacts = pgTable(
  'agent_job_artifacts',
  {
    id: uuid().primaryKey(),
    jobId: uuid()
      .notNull()
      .references(() => agentJobs.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    contentType: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    /** `sha256:` and the hex digest of the bytes. */
    digest: text().notNull(),
    storagePath: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [index('agent_job_artifacts_of_job').on(t.jobId, t.id)],
);
