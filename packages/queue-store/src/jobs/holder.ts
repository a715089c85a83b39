/** Who may act on a running job, and why somebody may not; for many callers in one statement. */
import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { given, rowsOf, textArray } from '../database/database.js';
import { isUuid } from '../formats.js';
import { type Job, type LeaseHolder, StoreError } from '../store.js';
import { type Batching, fulfilled, rejected, type Settled } from './batcher.js';
import { JOB_COLUMNS, type JobRow, toJob } from './job-row.js';

/** What a verb does to the job that its caller holds. */
export interface HeldVerb<Call extends LeaseHolder> {
  /** What it is called, and no other verb. */
  readonly name: string;
  /** What a call brings along beside its holder, as columns of `held`: their names and types, and a call's values. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly valuesOf?: (call: Call) => Readonly<Record<string, string | number | boolean | null>>;
  /** What must hold beside the lease. */
  readonly guard?: SQL;
  /** The expressions that move the jobs of `held`; one, `changed`, has their new rows joined with `held`'s. */
  readonly change: (store: StoreContext) => SQL;
  /** What is answered of a changed row. Default: a `JobRow`. */
  readonly select?: SQL;
  /** The answer that a call gets though its job was not fit for it. Default: a refusal. */
  readonly otherwise?: (job: StandingJob, call: Call) => Job | StoreError | undefined;
}

/** The rows of `agent_jobs` that `held` names. */
export const IS_HELD: SQL = sql`id = ANY(ARRAY(SELECT job_id FROM held)) AND id = job_id`;

/** A batch holds at most so many calls of lease holders. */
const MOST_CALLS = 500;

/** How calls of lease holders share statements: each job is in a batch but once. */
export function ofHolders<Call extends LeaseHolder, Answer>(
  run: (calls: readonly Call[]) => Promise<readonly Settled<Answer>[]>,
): Batching<Call, Answer> {
  return { run, share: () => 1 / MOST_CALLS, subject: ({ jobId }) => jobId.toLowerCase() };
}

/**
 * Does what the verb says to the jobs that their callers hold: running, owned, and under the lease token where one is
 * sent. The token fences off a worker whose lease was taken over; its id does not, since a worker started anew bears the
 * same. Gives what the verb selects of each call's changed row, or undefined where the job was not fit.
 *
 * The rows are locked by id, so that no two such statements wait for each other.
 */
export async function moveHeld<Row, Call extends LeaseHolder>(
  store: StoreContext,
  calls: readonly Call[],
  verb: HeldVerb<Call>,
): Promise<(Row | undefined)[]> {
  const rows = calls.map((call) => ({
    job_id: isUuid(call.jobId) ? call.jobId : null,
    worker: call.workerId,
    token: call.leaseToken?.toLowerCase() ?? null,
    ...verb.valuesOf?.(call),
  }));
  const statement = store
    .shapes()
    .fill(verb.name, { calls: JSON.stringify(rows) }, () => heldStatement(store, verb));
  const changed = await store.database.query<Row & { readonly call: number }>(statement);
  const answers: (Row | undefined)[] = calls.map(() => undefined);
  for (const row of changed) answers[row.call - 1] = row;
  return answers;
}

function heldStatement<Call extends LeaseHolder>(store: StoreContext, verb: HeldVerb<Call>): SQL {
  const columns = { job_id: 'uuid', worker: 'text', token: 'text', ...verb.inputs };
  // Only a running job has a claimer; asked for by its status, a plan might look for all that run.
  return sql`
    WITH calls AS MATERIALIZED (SELECT * FROM ${rowsOf('calls', columns, given('calls'))}),
    held AS MATERIALIZED (
      SELECT calls.* FROM calls JOIN agent_jobs ON id = job_id
      WHERE id = ANY(ARRAY(SELECT job_id FROM calls)) AND claimed_by = worker
        AND (token IS NULL OR lease_token::text = token)
        ${verb.guard ? sql`AND ${verb.guard}` : sql``}
      ORDER BY id
      FOR NO KEY UPDATE OF agent_jobs
    ),
    ${verb.change(store)}
    SELECT ${verb.select ?? JOB_COLUMNS}, n::int AS call FROM changed`;
}

/** `moveHeld`, with the job for each call, or why it was not fit. */
export async function actOnHeld<Call extends LeaseHolder>(
  store: StoreContext,
  calls: readonly Call[],
  verb: HeldVerb<Call>,
): Promise<Settled<Job>[]> {
  const rows = await moveHeld<JobRow, Call>(store, calls, verb);
  const standing = await readJobs(
    store,
    calls.filter((_, index) => rows[index] === undefined).map(({ jobId }) => jobId),
  );
  return calls.map((call, index) => {
    const row = rows[index];
    if (row) return fulfilled(toJob(row));
    const job = standing.get(call.jobId.toLowerCase());
    if (!job) return rejected(jobNotFound());
    const answer = verb.otherwise?.(job, call) ?? whyNotHeld(job, call);
    return answer instanceof StoreError ? rejected(answer) : fulfilled(answer);
  });
}

/** A job as it stands, with the lease token of its last claim. */
export type StandingJob = JobRow & { readonly lease_token: string | null };

/** Whether the call is the holder's: of the same worker, and under its lease token where it sends one. */
export function isHolder(job: StandingJob, { workerId, leaseToken }: LeaseHolder): boolean {
  return job.claimed_by === workerId && (leaseToken === undefined || isLeaseOf(job, leaseToken));
}

/** Whether the token is the one of the job's last claim. */
export function isLeaseOf(job: StandingJob, leaseToken: string | undefined): boolean {
  return leaseToken !== undefined && job.lease_token === leaseToken.toLowerCase();
}

async function readJobs(store: StoreContext, jobIds: readonly string[]): Promise<Map<string, StandingJob>> {
  const ids = jobIds.filter(isUuid);
  if (ids.length === 0) return new Map();
  const rows = await store.database.query<StandingJob>(
    sql`SELECT ${JOB_COLUMNS}, lease_token FROM agent_jobs WHERE id = ANY(${textArray(ids)}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Reads a job, to show it or to say why a verb did not find it fit.
 * @throws {StoreError} `job_not_found`.
 */
export async function readJob(store: StoreContext, jobId: string): Promise<StandingJob> {
  const job = (await readJobs(store, [jobId])).get(jobId.toLowerCase());
  if (!job) throw jobNotFound();
  return job;
}

/** Why a worker may not act on a job: its state first, then its owner, then its lease. */
export function whyNotHeld(job: StandingJob, call: LeaseHolder): StoreError {
  if (job.status !== 'running')
    return new StoreError('job_state_conflict', `The job is ${job.status}; this needs a running one.`);
  if (job.claimed_by !== call.workerId)
    return new StoreError(
      'job_ownership_mismatch',
      'Another worker holds the job; only its claimer may do this.',
    );
  if (!isHolder(job, call))
    return new StoreError(
      'stale_lease',
      'The leaseToken is of an earlier claim: the lease ran out and the job was claimed anew. Drop the job.',
    );
  return new StoreError('job_state_conflict', 'The job changed at the same moment; read it and try again.');
}

/** Why a worker that never claimed a job may not add to its events. */
export function neverHeld(): StoreError {
  return new StoreError(
    'job_not_authorized',
    'The worker never held this job; only who claimed it may add events.',
  );
}

/** A job id for a statement; what is no UUID names no job. */
export function uuidOrNotFound(jobId: string): string {
  if (!isUuid(jobId)) throw jobNotFound();
  return jobId;
}

function jobNotFound(): StoreError {
  return new StoreError('job_not_found', 'There is no job with this id.');
}
