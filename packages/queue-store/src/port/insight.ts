/** What the queue tells of itself: counts, workers, and why a job waits. */
import type { JobCategory, JobStatus, JobType } from '@moonmind/job-types';

export interface StoreVitals {
  /** Connections: at most, at work, and the calls that wait for one. */
  readonly pool: { readonly max: number; readonly used: number; readonly waiting: number };
  /** Leases that this process found run out, since it opened the store. */
  readonly leaseExpiries: number;
}

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
