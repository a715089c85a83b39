/** Entries of the registry, their revisions, runs and checkpoints. */
import type { JobStatus, JsonObject, JsonValue } from '@moonmind/job-types';
import type { Act } from './audit.js';
import type { LeaseHolder } from './jobs.js';

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
