/**
 * Works under a signal of its own, which aborts with `outer` or after so many milliseconds. With `AbortSignal.timeout` inside of
 * `AbortSignal.any` the deadline may be collected before it is due (Node 20): the work would wait for ever.
 *
 * What the work leaves behind, such as a body that is still read, goes on under `outer` alone.
 */
export async function withDeadline<Answer>(
  outer: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  outer.throwIfAborted();
  const own = new AbortController();
  outer.addEventListener('abort', () => own.abort(outer.reason), { once: true });
  const timer = setTimeout(
    () => own.abort(new DOMException(`There was no answer within ${ms} ms.`, 'TimeoutError')),
    ms,
  );
  try {
    return await work(own.signal);
  } finally {
    clearTimeout(timer);
  }
}
