/**
 * The state machine of a job, as data: the store takes its guards' meaning, events and statuses from here, the docs
 * their diagram (`stateDiagram`), the tests their cases.
 *
 * Terminology
 *
 * - **trigger**: what may happen to a job; one trigger, one transition. Where several may follow from one call (`fail`,
 *   a lease that ran out), the guards exclude each other.
 * - **guard**: a condition on the job and the caller; all guards of a transition must hold.
 * - **owner**: the worker that `claimedBy` names; **lease**: its hold until `leaseExpiresAt`.
 */
import { type EventLevel, FINAL_STATUSES, type JobStatus } from './job.js';

/** What each guard demands. */
export const GUARDS = {
  due: 'nextAttemptAt is null or past',
  typeAllowed: 'the worker may take jobs of this type',
  repositoryAllowed: "the worker's policy covers the job's repository",
  capabilitiesCovered: "requiredCapabilities is not empty and a subset of the worker's capabilities",
  owner: 'claimedBy is the calling worker',
  lease: 'a lease token, where one is sent, is the one of the present claim',
  leaseOver: 'leaseExpiresAt is past',
  cancelNotRequested: 'no cancellation is requested',
  cancelRequested: 'a cancellation is requested',
  retryable: 'the worker calls the failure retryable',
  notRetryable: 'the worker does not call the failure retryable',
  attemptsLeft: 'attempt < maxAttempts',
  attemptsSpent: 'attempt ≥ maxAttempts',
} as const;
export type Guard = keyof typeof GUARDS;

/** The event that a transition leaves behind, in the same transaction. */
export interface TransitionEvent {
  readonly level: EventLevel;
  readonly message: string;
  /** The keys of the event's payload. */
  readonly payload: readonly string[];
}

export interface Transition {
  /** The states it starts from; empty for `create`. */
  readonly from: readonly JobStatus[];
  readonly to: JobStatus;
  readonly guards: readonly Guard[];
  readonly event: TransitionEvent;
  readonly effect: string;
}

const HELD = ['owner', 'lease'] as const;

/** Every transition there is. A call that fits none is a conflict, but for the no-ops of `NO_OPS`. */
export const TRANSITIONS = {
  create: {
    from: [],
    to: 'queued',
    guards: [],
    event: {
      level: 'info',
      message: 'Job queued',
      payload: ['type', 'createdByUserId', 'requestedByUserId'],
    },
    effect: 'attempt 1',
  },
  claim: {
    from: ['queued'],
    to: 'running',
    guards: ['due', 'typeAllowed', 'repositoryAllowed', 'capabilitiesCovered'],
    event: { level: 'info', message: 'Job claimed', payload: ['workerId'] },
    effect: 'claimedBy, a fresh leaseToken, leaseExpiresAt; startedAt kept if set; nextAttemptAt cleared',
  },
  heartbeat: {
    from: ['running'],
    to: 'running',
    guards: [...HELD],
    event: { level: 'info', message: 'Heartbeat received', payload: ['workerId', 'leaseSeconds'] },
    effect: 'leaseExpiresAt = now + lease; the event at most once a minute',
  },
  complete: {
    from: ['running'],
    to: 'succeeded',
    guards: [...HELD],
    event: { level: 'info', message: 'Job completed', payload: ['workerId'] },
    effect: 'resultSummary kept, errorMessage cleared, finishedAt',
  },
  failAfterCancelRequest: {
    from: ['running'],
    to: 'cancelled',
    guards: [...HELD, 'cancelRequested'],
    event: { level: 'warn', message: 'Job cancelled', payload: ['workerId', 'retryable', 'status'] },
    effect: 'errorMessage kept, finishedAt',
  },
  failRetryable: {
    from: ['running'],
    to: 'queued',
    guards: [...HELD, 'cancelNotRequested', 'retryable', 'attemptsLeft'],
    event: {
      level: 'warn',
      message: 'Job failed (retryable)',
      payload: ['workerId', 'retryable', 'status', 'nextAttemptAt'],
    },
    effect: 'attempt + 1, errorMessage kept, nextAttemptAt = now + backoff',
  },
  failExhausted: {
    from: ['running'],
    to: 'dead_letter',
    guards: [...HELD, 'cancelNotRequested', 'retryable', 'attemptsSpent'],
    event: { level: 'error', message: 'Job dead-lettered', payload: ['workerId', 'retryable', 'status'] },
    effect: 'errorMessage kept, finishedAt',
  },
  fail: {
    from: ['running'],
    to: 'failed',
    guards: [...HELD, 'cancelNotRequested', 'notRetryable'],
    event: { level: 'error', message: 'Job failed', payload: ['workerId', 'retryable', 'status'] },
    effect: 'errorMessage kept, finishedAt',
  },
  releaseAfterCancelRequest: {
    from: ['running'],
    to: 'cancelled',
    guards: [...HELD, 'cancelRequested'],
    event: { level: 'info', message: 'Job cancelled', payload: ['workerId', 'reason'] },
    effect: 'finishedAt: nobody wants the job that is handed back',
  },
  release: {
    from: ['running'],
    to: 'queued',
    guards: [...HELD, 'cancelNotRequested'],
    event: { level: 'info', message: 'Job released', payload: ['workerId', 'reason'] },
    effect: 'attempt unchanged, nextAttemptAt = now + delay',
  },
  leaseExpiredCancelled: {
    from: ['running'],
    to: 'cancelled',
    guards: ['leaseOver', 'cancelRequested'],
    event: { level: 'warn', message: 'Lease expired', payload: ['workerId', 'attempt', 'status'] },
    effect: 'claim fields cleared, finishedAt',
  },
  leaseExpiredExhausted: {
    from: ['running'],
    to: 'dead_letter',
    guards: ['leaseOver', 'cancelNotRequested', 'attemptsSpent'],
    event: { level: 'warn', message: 'Lease expired', payload: ['workerId', 'attempt', 'status'] },
    effect: 'claim fields cleared, finishedAt',
  },
  leaseExpired: {
    from: ['running'],
    to: 'queued',
    guards: ['leaseOver', 'cancelNotRequested', 'attemptsLeft'],
    event: {
      level: 'warn',
      message: 'Lease expired',
      payload: ['workerId', 'attempt', 'status', 'nextAttemptAt'],
    },
    effect: 'claim fields cleared, attempt + 1, nextAttemptAt = now + 30 s',
  },
  cancelQueued: {
    from: ['queued'],
    to: 'cancelled',
    guards: [],
    event: { level: 'info', message: 'Job cancelled', payload: ['requestedByUserId', 'reason'] },
    effect: 'cancelReason, finishedAt',
  },
  cancelRequested: {
    from: ['running'],
    to: 'running',
    guards: ['cancelNotRequested'],
    event: { level: 'warn', message: 'Cancellation requested', payload: ['requestedByUserId', 'reason'] },
    effect:
      'cancelRequestedAt, cancelRequestedByUserId, cancelReason; the worker learns of it by its next heartbeat',
  },
  cancelAcknowledged: {
    from: ['running'],
    to: 'cancelled',
    guards: [...HELD, 'cancelRequested'],
    event: { level: 'info', message: 'Job cancelled', payload: ['workerId', 'message'] },
    effect: 'finishedAt',
  },
  requeue: {
    from: ['failed', 'cancelled', 'dead_letter'],
    to: 'queued',
    guards: [],
    event: { level: 'info', message: 'Job requeued', payload: ['byUserId'] },
    effect: 'attempt + 1, maxAttempts raised to fit; cancel request, result and error cleared',
  },
} as const satisfies Record<string, Transition>;

export type Trigger = keyof typeof TRANSITIONS;

/** Calls that change nothing and answer the job as it is. */
export const NO_OPS = [
  { call: 'cancel', when: 'the job is cancelled, or its cancellation is already requested' },
  { call: 'cancel/ack', when: 'the job is cancelled' },
  { call: 'complete', when: 'the job succeeded under the leaseToken that is sent' },
] as const;

/** Left behind beside `create`'s event by a job of a type that `isLegacyType` names. */
export const LEGACY_TYPE_EVENT = {
  level: 'warn',
  message: 'Legacy job type submitted',
  payload: ['type'],
} as const satisfies TransitionEvent;

/** How long a job whose lease ran out rests before it may be claimed again, in seconds. */
export const LEASE_RETRY_SECONDS = 30;

/** The longest rest between two attempts, in seconds. */
export const MAX_RETRY_DELAY_SECONDS = 600;

/**
 * How long a job rests after its attempt number `attempt` (from 1) failed retryably: min(600, 15·2^(attempt−1)) seconds.
 */
export function retryDelaySeconds(attempt: number): number {
  return Math.min(MAX_RETRY_DELAY_SECONDS, 15 * 2 ** (attempt - 1));
}

/** The state machine as a mermaid diagram; an edge names its trigger. */
export function stateDiagram(): string {
  const edges = Object.entries<Transition>(TRANSITIONS).flatMap(([trigger, { from, to }]) =>
    (from.length > 0 ? from : ['[*]']).map((start) => `  ${start} --> ${to}: ${trigger}`),
  );
  return ['stateDiagram-v2', ...edges, ...FINAL_STATUSES.map((status) => `  ${status} --> [*]`)].join('\n');
}
