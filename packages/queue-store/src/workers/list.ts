import type { JobType } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import { days, type StoreContext, seconds } from '../context.js';
import { literal } from '../database/database.js';
import type { Worker } from '../store.js';
import { FORGET_DAYS } from './seen.js';

/** A worker that claims with `waitSeconds` is seen at least this often. */
const LIVE_SECONDS = 60;
const MOST_WORKERS = 1000;
const MOST_JOB_IDS = 100;

interface WorkerRow {
  readonly worker_id: string;
  readonly capabilities: string[];
  readonly allowed_types: JobType[];
  readonly allowed_repositories: string[];
  readonly last_seen_at: Date;
  readonly live: boolean;
  readonly running: number;
  readonly job_ids: string[];
}

/** The workers seen in the last week, the latest first. The running jobs are read by their leases' index. */
export async function listWorkers(store: StoreContext): Promise<Worker[]> {
  const now = store.now();
  const rows = await store.database.query<WorkerRow>(sql`
    WITH held AS (
      SELECT claimed_by, count(*)::int AS running, bool_or(lease_expires_at > ${now}) AS leased,
        to_jsonb((array_agg(id ORDER BY id))[:${literal(MOST_JOB_IDS)}]) AS job_ids
      FROM agent_jobs WHERE status = 'running' GROUP BY claimed_by
    )
    SELECT worker_id, to_jsonb(capabilities) AS capabilities, to_jsonb(allowed_types) AS allowed_types,
      to_jsonb(allowed_repositories) AS allowed_repositories, last_seen_at,
      last_seen_at > ${now} - ${seconds(LIVE_SECONDS)} OR coalesce(leased, false) AS live,
      coalesce(running, 0) AS running, coalesce(job_ids, '[]') AS job_ids
    FROM agent_workers LEFT JOIN held ON claimed_by = worker_id
    WHERE last_seen_at > ${now} - ${days(FORGET_DAYS)} OR running > 0
    ORDER BY last_seen_at DESC, worker_id
    LIMIT ${literal(MOST_WORKERS)}`);
  return rows.map((row) => ({
    workerId: row.worker_id,
    capabilities: row.capabilities,
    allowedTypes: row.allowed_types,
    allowedRepositories: row.allowed_repositories,
    lastSeenAt: row.last_seen_at.toISOString(),
    live: row.live,
    runningJobs: row.running,
    runningJobIds: row.job_ids,
  }));
}
