/** The calls that a worker makes, as its own client makes them. */
import { backoffMs, rest } from '../client/backoff.js';
import { answerOf, type ClaimedJob, type QueueClient } from '../client/client.js';
import { withDeadline } from '../client/deadline.js';
import { QueueApiError, QueueUnreachableError } from '../client/errors.js';

/**
 * Whether another try may end otherwise: no answer, too much at once, a service in trouble, or another in its place (`200`
 * without JSON). Not where the call could not even be made.
 */
export function mayPass(error: unknown): boolean {
  if (error instanceof QueueApiError) return error.status >= 500 || [200, 408, 429].includes(error.status);
  return (
    error instanceof QueueUnreachableError || (error instanceof DOMException && error.name === 'TimeoutError')
  );
}

/**
 * Works under a signal of its own that follows `outer`. A request hangs on its signal until it is collected: one that lives
 * as long as the worker would gather them all.
 */
export async function under<Answer>(
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  outer.throwIfAborted();
  const own = new AbortController();
  const abort = () => own.abort(outer.reason);
  outer.addEventListener('abort', abort);
  try {
    return await work(own.signal);
  } finally {
    outer.removeEventListener('abort', abort);
  }
}

/**
 * Calls until it is answered or refused; the first failure of those that may pass is told to `hears`.
 * @throws {QueueApiError} the refusal; the signal's reason when it aborts.
 */
export async function persist<Answer>(
  call: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
  hears: (error: unknown) => void = () => {},
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await under(signal, call);
    } catch (error) {
      signal.throwIfAborted();
      if (!mayPass(error)) throw error;
      if (attempt === 1) hears(error);
      const asked = error instanceof QueueApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      await rest(Math.max(backoffMs(attempt), Math.min(asked, 10_000)), signal);
    }
  }
}

export interface ClaimRequest {
  readonly workerId: string;
  readonly leaseSeconds: number;
  readonly workerCapabilities: readonly string[];
  readonly allowedTypes: readonly ClaimedJob['type'][];
}

export interface ClaimOptions {
  readonly limit: number;
  readonly waitSeconds: number;
  readonly signal: AbortSignal;
  /** As of `persist`. */
  readonly hears: (error: unknown) => void;
}

export interface Claimed {
  readonly jobs: readonly ClaimedJob[];
  /** When the claim was sent, `process.hrtime.bigint()`: no lease began before. */
  readonly sentAt: bigint;
}

/**
 * Claims up to `limit` jobs, waiting for the first. Each try bears one claim id, so that jobs whose answer was lost come with
 * the next one. Aborted, it asks once more without waiting: what was claimed at that moment is not left behind.
 */
export async function claim(
  client: QueueClient,
  request: ClaimRequest,
  { limit, waitSeconds, signal, hears }: ClaimOptions,
): Promise<Claimed> {
  const claimId = crypto.randomUUID();
  const send = async (wait: number, until: AbortSignal): Promise<Claimed> => {
    const sentAt = process.hrtime.bigint();
    const body = {
      ...request,
      workerCapabilities: [...request.workerCapabilities],
      allowedTypes: [...request.allowedTypes],
      limit,
      waitSeconds: wait,
      claimId,
    };
    const { jobs } = await withDeadline(until, (wait + 15) * 1000, (signal) =>
      answerOf(client.POST('/api/queue/jobs/claim', { body, signal })),
    );
    return { jobs, sentAt };
  };
  try {
    return await persist((until) => send(waitSeconds, until), signal, hears);
  } catch (error) {
    if (!signal.aborted) throw error;
    return send(0, AbortSignal.timeout(800)).catch(() => ({ jobs: [], sentAt: process.hrtime.bigint() }));
  }
}
