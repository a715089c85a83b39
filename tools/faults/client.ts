/** HTTP as a careful client speaks it: an answer that does not come is asked for again, elsewhere. */
import { setTimeout as sleep } from 'node:timers/promises';

const ANSWER_WITHIN_MS = 5_000;
const AGAIN_AFTER_MS = 100;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Client {
  /**
   * Calls one of the processes, the next one after each failure, until there is an answer that says yes or no (2xx, or
   * 4xx but for 429). Undefined when `signal` aborts before.
   */
  call(call: Call, signal?: AbortSignal): Promise<Answer | undefined>;
}

/** A client that begins with the process of that number. */
export function createClient(urls: readonly string[], first: number): Client {
  let turn = first;
  return {
    async call({ method = 'POST', path, body, headers }, signal) {
      while (!signal?.aborted) {
        try {
          const response = await fetch(`${urls[turn % urls.length]}${path}`, {
            method,
            headers: { 'content-type': 'application/json', ...headers },
            ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
            signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
          });
          const text = await response.text();
          if (response.status < 500 && response.status !== 429)
            return { status: response.status, body: JSON.parse(text) };
        } catch {
          // No connection, a broken one, or none that answers: as good as a 503.
        }
        turn += 1;
        await sleep(AGAIN_AFTER_MS);
      }
      return undefined;
    },
  };
}
