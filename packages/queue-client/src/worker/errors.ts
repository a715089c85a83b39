/** What handlers throw to say how a job goes on, and what they are aborted with. Any other error: failed, to be tried again. */

/** The job fails for good: no further attempt would end otherwise. */
export class NonRetryable extends Error {
  override readonly name = 'NonRetryable';
}

/**
 * The job fails, and is tried again after so many seconds, 0 to 86,400, at the earliest.
 * @throws {RangeError} seconds out of range.
 */
export class RetryAfter extends Error {
  override readonly name = 'RetryAfter';
  readonly seconds: number;

  constructor(seconds: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.seconds = wholeSeconds(seconds);
  }
}

/**
 * The job is handed back unharmed, no attempt spent, and comes again after so many seconds, 0 to 86,400.
 * @throws {RangeError} seconds out of range.
 */
export class Snooze extends Error {
  override readonly name = 'Snooze';
  readonly seconds: number;

  constructor(seconds: number, message = 'The worker asks for it later.') {
    super(message);
    this.seconds = wholeSeconds(seconds);
  }
}

/**
 * Why a job's signal aborted: `cancelled` by a user; `lease_lost`, so that another worker may have the job by now;
 * `shutdown` of this worker.
 */
export type AbortReason = 'cancelled' | 'lease_lost' | 'shutdown';

const WORDS: Readonly<Record<AbortReason, string>> = {
  cancelled: 'The cancellation of the job was requested.',
  lease_lost: 'The lease of the job is over; another worker may have it.',
  shutdown: 'The worker shuts down.',
};

/** The `reason` of an aborted job's signal. */
export class JobAborted extends Error {
  override readonly name = 'JobAborted';
  readonly reason: AbortReason;

  constructor(reason: AbortReason) {
    super(WORDS[reason]);
    this.reason = reason;
  }
}

/** The service lets a job rest a day at most. */
const MOST_SECONDS = 86_400;

function wholeSeconds(seconds: number): number {
  if (!(seconds >= 0 && seconds <= MOST_SECONDS))
    throw new RangeError(`Seconds are a number from 0 to ${MOST_SECONDS}.`);
  return Math.ceil(seconds);
}
