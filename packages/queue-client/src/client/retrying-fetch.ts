import { backoffMs, rest } from './backoff.js';
import { withDeadline } from './deadline.js';
import { isJson, QueueUnreachableError, retryAfterOf } from './errors.js';

export type Fetch = (request: Request) => Promise<Response>;

export interface RetryOptions {
  /** How long one try may take, in milliseconds; of an answer that is no JSON: until it begins. */
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
        const response = await tryOnce(send, request, timeoutMs);
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

/**
 * A request hears its signal only as long as somebody holds the request itself (Node 20 to 22, as of undici 6): collected
 * before its answer has come, it would be waited for beyond each deadline.
 */
const inFlight = new Set<Request>();
/** The same for bodies that are still read. */
const kept = new WeakMap<ReadableStream, readonly Request[]>();

async function held<Answer>(request: Request, work: () => Promise<Answer>): Promise<Answer> {
  inFlight.add(request);
  try {
    return await work();
  } finally {
    inFlight.delete(request);
  }
}

/**
 * One try, by a copy of the request: a body can be sent once only. JSON has to come in time as a whole, and one that breaks off
 * is as none; other answers (a stream of events, a file) have to begin in time, and may last.
 */
function tryOnce(send: Fetch, request: Request, timeoutMs: number): Promise<Response> {
  return withDeadline(request.signal, timeoutMs, async (signal) => {
    const copy = new Request(request.clone(), { signal });
    const response = await held(copy, () => send(copy));
    if (response.body) kept.set(response.body, [request, copy]);
    if (!isJson(response) || response.body === null) return response;
    const { status, statusText, headers, url } = response;
    const whole = new Response(await response.text(), { status, statusText, headers });
    // A response that is made here has no URL of its own.
    return Object.defineProperty(whole, 'url', { value: url });
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
