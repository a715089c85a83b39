/** Waiting between tries. */

/** The rest before try `attempt` (1, 2, …) in milliseconds: doubles up to `most`, less a random half, so that many do not come at once. */
export function backoffMs(attempt: number, { first = 200, most = 10_000 } = {}): number {
  return Math.min(most, first * 2 ** (attempt - 1)) * (1 - Math.random() / 2);
}

/** Waits, or rejects with the signal's reason as soon as it aborts. */
export function rest(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
