/**
 * The worker's heart: sends heartbeats from a thread of its own, so that a busy main loop loses no lease, but only while
 * the main loop makes progress, so that a hung one keeps none.
 */

/** What the thread is started with. */
export interface HeartData {
  readonly url: string;
  readonly token: string;
  readonly workerId: string;
  readonly leaseSeconds: number;
  readonly beatMs: number;
  readonly stallMs: number;
  /** One signed 64-bit integer: `process.hrtime.bigint()` when the main loop last turned. */
  readonly progress: SharedArrayBuffer;
}

/** What the main loop tells the thread. */
export interface HeartOrder {
  readonly hold?: { readonly jobId: string; readonly leaseToken: string };
  readonly drop?: string;
  /** Beat at once, not only when it is time. */
  readonly now?: boolean;
}

/** What the thread tells the main loop: the answer to a beat that was sent at `sentAt` (`process.hrtime.bigint()`). */
export interface Beat {
  readonly sentAt: bigint;
  readonly items: readonly { readonly jobId: string; readonly result: 'ok' | 'cancel' | 'lost' }[];
}

interface Port {
  on(event: 'message', listener: (order: HeartOrder) => void): void;
  postMessage(beat: Beat): void;
}

/** The thread's program. It is sent to the thread as text: it may use nothing from outside of itself. */
function heart(port: Port, data: HeartData): void {
  const held = new Map<string, string>();
  const progress = new BigInt64Array(data.progress);
  const soonMs = Math.min(1000, data.beatMs / 4);
  let beating = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const isAnswer = (value: unknown): value is Pick<Beat, 'items'> =>
    typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
  const send = async () => {
    const sentAt = process.hrtime.bigint();
    const response = await fetch(data.url, {
      redirect: 'error',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-moonmind-worker-token': data.token },
      body: JSON.stringify({
        workerId: data.workerId,
        leaseSeconds: data.leaseSeconds,
        jobs: [...held].map(([jobId, leaseToken]) => ({ jobId, leaseToken })),
      }),
      signal: AbortSignal.timeout(Math.max(1000, data.beatMs)),
    });
    const answer: unknown = await response.json();
    if (!response.ok || !isAnswer(answer)) throw new Error(`answered ${response.status}`);
    for (const { jobId, result } of answer.items) if (result === 'lost') held.delete(jobId);
    port.postMessage({ sentAt, items: answer.items });
  };
  const beat = async () => {
    const stalledNs = process.hrtime.bigint() - Atomics.load(progress, 0);
    if (beating || held.size === 0 || Number(stalledNs) / 1e6 > data.stallMs) return;
    beating = true;
    clearTimeout(again);
    await send().catch(() => {
      // The lease lasts for two beats more: there is time for some tries.
      again = setTimeout(beat, soonMs);
    });
    beating = false;
  };
  port.on('message', ({ hold, drop, now }) => {
    if (hold) held.set(hold.jobId, hold.leaseToken);
    if (drop) held.delete(drop);
    if (now) void beat();
  });
  setInterval(beat, data.beatMs);
}

/** The text that the thread runs. A file of its own would be lost when an application is bundled. */
export const HEART_PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const __name = (value) => value;
(${heart.toString()})(parentPort, workerData);`;
