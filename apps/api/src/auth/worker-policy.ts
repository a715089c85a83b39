/** What a worker's credential allows: its worker id, job types, repositories and capabilities. */
import { JOB_TYPES, type JobType } from '@moonmind/job-types';
import type { ClaimRequest, WorkerToken } from '@moonmind/queue-store';
import { Problem } from '../problems/problem.js';

/** A worker that calls, and what its credential allows; an empty list bounds nothing. */
export interface ActingWorker
  extends Pick<
    WorkerToken,
    'workerId' | 'allowedRepositories' | 'allowedJobTypes' | 'capabilities' | 'expiresAt'
  > {
  /** What its requests are counted by. */
  readonly key: string;
}

/**
 * A credential speaks for one worker.
 * @throws {Problem} `worker_not_authorized` when the body's workerId is another than the credential's.
 */
export function assertWorkerId(caller: ActingWorker, workerId: string): void {
  if (caller.workerId !== workerId)
    throw new Problem(
      'worker_not_authorized',
      "The workerId is not the credential's. Send the one that GET /api/queue/workers/self tells.",
    );
}

/**
 * What a worker may claim: the token's capabilities, if any, replace those it names; the token's job types bound those
 * it asks for; the token's repositories are the only ones.
 * @throws {Problem} `worker_not_authorized` when no job type is left.
 */
export function claimScope(
  token: ActingWorker,
  asked: { readonly allowedTypes: readonly JobType[]; readonly workerCapabilities: readonly string[] },
): Pick<ClaimRequest, 'allowedTypes' | 'allowedRepositories' | 'capabilities'> {
  return {
    allowedTypes: intersect(token.allowedJobTypes, asked.allowedTypes),
    allowedRepositories: token.allowedRepositories,
    capabilities: token.capabilities.length > 0 ? token.capabilities : asked.workerCapabilities,
  };
}

/** An empty list stands for any type. */
function intersect(allowed: readonly JobType[], asked: readonly JobType[]): readonly JobType[] {
  if (allowed.length === 0) return asked;
  if (asked.length === 0) return allowed;
  const both = JOB_TYPES.filter((type) => allowed.includes(type) && asked.includes(type));
  if (both.length === 0)
    throw new Problem(
      'worker_not_authorized',
      `The token allows none of the job types asked for. Ask for ${allowed.join(', ')}.`,
    );
  return both;
}
