import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.generated.js';
import { problemOf, QueueApiError } from './errors.js';
import { type Fetch, retryingFetch } from './retrying-fetch.js';

type Schemas = components['schemas'];
export type Job = Schemas['Job'];
export type ClaimedJob = Schemas['ClaimedJob'];
export type JobEvent = Schemas['Event'];
export type Diagnostic = Schemas['Diagnostic'];

export interface QueueClientOptions {
  /** Where the service is: `http://127.0.0.1:8787`. A path in front of `/api` is kept. */
  readonly url: string;
  /** The credential of a user, an API token or a JWT: sent as a bearer. */
  readonly token?: string;
  /** The credential of a worker, for the calls that workers make. */
  readonly workerToken?: string;
  /** How long one try may take, in milliseconds. Default 30,000; a claim with `waitSeconds` needs that much more. */
  readonly timeoutMs?: number;
  /** How often a call is tried in all, where it may be tried again. Default 4. */
  readonly attempts?: number;
  /** Sends the requests. Default: the platform's `fetch`. */
  readonly fetch?: Fetch;
}

/** Every route of the service, by method and path, typed from its OpenAPI document. */
export type QueueClient = Client<paths>;

/**
 * Makes a client: `client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId } } })`, then `data` is the answer.
 *
 * Calls that do no harm twice (reads, unconditional PUT and DELETE, whatever carries an `Idempotency-Key`) are tried again,
 * after a rest that grows and that heeds `Retry-After`; a 429 always is. What is refused in the end throws.
 *
 * @throws {TypeError} `url` is no http(s) URL.
 * @throws {QueueApiError} from each call: the service refused it; `code` says why.
 * @throws {QueueUnreachableError} from each call: no answer came.
 */
export function createQueueClient(options: QueueClientOptions): QueueClient {
  const { url, token, workerToken, timeoutMs = 30_000, attempts = 4 } = options;
  const client = createFetchClient<paths>({
    baseUrl: baseOf(url),
    // Looked up at each call: whoever replaces the platform's fetch is heard.
    fetch: retryingFetch(options.fetch ?? ((request) => globalThis.fetch(request)), { timeoutMs, attempts }),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(workerToken ? { 'x-moonmind-worker-token': workerToken } : {}),
    },
  });
  client.use({
    async onResponse({ response }) {
      if (!response.ok && response.status !== 304)
        throw new QueueApiError(response, await problemOf(response));
    },
  });
  return client;
}

/** The base of all calls, without a slash at its end. */
function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.search || parsed.hash)
    throw new TypeError(
      '`url` is where the service is, such as http://127.0.0.1:8787: without user, query and fragment.',
    );
  return parsed.href.replace(/\/+$/, '');
}

/**
 * The JSON body of a call's answer, for calls that always answer with one: `const job = await answerOf(client.GET(…))`.
 * @throws what the call throws.
 */
export async function answerOf<Data>(
  call: Promise<{ data?: Data }>,
): Promise<Exclude<NonNullable<Data>, string>> {
  const { data } = await call;
  if (!isJson(data)) throw new TypeError('The call has answered no JSON.');
  return data;
}

// Some routes answer YAML as well, for who asks for it: that is a string.
function isJson<Data>(data: Data): data is Exclude<NonNullable<Data>, string> {
  return data !== undefined && data !== null && typeof data !== 'string';
}
