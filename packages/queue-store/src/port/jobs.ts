/** Jobs, and what verbs on them take and give. */
import type { AcceptedJob, JobCategory, JobStatus, JobType, JsonObject } from '@moonmind/job-types';
import type { Act } from './audit.js';

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

/** What a new job gets where nothing else is said. */
export const JOB_DEFAULTS = { priority: 0, maxAttempts: 3 } as const;

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

export interface ClaimWait {
  /** Default 0. */
  readonly seconds: number;
  /** The caller is gone: what it would have got goes back, unless it has named its claim by a `claimId`. */
  readonly signal?: AbortSignal;
}
