/**
 * The store's port: what the service asks of persistence. One implementation serves PostgreSQL and PGlite.
 *
 * Terminology
 *
 * - **lease**: a worker's hold on a running job until `leaseExpiresAt`; each claim gives it a fresh **lease token**.
 * - **ready**: queued and due (no `nextAttemptAt` in the future).
 * - **pinned text**: the manifest text a job runs, kept by content hash whatever becomes of the registry entry.
 *
 * All times are RFC 3339 UTC strings with milliseconds and `Z`. Ids are lower-case UUIDs.
 */
import type { EventLevel, JsonValue } from '@moonmind/job-types';
import type { Artifact, NewArtifact } from './port/artifacts.js';
import type { Act, AuditEntry, AuditFilter } from './port/audit.js';
import type { EventFilter, EventFollower, EventPage, JobEvent, NumberedEvent } from './port/events.js';
import type { JobExplanation, QueueSummary, StoreVitals, Worker } from './port/insight.js';
import type {
  ClaimedJob,
  ClaimRequest,
  ClaimWait,
  HeartbeatResult,
  Job,
  JobFilter,
  LeaseHolder,
  NewJob,
} from './port/jobs.js';
import type {
  DeleteManifest,
  ManifestRecord,
  ManifestRevision,
  ManifestRun,
  ManifestState,
  ManifestSummary,
  PutManifest,
  SetManifestState,
} from './port/manifests.js';
import type { Page } from './port/page.js';
import type { ApiToken, NewApiToken, NewWorkerToken, WorkerToken } from './port/tokens.js';

export * from './port/artifacts.js';
export * from './port/audit.js';
export * from './port/errors.js';
export * from './port/events.js';
export * from './port/insight.js';
export * from './port/jobs.js';
export * from './port/manifests.js';
export * from './port/page.js';
export * from './port/tokens.js';

/**
 * Calls that come together share statements; each gets its own answer or refusal once that is committed. Verbs on many
 * answer as `Promise.allSettled` does, in order.
 *
 * Every refusal is a `StoreError`. Beside what stands at each verb: any may throw `database_unavailable`, a verb on a job
 * `job_not_found`, a list `invalid_query` for a limit or a cursor that is none. A verb of a `LeaseHolder` that says nothing
 * else throws, in this order: `job_state_conflict` where the job does not run, `job_ownership_mismatch` where another
 * worker holds it, `stale_lease` where the lease token is of an earlier claim.
 */
export interface QueueStore {
  readonly jobs: {
    /**
     * Stores a job that a contract has accepted, with its first event. `replayed`: the idempotency key was there before,
     * and this is its job. Throws `idempotency_conflict`, and `manifest_not_found` for a run of an entry that is gone.
     */
    create(input: NewJob): Promise<{ job: Job; replayed: boolean }>;
    createMany(inputs: readonly NewJob[]): Promise<PromiseSettledResult<{ job: Job; replayed: boolean }>[]>;
    get(jobId: string): Promise<Job>;
    /** Newest first: createdAt, then id, both descending. */
    list(filter: JobFilter): Promise<Page<Job>>;
    /** With `wait`, an empty answer waits until a job comes, the time is over, or `signal` aborts. */
    claim(request: ClaimRequest, wait?: ClaimWait): Promise<ClaimedJob[]>;
    /** Prolongs a lease to `leaseSeconds` from now. `cancelRequestedAt` of the answer tells the worker to stop. */
    heartbeat(holder: LeaseHolder & { leaseSeconds: number }): Promise<Job>;
    /** Prolongs all the leases of a worker; refuses none. */
    heartbeatMany(input: {
      workerId: string;
      leaseSeconds: number;
      jobs: readonly { readonly jobId: string; readonly leaseToken: string }[];
    }): Promise<HeartbeatResult[]>;
    /** Ends a job well. The same lease token again gets the same answer, since the first may have been lost. */
    complete(holder: LeaseHolder & { resultSummary?: string | null }): Promise<Job>;
    completeMany(
      holders: readonly (LeaseHolder & { resultSummary?: string | null })[],
    ): Promise<PromiseSettledResult<Job>[]>;
    /**
     * Ends an attempt badly: `cancelled` where that was asked for; with `retryable` (default false) `queued` anew while
     * attempts are left, else `dead_letter`; without it `failed`. `retryAfterSeconds` replaces the backoff of the
     * state machine, `retryDelaySeconds`.
     */
    fail(
      holder: LeaseHolder & { errorMessage: string; retryable?: boolean; retryAfterSeconds?: number },
    ): Promise<Job>;
    /** Hands a job back, claimable again in `delaySeconds` (default 0); costs no attempt. */
    release(
      holder: LeaseHolder & { leaseToken: string; delaySeconds?: number; reason?: string },
    ): Promise<Job>;
    /**
     * Cancels a queued job, or asks the worker of a running one to stop. The first request counts, a repeated one changes
     * nothing. Throws `job_state_conflict` where the job has ended otherwise.
     */
    cancel(input: { jobId: string; userId: string; reason?: string | null; act?: Act | null }): Promise<Job>;
    /**
     * The worker has stopped: the job is `cancelled`; of one that is so already this changes nothing. Throws
     * `job_state_conflict` where nobody asked for it.
     */
    acknowledgeCancel(holder: LeaseHolder & { message?: string | null }): Promise<Job>;
    /**
     * Queues a failed, cancelled or dead-lettered job anew, with one more attempt. Throws `job_state_conflict` for any
     * other.
     */
    requeue(input: { jobId: string; userId: string; act?: Act | null }): Promise<Job>;
    /** Moves jobs whose lease ran out, and makes due what was scheduled; also runs before each claim. */
    sweep(): Promise<{ expired: number; promoted: number }>;
    /**
     * Deletes jobs that ended more than so many days ago, with their events and the texts that nothing points at any
     * more. Gives how many jobs went.
     */
    prune(input: { olderThanDays: number }): Promise<number>;
  };
  readonly events: {
    /**
     * Adds an event by a worker that holds the job or held it once; the lease token is not looked at, since workers tell
     * a last one after the end. Throws `job_not_authorized` for any other worker.
     */
    append(
      holder: LeaseHolder & { level: EventLevel; message: string; payload?: JsonValue },
    ): Promise<JobEvent>;
    /**
     * Adds numbered events to a job under the lease that is sent; those of this lease that are there already are not
     * added again. Gives the events in the order of their numbers, and the highest number kept under the lease.
     */
    appendMany(
      holder: LeaseHolder & { leaseToken: string; events: readonly NumberedEvent[] },
    ): Promise<{ items: JobEvent[]; highestSequence: number }>;
    /** The events of a job by id, which is the order in which they happened. */
    list(filter: EventFilter): Promise<JobEvent[]>;
    /** Events that are settled, by id: of one job, or of all jobs up to `through`, which a follower has come to. */
    page(filter: { after: string; through?: string; jobId?: string; limit?: number }): Promise<EventPage>;
    /** The id after which lies all that is committed from now on, though not only that. */
    settled(): Promise<string>;
    /**
     * Calls `follower` with the events of all jobs as they are committed, in the order of their ids, each once, from
     * the id `from` on (exclusive). An event waits for the transactions under way that may still bring an earlier one.
     */
    follow(follower: EventFollower): Promise<{ readonly from: string; stop(): void }>;
  };
  readonly artifacts: {
    /** Records a file that the holder of the job has stored; the job must be running under it. */
    add(holder: LeaseHolder & { artifact: NewArtifact }): Promise<Artifact>;
    /** Oldest first; `limit` 1–500, default 200. */
    list(filter: { jobId: string; limit?: number }): Promise<Artifact[]>;
    /** Throws `artifact_not_found`, and `artifact_job_mismatch` where it is another job's. */
    get(input: { jobId: string; artifactId: string }): Promise<Artifact>;
    /** Those of the ids that are an artifact's. */
    known(artifactIds: readonly string[]): Promise<string[]>;
  };
  readonly insight: {
    /** What stands in the queue. Where counting takes long, a count of a few seconds ago, as `asOf` tells. */
    summary(): Promise<QueueSummary>;
    /** What a job waits for, and who could take it. */
    explain(jobId: string): Promise<JobExplanation>;
    /** The workers seen in the last week, the latest first; at most 1,000. */
    workers(): Promise<Worker[]>;
    /** How this process's store is doing; asks nothing of the database. */
    vitals(): StoreVitals;
    /** How long the database's oldest transaction has been open, in seconds; 0 where there is none. */
    oldestTransactionSeconds(): Promise<number>;
  };
  readonly workerTokens: {
    /** Stores the hash of a token; `tokenHash` is `sha256:` + hex. */
    create(input: NewWorkerToken): Promise<WorkerToken>;
    /** Newest first, ended ones too; `limit` 1–200, default 200. */
    list(filter: { limit?: number; cursor?: string }): Promise<Page<WorkerToken>>;
    revoke(tokenId: string, act?: Act | null): Promise<WorkerToken>;
    /** The live token of a hash, or null when there is none, or it is revoked or expired. */
    findByHash(tokenHash: string): Promise<WorkerToken | null>;
  };
  readonly apiTokens: {
    /** Stores the hash of a token; `tokenHash` is `sha256:` + hex. */
    create(input: NewApiToken): Promise<ApiToken>;
    /** Newest first, ended ones too; `limit` 1–200, default 50. */
    list(filter: { limit?: number; cursor?: string }): Promise<Page<ApiToken>>;
    /** Throws `api_token_not_found`; a second time changes nothing. */
    revoke(tokenId: string, act?: Act | null): Promise<ApiToken>;
    /**
     * The live token of a hash, or null when there is none, or it is revoked or expired. Notes that it was used, once a
     * minute.
     */
    use(tokenHash: string): Promise<ApiToken | null>;
  };
  readonly audit: {
    /** Newest first; `limit` 1–200, default 50. */
    list(filter: AuditFilter): Promise<Page<AuditEntry>>;
    /** Writes down an act that was refused, and why. */
    refused(act: Act, outcome: string): Promise<void>;
    /** Deletes what is more than so many days old; gives how many entries went. */
    prune(input: { olderThanDays: number }): Promise<number>;
  };
  readonly manifests: {
    /** By name, in the order of code points; `search` is a prefix in any case, `limit` 1–200, default 50. */
    list(filter: { limit?: number; cursor?: string; search?: string }): Promise<Page<ManifestSummary>>;
    /** The entry of a name in exactly this spelling, with its text; throws `manifest_not_found`. */
    get(name: string): Promise<ManifestRecord>;
    /** The entry's revisions, the newest first; `limit` 1–200, default 50. Throws `manifest_not_found`. */
    revisions(filter: { name: string; limit?: number; cursor?: string }): Promise<Page<ManifestRevision>>;
    /** The latest revision with this text; throws `manifest_not_found` or `revision_not_found`. */
    revision(name: string, contentHash: string): Promise<ManifestRevision & { readonly content: string }>;
    /**
     * Creates or changes an entry; a text that is there already makes no new revision. Throws `precondition_failed`, and
     * `manifest_name_conflict` where another name differs by case alone.
     */
    put(
      input: PutManifest,
    ): Promise<{ outcome: 'created' | 'changed' | 'unchanged'; record: ManifestRecord }>;
    /**
     * Takes the entry out with its revisions; throws `manifest_not_found`, `precondition_failed`, and `manifest_in_use`
     * while a run of it is queued or running.
     */
    delete(input: DeleteManifest): Promise<void>;
    /**
     * Writes the checkpoint for the worker that holds a running job of the manifest; throws `state_conflict` where
     * `expectedUpdatedAt` is not the present one, and what any verb of a lease holder throws.
     */
    setState(input: SetManifestState): Promise<ManifestState>;
    /** The entry's runs, the newest first; `limit` 1–200, default 50. Throws `manifest_not_found`. */
    runs(filter: { name: string; limit?: number; cursor?: string }): Promise<Page<ManifestRun>>;
  };
  /** Throws unless the database answers and holds this version's schema. */
  ping(): Promise<void>;
  /** Ends what is followed and waited for, and the connections. */
  close(): Promise<void>;
}
