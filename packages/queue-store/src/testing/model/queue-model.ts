/** The queue as a list in memory: what the store must do, without its SQL. Times are milliseconds since the epoch. */
import { type JobStatus, LEASE_RETRY_SECONDS, retryDelaySeconds } from '@moonmind/job-types';

export interface ModelJob {
  readonly id: string;
  readonly priority: number;
  readonly capabilities: readonly string[];
  readonly createdAt: number;
  readonly key: string | undefined;
  status: JobStatus;
  attempt: number;
  maxAttempts: number;
  claimedBy: string | null;
  /** Of the last claim. */
  token: string | null;
  /** Of all claims so far. */
  readonly tokens: string[];
  claimName: string | null;
  leaseExpiresAt: number | null;
  nextAttemptAt: number | null;
  cancelRequested: boolean;
  heartbeatEventAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  readonly events: string[];
}

export interface Holder {
  readonly job: ModelJob;
  readonly worker: string;
  readonly token: string | undefined;
}

/** What a call comes to: the job as it is then, or the code of a refusal. */
export type Outcome = ModelJob | string;

const MINUTE = 60_000;

export class QueueModel {
  readonly jobs: ModelJob[] = [];
  now: number;

  constructor(start: string) {
    this.now = Date.parse(start);
  }

  /** The job that a key has created before. */
  byKey(key: string | undefined): ModelJob | undefined {
    return key === undefined ? undefined : this.jobs.find((job) => job.key === key);
  }

  created(given: Pick<ModelJob, 'id' | 'priority' | 'capabilities' | 'key' | 'maxAttempts'>): void {
    this.jobs.push({
      ...given,
      createdAt: this.now,
      status: 'queued',
      attempt: 1,
      claimedBy: null,
      token: null,
      tokens: [],
      claimName: null,
      leaseExpiresAt: null,
      nextAttemptAt: null,
      cancelRequested: false,
      heartbeatEventAt: null,
      startedAt: null,
      finishedAt: null,
      events: ['Job queued'],
    });
  }

  /** The jobs that a claim gets, and whether they are its own from before. */
  claimable(
    worker: string,
    capabilities: readonly string[],
    limit: number,
    claimId: string | undefined,
  ): { jobs: ModelJob[]; again: boolean } {
    this.sweep();
    const held = this.inClaimOrder(
      ({ claimName, status }) =>
        claimId !== undefined && status === 'running' && claimName === nameOf(worker, claimId),
    );
    if (held.length > 0) return { jobs: held, again: true };
    const free = this.inClaimOrder(
      (job) =>
        job.status === 'queued' &&
        (job.nextAttemptAt === null || job.nextAttemptAt <= this.now) &&
        job.capabilities.every((capability) => capabilities.includes(capability)),
    );
    return { jobs: free.slice(0, limit), again: false };
  }

  claimed(
    job: ModelJob,
    worker: string,
    leaseSeconds: number,
    token: string,
    claimId: string | undefined,
  ): void {
    job.status = 'running';
    job.claimedBy = worker;
    job.token = token;
    job.tokens.push(token);
    job.claimName = claimId === undefined ? null : nameOf(worker, claimId);
    job.leaseExpiresAt = this.now + leaseSeconds * 1000;
    job.nextAttemptAt = null;
    job.startedAt ??= this.now;
    job.events.push('Job claimed');
  }

  heartbeat(holder: Holder, leaseSeconds: number): Outcome {
    const { job } = holder;
    const refusal = refusalOf(holder);
    if (refusal) return refusal;
    job.leaseExpiresAt = this.now + leaseSeconds * 1000;
    if (job.heartbeatEventAt === null || job.heartbeatEventAt <= this.now - MINUTE) {
      job.heartbeatEventAt = this.now;
      job.events.push('Heartbeat received');
    }
    return job;
  }

  complete(holder: Holder): Outcome {
    const { job, token } = holder;
    if (job.status === 'succeeded' && token !== undefined && token === job.token) return job;
    return refusalOf(holder) ?? this.#end(job, 'succeeded', 'Job completed');
  }

  fail(holder: Holder, retryable: boolean, retryAfterSeconds: number | undefined): Outcome {
    const { job } = holder;
    const refusal = refusalOf(holder);
    if (refusal) return refusal;
    if (job.cancelRequested) return this.#end(job, 'cancelled', 'Job cancelled');
    if (!retryable) return this.#end(job, 'failed', 'Job failed');
    if (job.attempt >= job.maxAttempts) return this.#end(job, 'dead_letter', 'Job dead-lettered');
    const rest = retryAfterSeconds ?? retryDelaySeconds(job.attempt);
    job.attempt += 1;
    return this.#wait(job, rest, 'Job failed (retryable)');
  }

  release(holder: Holder, delaySeconds: number): Outcome {
    const refusal = refusalOf(holder);
    if (refusal) return refusal;
    if (holder.job.cancelRequested) return this.#end(holder.job, 'cancelled', 'Job cancelled');
    return this.#wait(holder.job, delaySeconds, 'Job released');
  }

  acknowledge(holder: Holder): Outcome {
    const { job } = holder;
    if (job.status === 'cancelled') return job;
    const refusal = refusalOf(holder);
    if (refusal) return refusal;
    return job.cancelRequested ? this.#end(job, 'cancelled', 'Job cancelled') : 'job_state_conflict';
  }

  cancel(job: ModelJob): Outcome {
    if (job.status === 'cancelled' || (job.status === 'running' && job.cancelRequested)) return job;
    if (job.status !== 'queued' && job.status !== 'running') return 'job_state_conflict';
    job.cancelRequested = true;
    if (job.status === 'queued') return this.#end(job, 'cancelled', 'Job cancelled');
    job.events.push('Cancellation requested');
    return job;
  }

  requeue(job: ModelJob): Outcome {
    if (!['failed', 'cancelled', 'dead_letter'].includes(job.status)) return 'job_state_conflict';
    job.status = 'queued';
    job.attempt += 1;
    job.maxAttempts = Math.max(job.maxAttempts, job.attempt);
    job.token = null;
    job.nextAttemptAt = null;
    job.finishedAt = null;
    job.cancelRequested = false;
    job.events.push('Job requeued');
    return job;
  }

  sweep(): void {
    for (const job of this.jobs) {
      if (job.status !== 'running' || (job.leaseExpiresAt ?? 0) > this.now) continue;
      if (job.cancelRequested) this.#end(job, 'cancelled', 'Lease expired');
      else if (job.attempt >= job.maxAttempts) this.#end(job, 'dead_letter', 'Lease expired');
      else {
        job.attempt += 1;
        this.#wait(job, LEASE_RETRY_SECONDS, 'Lease expired');
      }
    }
  }

  /** Deletes what ended before. */
  prune(olderThanDays: number): number {
    const before = this.now - olderThanDays * 24 * 60 * MINUTE;
    const old = this.jobs.filter(({ finishedAt }) => finishedAt !== null && finishedAt < before);
    for (const job of old) this.jobs.splice(this.jobs.indexOf(job), 1);
    return old.length;
  }

  inClaimOrder(fits: (job: ModelJob) => boolean): ModelJob[] {
    return this.jobs
      .filter(fits)
      .sort((a, b) => b.priority - a.priority || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  #end(job: ModelJob, status: JobStatus, event: string): ModelJob {
    job.status = status;
    job.finishedAt = this.now;
    job.nextAttemptAt = null;
    return this.#letGo(job, event);
  }

  #wait(job: ModelJob, seconds: number, event: string): ModelJob {
    job.status = 'queued';
    job.nextAttemptAt = this.now + seconds * 1000;
    return this.#letGo(job, event);
  }

  #letGo(job: ModelJob, event: string): ModelJob {
    job.claimedBy = null;
    job.claimName = null;
    job.leaseExpiresAt = null;
    job.events.push(event);
    return job;
  }
}

function nameOf(worker: string, claimId: string): string {
  return JSON.stringify([worker, claimId]);
}

function refusalOf({ job, worker, token }: Holder): string | undefined {
  if (job.status !== 'running') return 'job_state_conflict';
  if (job.claimedBy !== worker) return 'job_ownership_mismatch';
  return token !== undefined && token !== job.token ? 'stale_lease' : undefined;
}
