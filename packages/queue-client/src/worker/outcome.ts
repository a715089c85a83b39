/** What became of a job: how its handler ended, as the call that tells the service. */
import { answerOf, type ClaimedJob, type QueueClient } from '../client/client.js';
import { QueueApiError } from '../client/errors.js';
import { persist } from './calls.js';
import { JobAborted, NonRetryable, RetryAfter, Snooze } from './errors.js';
import { textOf } from './texts.js';

/** `abandoned`: the lease was lost, so that there is nothing to tell. */
export type Outcome =
  | { readonly verb: 'complete'; readonly resultSummary: string | null }
  | {
      readonly verb: 'fail';
      readonly errorMessage: string;
      readonly retryable: boolean;
      readonly retryAfterSeconds?: number;
    }
  | { readonly verb: 'release'; readonly delaySeconds: number; readonly reason: string }
  | { readonly verb: 'cancel/ack'; readonly message: string | null }
  | { readonly verb: 'abandoned' };

/** The outcome of a handler that has returned. */
export function outcomeOf(summary: unknown): Outcome {
  const isNothing = summary === undefined || summary === null || typeof summary === 'function';
  return { verb: 'complete', resultSummary: isNothing ? null : textOf(summary) };
}

/** The outcome of a handler that has thrown; where its signal had aborted, that is why. */
export function outcomeOfError(error: unknown, signal: AbortSignal): Outcome {
  const aborted = signal.reason instanceof JobAborted ? signal.reason : null;
  if (aborted?.reason === 'lease_lost') return { verb: 'abandoned' };
  if (aborted?.reason === 'cancelled') return { verb: 'cancel/ack', message: null };
  if (aborted) return { verb: 'release', delaySeconds: 0, reason: aborted.message };
  if (error instanceof Snooze) return { verb: 'release', delaySeconds: error.seconds, reason: error.message };
  const errorMessage = messageOf(error);
  if (error instanceof RetryAfter)
    return { verb: 'fail', errorMessage, retryable: true, retryAfterSeconds: error.seconds };
  return { verb: 'fail', errorMessage, retryable: !(error instanceof NonRetryable) };
}

function messageOf(error: unknown): string {
  const message = error === undefined || error === null ? '' : textOf(error);
  return message.trim() === '' ? 'The handler failed without saying why.' : message;
}

/** Stands for a text that the service refuses: it may hold a raw secret. */
const WITHHELD = 'The text was withheld: the service refused it.';

/** The outcome with its text withheld. */
function withheld(outcome: Outcome): Outcome {
  switch (outcome.verb) {
    case 'complete':
      return { ...outcome, resultSummary: WITHHELD };
    case 'fail':
      return { ...outcome, errorMessage: WITHHELD };
    case 'release':
      return { ...outcome, reason: WITHHELD };
    case 'cancel/ack':
      return { ...outcome, message: null };
    case 'abandoned':
      return outcome;
  }
}

/**
 * Tells the outcome until the service has taken or refused it. True: taken. False: refused, since the job is another's by
 * now. Sent twice, it does no harm: the lease token tells.
 * @throws the signal's reason when it aborts.
 */
export async function report(
  client: QueueClient,
  job: ClaimedJob,
  workerId: string,
  outcome: Outcome,
  signal: AbortSignal,
): Promise<boolean> {
  if (outcome.verb === 'abandoned') return false;
  const tell = (told: Outcome) => persist((until) => send(client, job, workerId, told, until), signal);
  try {
    await tell(outcome);
    return true;
  } catch (error) {
    if (!(error instanceof QueueApiError)) throw error;
    if (error.status !== 422 && error.status !== 413) return false;
    return tell(withheld(outcome)).then(
      () => true,
      () => false,
    );
  }
}

async function send(
  client: QueueClient,
  job: ClaimedJob,
  workerId: string,
  outcome: Outcome,
  signal: AbortSignal,
): Promise<void> {
  const params = { path: { jobId: job.id } };
  const holder = { workerId, leaseToken: job.leaseToken };
  const call = () => {
    switch (outcome.verb) {
      case 'complete': {
        const { resultSummary } = outcome;
        const body = { ...holder, resultSummary };
        return client.POST('/api/queue/jobs/{jobId}/complete', { params, body, signal });
      }
      case 'fail': {
        const { errorMessage, retryable, retryAfterSeconds = null } = outcome;
        const body = { ...holder, errorMessage, retryable, retryAfterSeconds };
        return client.POST('/api/queue/jobs/{jobId}/fail', { params, body, signal });
      }
      case 'release': {
        const { delaySeconds, reason } = outcome;
        const body = { ...holder, delaySeconds, reason };
        return client.POST('/api/queue/jobs/{jobId}/release', { params, body, signal });
      }
      case 'cancel/ack': {
        const { message } = outcome;
        return client.POST('/api/queue/jobs/{jobId}/cancel/ack', {
          params,
          body: { ...holder, message },
          signal,
        });
      }
      case 'abandoned':
        return null;
    }
  };
  const sent = call();
  if (sent) await answerOf(sent);
}
