import { backoffMs, rest } from './backoff.js';
import { QueueUnreachableError, retryAfterOf } from './errors.js';

export type Fetch = (request: Request) => Promise<Response>;

export interface RetryOptions {
  /** How long one try may take, in milliseconds. A call that waits for a job (`waitSeconds`) gets that much more. */
  readonly timeoutMs: number;
  /** How often a call is tried in all. */
  readonly attempts: number;
}

/** Longer than this, a `Retry-After` is the caller's to heed. */
const LONGEST_REST_MS = 60_000;

/**
 * A `fetch` that tries again what may be tried again. After no answer, or a 5xx, the service may have done the work: then
 * only calls that do no harm twice go again. A 429 was not carried out, whatever it asked for.
 */
export function retryingFetch(send: Fetch, { timeoutMs, attempts }: RetryOptions): Fetch {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= attempts;
      const pause = backoffMs(attempt);
      try {
        const response = await send(once(request, timeoutMs));
        if (last || !goesAgain(request, response.status)) return response;
        const asked = retryAfterOf(response);
        if (asked !== null && asked * 1000 > LONGEST_REST_MS) return response;
        await response.body?.cancel();
        await rest(Math.max(pause, (asked ?? 0) * 1000), request.signal);
      } catch (error) {
        if (request.signal.aborted) throw request.signal.reason;
        if (last || !doesNoHarmTwice(request)) throw new QueueUnreachableError(originOf(request), error);
        await rest(pause, request.signal);
      }
    }
  };
}

/** The request for one try: a body can be sent once only. */
function once(request: Request, timeoutMs: number): Request {
  return new Request(request.clone(), {
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]),
  });
}

function goesAgain(request: Request, status: number): boolean {
  if (status === 429) return true;
  return (status === 408 || status === 502 || status === 503 || status === 504) && doesNoHarmTwice(request);
}

/** Reads, writes of a whole value, and what carries an Idempotency-Key. What is conditional would fail against itself. */
function doesNoHarmTwice(request: Request): boolean {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD') return true;
  if (headers.has('idempotency-key')) return true;
  return (
    (method === 'PUT' || method === 'DELETE') && !headers.has('if-match') && !headers.has('if-none-match')
  );
}

function originOf(request: Request): string {
  return new URL(request.url).origin;
}
