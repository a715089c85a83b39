import { JOB_STATUSES, JOB_TYPES } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  json,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.js';
import { manifestTexts } from './manifests.js';

/**
 * Each distinct set of capabilities once: lower-case, sorted, distinct, never empty. Append-only, so an id can be kept
 * in memory for ever, and `agent_jobs.capability_set_id` needs no foreign key (its check would lock one hot row for
 * every job created).
 */
export const capabilitySets = pgTable(
  'capability_sets',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Unique by an exclusion constraint over a hash index: a B-tree would refuse a long list. */
    capabilities: text().array().notNull(),
  },
  (t) => [check('capability_sets_not_empty', sql`cardinality(${t.capabilities}) > 0`)],
);

/** The sets with the first ids, up to this one, are looked at one by one; the others may be looked at as one crowd. */
export const SETS_APART = 128;

/**
 * The jobs. `payload` is what users may see; a manifest job's text hangs on `manifest_hash` and is joined back for the
 * claimer alone.
 *
 * Every state change is a new version in every index, so there are few, most of them partial. A heartbeat touches no
 * indexed column and stays a HOT update.
 */
export const agentJobs = pgTable(
  'agent_jobs',
  {
    id: uuid().primaryKey(),
    type: text({ enum: JOB_TYPES }).notNull(),
    status: text({ enum: JOB_STATUSES }).notNull(),
    priority: integer().notNull(),
    /** As text: it is read whole, by people and claimers, and `jsonb` would cost each creation its taking apart. */
    payload: json().notNull(),
    capabilitySetId: bigint({ mode: 'number' }).notNull(),
    repository: text(),
    manifestHash: text().references(() => manifestTexts.contentHash),
    /** The registry entry that the job is a run of. */
    registryName: text(),
    createdByUserId: text().notNull(),
    /** Null: who created the job. */
    requestedByUserId: text(),
    cancelRequestedByUserId: text(),
    cancelRequestedAt: instant(),
    cancelReason: text(),
    affinityKey: text(),
    claimedBy: text(),
    /** Of the present claim; stays when the job ends, so that a repeated `complete` is known. */
    leaseToken: uuid(),
    /**
     * The claim that the worker has named, and which of its jobs this one is; only while it runs. Unique: of two calls of
     * one claim at once one claims, the other finds what it made.
     */
    claimId: uuid(),
    claimSeat: integer(),
    leaseExpiresAt: instant(),
    /**
     * When the sweep next looks at the lease; never later than `lease_expires_at` may run out. A heartbeat leaves it
     * alone, the sweep moves it on: so the sweep finds what is due by an index, and heartbeats stay HOT.
     */
    leaseCheckAt: instant(),
    heartbeatEventAt: instant(),
    /** Every worker that ever held the job: these may append events. Null: none yet. */
    heldBy: text().array(),
    /** Queued and due. False for what waits for `next_attempt_at`, which keeps it out of the claim's index. */
    ready: boolean().notNull(),
    nextAttemptAt: instant(),
    attempt: integer().notNull().default(1),
    maxAttempts: integer().notNull(),
    resultSummary: text(),
    errorMessage: text(),
    artifactsPath: text(),
    idempotencyKey: text(),
    requestHash: text(),
    /** The job's newest event; the next one's id is made greater than it. */
    lastEventId: uuid(),
    startedAt: instant(),
    finishedAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    index('agent_jobs_ready')
      .on(t.capabilitySetId, t.type, t.priority.desc().nullsFirst(), t.createdAt, t.id)
      .where(sql`status = 'queued' AND ready`),
    // By the repository's hash: a B-tree would refuse a long URL.
    index('agent_jobs_ready_repository')
      .on(
        t.capabilitySetId,
        t.type,
        sql`hashtextextended(${t.repository}, 0)`,
        t.priority.desc().nullsFirst(),
        t.createdAt,
        t.id,
      )
      .where(sql`status = 'queued' AND ready AND repository IS NOT NULL`),
    // The sets that come after the first ones have no more than a few jobs each: together they are held in claim order too,
    // so that who covers thousands of them need not look at each (`jobs/lanes.ts`).
    index('agent_jobs_ready_crowd')
      .on(t.priority.desc().nullsFirst(), t.createdAt, t.id)
      .where(sql`status = 'queued' AND ready AND capability_set_id > ${sql.raw(String(SETS_APART))}`),
    index('agent_jobs_scheduled').on(t.nextAttemptAt).where(sql`status = 'queued' AND NOT ready`),
    index('agent_jobs_leases').on(t.leaseCheckAt).where(sql`status = 'running'`),
    uniqueIndex('agent_jobs_claim').on(t.claimId, t.claimSeat).where(sql`claim_id IS NOT NULL`),
    // Whether a text is still in use, when old jobs are pruned.
    index('agent_jobs_text').on(t.manifestHash).where(sql`manifest_hash IS NOT NULL`),
    // One index for every filter of the listing: it is read per type and status, backwards, and merged. In the order in
    // which jobs come: what is put in at the end splits no full page.
    index('agent_jobs_listing').on(t.type, t.status, t.createdAt, t.id),
    index('agent_jobs_runs')
      .on(t.registryName, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`registry_name IS NOT NULL`),
    uniqueIndex('agent_jobs_idempotency')
      .on(t.createdByUserId, t.idempotencyKey)
      .where(sql`idempotency_key IS NOT NULL`),
    check('agent_jobs_type', sql`${t.type} IN (${sql.raw(JOB_TYPES.map((type) => `'${type}'`).join(', '))})`),
    check(
      'agent_jobs_status',
      sql`${t.status} IN (${sql.raw(JOB_STATUSES.map((status) => `'${status}'`).join(', '))})`,
    ),
    check('agent_jobs_attempt', sql`attempt BETWEEN 1 AND max_attempts`),
    check('agent_jobs_ready_is_queued', sql`NOT ready OR status = 'queued'`),
    check(
      'agent_jobs_lease',
      sql`(status = 'running') = (claimed_by IS NOT NULL)
        AND (status <> 'running' OR (lease_token IS NOT NULL AND lease_expires_at IS NOT NULL AND lease_check_at IS NOT NULL))`,
    ),
    check('agent_jobs_claim_runs', sql`claim_id IS NULL OR (status = 'running' AND claim_seat IS NOT NULL)`),
    check('agent_jobs_idempotency_hash', sql`(idempotency_key IS NULL) = (request_hash IS NULL)`),
    // SC-001: no manifest job without what its contract derives, and none that shows its text to users.
    check(
      'agent_jobs_manifest_derived',
      // A function, since each statement reads the text of each check anew, however seldom it comes to this one.
      sql`type <> 'manifest' OR manifest_job_is_derived(payload, manifest_hash)`,
    ),
  ],
);
