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
import type {
  AcceptedJob,
  EventLevel,
  JobCategory,
  JobStatus,
  JobType,
  JsonObject,
  JsonValue,
} from '@moonmind/job-types';
import type { Scope } from './api-tokens/scopes.js';

export interface Job {
  readonly id: string;
  readonly type: JobType;
  readonly category: JobCategory;
  readonly status: JobStatus;
  readonly priority: number;
  readonly payload: JsonObject;
  readonly createdByUserId: string | null;
  readonly requestedByUserId: string | null;
  readonly cancelRequestedByUserId: string | null;
  readonly cancelRequestedAt: string | null;
  readonly cancelReason: string | null;
  readonly affinityKey: string | null;
  readonly claimedBy: string | null;
  readonly leaseExpiresAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly resultSummary: string | null;
  readonly errorMessage: string | null;
  readonly artifactsPath: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A job as its claimer gets it: with the lease token, and for a manifest job with the pinned YAML in
 *  `payload.manifest.source.content`. */
export interface ClaimedJob extends Job {
  readonly leaseToken: string;
}

export interface JobEvent {
  readonly id: string;
  readonly jobId: string;
  readonly category: JobCategory;
  readonly level: EventLevel;
  readonly message: string;
  readonly payload: JsonValue;
  readonly createdAt: string;
}

export interface Page<T> {
  readonly items: T[];
  readonly hasMore: boolean;
  /** Opaque; null when there is no more. */
  readonly nextCursor: string | null;
}

/**
 * Something that a user does, for the audit log. A verb that is given one and succeeds has written it down, in the
 * transaction that changes something where one does; a verb that throws has not.
 */
export interface Act {
  /** Such as `manifest.put`. */
  readonly action: string;
  /** What it is done to; null: what the verb makes, by its id. */
  readonly target: string | null;
  /** By what the actor was told: being on this machine, a credential, or the service's command. */
  readonly actorKind: 'local' | 'api_token' | 'oidc' | 'command';
  readonly actorId: string | null;
  readonly actorName: string | null;
  /** Where the call came from. */
  readonly address: string | null;
  readonly requestId: string | null;
}

/** An act as it was written down. */
export interface AuditEntry extends Act {
  readonly id: string;
  readonly at: string;
  /** `success`, or the code of the refusal. */
  readonly outcome: string;
}

/** Which entries of the audit log; what is absent leaves out nothing. */
export interface AuditFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly target?: string;
  /** `success`, the code of a refusal, or `refused` for any. */
  readonly outcome?: string;
  /** Only what was written after this time. */
  readonly after?: string;
  /** Only what was written before this time. */
  readonly before?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface NewJob {
  readonly job: AcceptedJob;
  readonly act?: Act | null;
  /** Higher goes first. Default 0. */
  readonly priority?: number;
  /** Kept and told, for clients to group jobs by; claims do not look at it. Default null. */
  readonly affinityKey?: string | null;
  /** The most attempts; a job that is handed back has not used one. Default 3. */
  readonly maxAttempts?: number;
  readonly userId: string;
  /** The same key and the same `requestHash` of one user give the first job again; another hash is a conflict. */
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
}

/** Which jobs; what is absent leaves out nothing. */
export interface JobFilter {
  readonly status?: JobStatus;
  readonly type?: JobType;
  readonly category?: JobCategory;
  /** 1–200, default 50. */
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
}

export interface ClaimRequest {
  readonly workerId: string;
  readonly leaseSeconds: number;
  /** Empty or absent: any type. */
  readonly allowedTypes?: readonly JobType[];
  /** Empty or absent: any repository. A job without a repository is only for workers without this limit. */
  readonly allowedRepositories?: readonly string[];
  /** What the worker can do; it gets only jobs that require no more. */
  readonly capabilities: readonly string[];
  /** The most jobs to answer. Default 1. */
  readonly limit?: number;
  /**
   * The worker's own name for this claim. The same again, by the same worker, answers those of its jobs that still run,
   * under the same lease tokens; only where none does is it a new claim. So an answer lost on its way strands nothing.
   */
  readonly claimId?: string;
}

/** Who acts on a running job. Without a lease token (a worker of the old service) the worker id alone must match. */
export interface LeaseHolder {
  readonly jobId: string;
  readonly workerId: string;
  readonly leaseToken?: string;
}

/** What a heartbeat tells its worker: go on, stop and acknowledge the cancellation, or drop a job that is not its own. */
export interface HeartbeatResult {
  readonly jobId: string;
  readonly result: 'ok' | 'cancel' | 'lost';
}

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

export interface StoreVitals {
  /** Connections: at most, at work, and the calls that wait for one. */
  readonly pool: { readonly max: number; readonly used: number; readonly waiting: number };
  /** Leases that this process found run out, since it opened the store. */
  readonly leaseExpiries: number;
}

export interface ClaimWait {
  /** Default 0. */
  readonly seconds: number;
  /** The caller is gone: what it would have got goes back, unless it has named its claim by a `claimId`. */
  readonly signal?: AbortSignal;
}

export interface NumberedEvent {
  /** The worker's own count of the events under one lease: whole, 0 or more. */
  readonly sequence: number;
  readonly level: EventLevel;
  readonly message: string;
  readonly payload?: JsonValue;
}

/** An event as streams hand it on. */
export interface StreamedEvent {
  readonly event: JobEvent;
  readonly type: JobType;
  /** The job has ended, and nothing followed this event when it was read. */
  readonly last: boolean;
}

export interface EventPage {
  readonly events: readonly StreamedEvent[];
  /** Where to go on from. */
  readonly position: string;
  readonly more: boolean;
}

export type EventFollower = (events: readonly StreamedEvent[]) => void;

export interface Artifact {
  readonly id: string;
  readonly jobId: string;
  /** A relative path, such as `logs/run.log`. */
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** `sha256:` and the hex digest. */
  readonly digest: string;
  readonly storagePath: string;
  readonly createdAt: string;
}

export type NewArtifact = Omit<Artifact, 'jobId' | 'createdAt'>;

/** A worker as its claims show it. */
export interface Worker {
  readonly workerId: string;
  readonly capabilities: string[];
  /** Empty: any type. */
  readonly allowedTypes: JobType[];
  /** Empty: any repository. */
  readonly allowedRepositories: string[];
  readonly lastSeenAt: string;
  /** It was seen within the last minute, or holds a job whose lease is not over. */
  readonly live: boolean;
  readonly runningJobs: number;
  /** At most 100 of them. */
  readonly runningJobIds: string[];
}

export interface QueueSummary {
  readonly asOf: string;
  readonly counts: Record<JobCategory, Record<JobStatus, number>>;
  readonly oldestQueued: { readonly jobId: string; readonly createdAt: string } | null;
  /** Ready jobs by what they require; the largest sets, at most 100. */
  readonly ready: ReadySet[];
  /** Those of all sets that no live worker covers; the largest, at most 100. */
  readonly uncovered: ReadySet[];
  readonly readySets: number;
  readonly uncoveredSets: number;
}

export interface ReadySet {
  readonly requiredCapabilities: string[];
  readonly jobs: number;
  /** When the oldest of them was created. */
  readonly oldestCreatedAt: string;
}

/** Why a job is where it is. */
export interface JobExplanation {
  readonly jobId: string;
  readonly status: JobStatus;
  readonly summary: string;
  /** What must come before a worker may start it; empty when it only waits for its turn, runs or has ended. */
  readonly waitsFor: readonly JobWait[];
  /** Ready jobs of the same required capabilities that go before it; null unless it is ready. */
  readonly place: { readonly ahead: number; readonly exact: boolean } | null;
  readonly requiredCapabilities: string[];
  /** Those of them that no live worker offers. */
  readonly missingCapabilities: string[];
  /** Live workers that may take it. */
  readonly fittingWorkers: number;
  readonly nearestWorker: NearestWorker | null;
}

export type JobWait =
  | { readonly kind: 'time'; readonly until: string }
  | { readonly kind: 'lease'; readonly workerId: string; readonly until: string }
  | { readonly kind: 'capability'; readonly capabilities: string[] }
  | { readonly kind: 'worker' };

export interface NearestWorker {
  readonly workerId: string;
  readonly live: boolean;
  readonly lastSeenAt: string;
  readonly missingCapabilities: string[];
  readonly typeAllowed: boolean;
  readonly repositoryAllowed: boolean;
}

export interface EventFilter {
  readonly jobId: string;
  /** Events created after / before this time, exclusive. */
  readonly after?: string;
  readonly before?: string;
  /** Events that follow / precede this event, exclusive. */
  readonly afterEventId?: string;
  readonly beforeEventId?: string;
  /** Default `asc`. */
  readonly sort?: 'asc' | 'desc';
  /** 1–500, default 200. */
  readonly limit?: number;
}

export interface WorkerToken {
  readonly id: string;
  readonly workerId: string;
  readonly description: string | null;
  readonly allowedRepositories: string[];
  readonly allowedJobTypes: JobType[];
  readonly capabilities: string[];
  readonly isActive: boolean;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface NewWorkerToken {
  readonly act?: Act | null;
  readonly tokenHash: string;
  readonly workerId: string;
  readonly description?: string | null;
  readonly allowedRepositories?: readonly string[];
  readonly allowedJobTypes?: readonly JobType[];
  readonly capabilities?: readonly string[];
  readonly expiresAt?: string | null;
}

/** A user's API token, without its secret. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: Scope[];
  /** Null: made by the service's command. */
  readonly createdByUserId: string | null;
  /** Null: never. */
  readonly expiresAt: string | null;
  /** To the minute; null: never. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly createdAt: string;
}

export interface NewApiToken {
  readonly act?: Act | null;
  readonly tokenHash: string;
  readonly name: string;
  /** At least one. */
  readonly scopes: readonly Scope[];
  /** Who makes it. Default: the service's command. */
  readonly userId?: string | null;
  readonly expiresAt?: string | null;
}

export interface ManifestSummary {
  readonly name: string;
  readonly version: string;
  readonly contentHash: string;
  readonly updatedAt: string;
  readonly lastRunJobId: string | null;
  readonly lastRunStatus: JobStatus | null;
  readonly stateUpdatedAt: string | null;
}

export interface ManifestRecord {
  readonly name: string;
  readonly version: string;
  readonly content: string;
  readonly contentHash: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly requiredCapabilities: string[];
  readonly lastRun: {
    readonly jobId: string;
    readonly status: JobStatus;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  } | null;
  readonly state: ManifestState;
}

/** A worker's checkpoint: what the next run goes on from. */
export interface ManifestState {
  readonly stateJson: JsonValue;
  readonly stateUpdatedAt: string | null;
}

/** A text that was stored under a name: who stored it, when and why. */
export interface ManifestRevision {
  readonly contentHash: string;
  readonly createdAt: string;
  readonly createdByUserId: string;
  readonly message: string | null;
}

/** What the present revision of an entry must be. */
export interface Preconditions {
  /** From If-Match: `'*'` (must exist) or the content hashes of which one must be the present one. */
  readonly ifMatch?: '*' | readonly string[];
  /** From If-None-Match: `'*'` (must not exist) or content hashes of which none may be the present one. */
  readonly ifNoneMatch?: '*' | readonly string[];
}

export interface DeleteManifest extends Pick<Preconditions, 'ifMatch'> {
  readonly act?: Act | null;
  readonly name: string;
}

export interface SetManifestState extends LeaseHolder {
  readonly name: string;
  readonly stateJson: JsonValue;
  /** The `stateUpdatedAt` that the writer goes on from; null where it saw no state. Absent: whatever stands there. */
  readonly expectedUpdatedAt?: string | null;
}

export interface PutManifest extends Preconditions {
  /** A dry run is none. */
  readonly act?: Act | null;
  readonly name: string;
  readonly version: string;
  readonly content: string;
  readonly contentHash: string;
  readonly requiredCapabilities: readonly string[];
  readonly userId: string;
  readonly message?: string | null;
  /** Every check and precondition, nothing stored. */
  readonly dryRun?: boolean;
}

export interface ManifestRun {
  readonly jobId: string;
  readonly action: string;
  readonly options: JsonObject;
  readonly effectiveRunConfig: JsonObject;
  readonly contentHash: string;
  readonly status: JobStatus;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly requestedByUserId: string | null;
}

/** Why the store refused; the HTTP layer maps each to a problem of the same code. */
export type StoreErrorCode =
  | 'job_not_found'
  | 'manifest_not_found'
  | 'revision_not_found'
  | 'worker_token_not_found'
  | 'api_token_not_found'
  | 'artifact_not_found'
  | 'artifact_job_mismatch'
  | 'job_ownership_mismatch'
  | 'job_not_authorized'
  | 'job_state_conflict'
  | 'stale_lease'
  | 'idempotency_conflict'
  | 'manifest_name_conflict'
  | 'manifest_in_use'
  | 'state_conflict'
  | 'precondition_failed'
  | 'invalid_query'
  | 'database_unavailable';

/** The only error the store throws on purpose; callers switch on `code`. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
