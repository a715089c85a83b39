import { setTimeout as rest } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { QueueUnreachableError } from './errors.js';
import { type Fetch, retryingFetch } from './retrying-fetch.js';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** As the platform's fetch: it hears the signal of the request, which it does not hold itself. */
const silent: Fetch = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const TIMES = { timeoutMs: 60, attempts: 1 };

test('a call that is not answered ends in time, though the garbage is collected meanwhile', async () => {
  const call = retryingFetch(silent, TIMES)(new Request('http://queue.test/'));
  const ended = expect(call).rejects.toBeInstanceOf(QueueUnreachableError);
  for (let n = 0; n < 3; n += 1) {
    await rest(10);
    collect();
  }
  await ended;
});

test('a stream that has begun may last, and hears the caller', async () => {
  const stop = new AbortController();
  const stream: Fetch = async ({ signal }) => {
    const body = new ReadableStream({
      start: (control) => signal.addEventListener('abort', () => control.error(signal.reason)),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const { signal } = stop;
  const { body } = await retryingFetch(stream, TIMES)(new Request('http://queue.test/', { signal }));
  const read = body?.getReader().read();
  const first = await Promise.race([read, rest(150, 'still open')]);
  expect(first).toBe('still open');
  collect();
  const reason = new Error('enough');
  stop.abort(reason);
  await expect(read).rejects.toBe(reason);
});
