import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.generated.js';
import { holdsJson, problemOf, QueueApiError } from './errors.js';
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
  readonly token?: string | undefined;
  /** The credential of a worker, for the calls that workers make. */
  readonly workerToken?: string | undefined;
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
 * Redirects are not followed: a credential goes to `url` alone.
 *
 * @throws {TypeError} `url` is no http(s) URL; a credential cannot be sent as a header.
 * @throws {QueueApiError} from each call: the service refused it; `code` says why. Also where something else than the service
 * answered.
 * @throws {QueueUnreachableError} from each call: no answer came.
 */
export function createQueueClient(options: QueueClientOptions): QueueClient {
  const { url, token, workerToken, timeoutMs = 30_000, attempts = 4 } = options;
  const client = createFetchClient<paths>({
    baseUrl: baseOf(url),
    redirect: 'manual',
    // Looked up at each call: whoever replaces the platform's fetch is heard.
    fetch: retryingFetch(options.fetch ?? ((request) => globalThis.fetch(request)), { timeoutMs, attempts }),
    headers: {
      ...(token ? { authorization: `Bearer ${credential(token)}` } : {}),
      ...(workerToken ? { 'x-moonmind-worker-token': credential(workerToken) } : {}),
    },
  });
  client.use({
    async onResponse({ response, options: { parseAs } }) {
      if (!response.ok && response.status !== 304)
        throw new QueueApiError(response, await problemOf(response));
      if (parseAs === 'json' && !(await holdsJson(response))) throw new QueueApiError(response, null);
    },
  });
  return client;
}

/** A credential that can be sent. Whatever is wrong with it, it is not repeated: the platform's own error would. */
function credential(value: string): string {
  const trimmed = value.trim();
  if (!/^[\x21-\x7e]+$/.test(trimmed))
    throw new TypeError(
      'The token holds a line break, a space or another character that no token has. Is it the whole of it, and nothing else?',
    );
  return trimmed;
}

/** The base of all calls, without a slash at its end. */
function baseOf(url: string): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.href !== parsed.origin + parsed.pathname)
    throw new TypeError(
      '`url` is where the service is, such as http://127.0.0.1:8787: without user, password, query and fragment.',
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
