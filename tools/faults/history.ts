/** What the clients of a fault run were answered, and what was there in the end. */
import type { JobStatus } from '@moonmind/job-types';

/** One worker's hold of one job. */
export interface Hold {
  readonly jobId: string;
  readonly attempt: number;
  readonly leaseToken: string;
  readonly workerId: string;
}

export type Entry =
  /** A submission was answered 201. */
  | { readonly kind: 'created'; readonly jobId: string }
  | ({ readonly kind: 'claimed' } & Hold)
  | ({ readonly kind: 'completed' } & Hold)
  | ({ readonly kind: 'failed' } & Hold)
  /** The worker's last word was answered with a problem. */
  | ({ readonly kind: 'refused'; readonly code: string } & Hold)
  /** A claim's answer that went no further than a proxy. */
  | ({ readonly kind: 'cut' } & Hold)
  /** A worker was stopped until its lease was over, and then woken. */
  | ({ readonly kind: 'woken' } & Hold)
  /** A dead worker's job left it, so long after the kill. */
  | ({ readonly kind: 'freed'; readonly ms: number; readonly leaseSeconds: number } & Hold);

/** The database when all has come to rest. */
export interface Outcome {
  readonly jobs: readonly {
    readonly id: string;
    readonly status: JobStatus;
    /** The registry entry that it is a run of. */
    readonly manifest: string | null;
  }[];
  /** In the order of their ids. */
  readonly events: readonly { readonly id: string; readonly jobId: string; readonly message: string }[];
  readonly manifests: readonly {
    readonly name: string;
    /** The job that was created last. */
    readonly newestJobId: string | null;
    readonly lastRunJobId: string | null;
    readonly lastRunStatus: JobStatus | null;
  }[];
  /** What readers were given of a job's events, from its first on, in their order. */
  readonly readings: readonly {
    readonly reader: string;
    readonly jobId: string;
    readonly eventIds: readonly string[];
  }[];
}
