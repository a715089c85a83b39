/** Why a job is where it is: what it waits for, its place, and who could take it. */
import { JOB_TYPES, type JobType } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal, textArray } from '../database/database.js';
import { uuidOrNotFound } from '../jobs/holder.js';
import { JOB_COLUMNS, type JobRow } from '../jobs/job-row.js';
import { type JobExplanation, type JobWait, type NearestWorker, StoreError, type Worker } from '../store.js';
import { listWorkers } from '../workers/list.js';

/** Jobs ahead are counted up to here: beyond it the exact number helps nobody. */
const MOST_AHEAD = 1000;

type ExplainedRow = JobRow & {
  readonly ready: boolean;
  readonly repository: string | null;
  readonly required: string[];
  readonly ahead: number | null;
};

/**
 * Explains a job. Its place is counted from the top of its set's lanes, in the index that claims read, and no further
 * than a thousand jobs: as cheap with a million jobs ready as with a few.
 * @throws {StoreError} `job_not_found`.
 */
export async function explain(store: StoreContext, jobId: string): Promise<JobExplanation> {
  const [[row], workers] = await Promise.all([
    store.database.query<ExplainedRow>(sql`
      SELECT ${JOB_COLUMNS}, ready, repository,
        (SELECT to_jsonb(capabilities) FROM capability_sets WHERE capability_sets.id = capability_set_id) AS required,
        CASE WHEN status = 'queued' AND ready THEN (
          SELECT count(*)::int FROM (
            SELECT FROM unnest(${textArray(JOB_TYPES)}) AS lane(type) CROSS JOIN LATERAL (
              (SELECT FROM agent_jobs AS higher WHERE ${readyIn('higher')} AND higher.priority > job.priority
                LIMIT ${literal(MOST_AHEAD + 1)})
              UNION ALL
              (SELECT FROM agent_jobs AS older WHERE ${readyIn('older')} AND older.priority = job.priority
                AND (older.created_at, older.id) < (job.created_at, job.id)
                LIMIT ${literal(MOST_AHEAD + 1)})
            ) AS first
            LIMIT ${literal(MOST_AHEAD + 1)}
          ) AS before
        ) END AS ahead
      FROM agent_jobs AS job WHERE id = ${uuidOrNotFound(jobId)}::uuid`),
    listWorkers(store),
  ]);
  if (!row) throw new StoreError('job_not_found', 'There is no job with this id.');
  const judged = workers.map((worker) => judge(worker, row));
  const live = judged.filter((worker) => worker.live);
  const offered = new Set(
    workers.filter((worker) => worker.live).flatMap(({ capabilities }) => capabilities),
  );
  const missing = row.required.filter((capability) => !offered.has(capability));
  const fitting = live.filter(fits);
  const ended = row.finished_at !== null && row.status !== 'queued' && row.status !== 'running';
  const waitsFor = waits(row, missing, fitting.length);
  return {
    jobId: row.id,
    status: row.status,
    summary: inWords(row, waitsFor),
    waitsFor,
    place:
      row.ahead === null ? null : { ahead: Math.min(row.ahead, MOST_AHEAD), exact: row.ahead <= MOST_AHEAD },
    requiredCapabilities: row.required,
    missingCapabilities: missing,
    fittingWorkers: fitting.length,
    nearestWorker: ended ? null : nearest(live.length > 0 ? live : judged),
  };
}

/** Ready in one of the lanes of the job's set; a lane is a prefix of the claims' index. */
function readyIn(alias: string): SQL {
  return sql.raw(
    `${alias}.status = 'queued' AND ${alias}.ready AND ${alias}.capability_set_id = job.capability_set_id AND ${alias}.type = lane.type`,
  );
}

function waits(row: ExplainedRow, missing: string[], fitting: number): JobWait[] {
  if (row.status === 'running' && row.claimed_by !== null && row.lease_expires_at !== null)
    return [{ kind: 'lease', workerId: row.claimed_by, until: row.lease_expires_at.toISOString() }];
  if (row.status !== 'queued') return [];
  const time: JobWait[] =
    !row.ready && row.next_attempt_at !== null
      ? [{ kind: 'time', until: row.next_attempt_at.toISOString() }]
      : [];
  if (missing.length > 0) return [...time, { kind: 'capability', capabilities: missing }];
  return fitting === 0 ? [...time, { kind: 'worker' }] : time;
}

function judge(worker: Worker, row: ExplainedRow): NearestWorker {
  const { workerId, live, lastSeenAt, capabilities, allowedTypes, allowedRepositories } = worker;
  return {
    workerId,
    live,
    lastSeenAt,
    missingCapabilities: row.required.filter((capability) => !capabilities.includes(capability)),
    typeAllowed: allowedTypes.length === 0 || allowedTypes.includes(row.type),
    repositoryAllowed:
      allowedRepositories.length === 0 ||
      (row.repository !== null && allowedRepositories.includes(row.repository)),
  };
}

function fits({ missingCapabilities, typeAllowed, repositoryAllowed }: NearestWorker): boolean {
  return missingCapabilities.length === 0 && typeAllowed && repositoryAllowed;
}

/** The one that lacks least; of equals the one that was seen last. */
function nearest(workers: readonly NearestWorker[]): NearestWorker | null {
  const lack = ({ missingCapabilities, typeAllowed, repositoryAllowed }: NearestWorker) =>
    missingCapabilities.length + (typeAllowed ? 0 : 1) + (repositoryAllowed ? 0 : 1);
  return [...workers].sort((a, b) => lack(a) - lack(b))[0] ?? null;
}

function inWords(
  row: { readonly status: string; readonly type: JobType; readonly ahead: number | null },
  waitsFor: readonly JobWait[],
): string {
  if (row.status !== 'queued' && row.status !== 'running') return `The job has ended: it is ${row.status}.`;
  const reasons = waitsFor.map(reasonInWords);
  if (reasons.length > 0)
    return `${row.status === 'running' ? 'The job runs' : 'The job waits'}: ${reasons.join('; ')}.`;
  return row.ahead === 0
    ? 'The job is the next one of its set; it waits for a worker to claim it.'
    : 'The job waits for its turn: others of its set go first.';
}

function reasonInWords(wait: JobWait): string {
  if (wait.kind === 'time') return `it may start at ${wait.until}`;
  if (wait.kind === 'lease') return `worker ${wait.workerId} runs it, under a lease until ${wait.until}`;
  if (wait.kind === 'capability') return `no live worker offers ${wait.capabilities.join(', ')}`;
  return 'no live worker may take it: each lacks a capability, or its policy leaves the job out';
}
