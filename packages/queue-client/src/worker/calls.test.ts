import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { QueueApiError, QueueUnreachableError } from '../client/errors.js';
import { persist, under } from './calls.js';

test('a signal that lives long keeps nothing of the calls made under it', async () => {
  const long = new AbortController();
  const seen: AbortSignal[] = [];
  for (let n = 0; n < 20; n += 1) await under(long.signal, async (signal) => void seen.push(signal));
  await expect(under(long.signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(getEventListeners(long.signal, 'abort')).toEqual([]);
  expect(seen.includes(long.signal)).toBe(false);
});

test('the abort of the outer signal reaches the call, with its reason', async () => {
  const outer = new AbortController();
  const reason = new Error('enough');
  const call = under(
    outer.signal,
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  outer.abort(reason);
  await expect(call).rejects.toBe(reason);
  await expect(under(outer.signal, async () => 'late')).rejects.toBe(reason);
});

test('a call is repeated until it is answered; a refusal ends it', async () => {
  const { signal } = new AbortController();
  let tries = 0;
  const heard: unknown[] = [];
  const answer = persist(
    async () => {
      tries += 1;
      if (tries === 1) throw new QueueUnreachableError('http://queue.test', null);
      if (tries === 2) throw new QueueApiError(new Response(null, { status: 503 }), null);
      return 'done';
    },
    signal,
    (error) => void heard.push(error),
  );
  expect(await answer).toBe('done');
  expect(heard).toEqual([expect.any(QueueUnreachableError)]);
  const refused = new QueueApiError(new Response(null, { status: 409 }), null);
  await expect(persist(() => Promise.reject(refused), signal)).rejects.toBe(refused);
});

test('a call that cannot even be made is not repeated', async () => {
  const { signal } = new AbortController();
  const unserializable = persist(async () => JSON.stringify({ n: 10n }), signal);
  await expect(unserializable).rejects.toBeInstanceOf(TypeError);
});
