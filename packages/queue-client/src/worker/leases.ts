/** The leases that a worker holds: kept alive by the heart, given up when the service says so or cannot be heard. */
import type { Worker as Thread } from 'node:worker_threads';
import type { AbortReason } from './errors.js';
import { type Beat, HEART_PROGRAM, type HeartData, type HeartOrder } from './heart.js';

/** How often the main loop shows that it turns, and looks whether a lease is over. */
const TICK_MS = 250;
/** A main loop that has not turned for so long hangs: its leases are left to end. */
const STALL_MS = 5000;

interface Lease {
  readonly leaseToken: string;
  /** Nobody else can have the job before: `process.hrtime.bigint()`. */
  until: bigint;
  readonly abort: (reason: AbortReason) => void;
  heard: () => void;
}

export interface LeasesOptions {
  /** Where heartbeats go: the whole URL. */
  readonly url: string;
  readonly token: string;
  readonly workerId: string;
  readonly leaseSeconds: number;
}

export class Leases {
  readonly #leases = new Map<string, Lease>();
  readonly #options: LeasesOptions;
  readonly #leaseNs: bigint;
  readonly #progress = new SharedArrayBuffer(8);
  #ticking: ReturnType<typeof setInterval> | undefined;
  #thread: Thread | undefined;
  #closed = false;

  constructor(options: LeasesOptions) {
    this.#options = options;
    this.#leaseNs = BigInt(options.leaseSeconds) * 1_000_000_000n;
  }

  /** Starts the thread. */
  async start(): Promise<void> {
    this.#tick();
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    await this.#startThread();
  }

  /** Ends the thread; no lease is kept any more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#ticking);
    await this.#thread?.terminate();
  }

  /**
   * Takes up a lease that was asked for at `sentAt` or later, and calls `abort` when the job has to stop. Where
   * much of the lease may be over, waits for a heartbeat first: the answer may have been long on its way.
   */
  async hold(
    { id, leaseToken }: { id: string; leaseToken: string },
    sentAt: bigint,
    abort: (reason: AbortReason) => void,
  ): Promise<void> {
    const until = sentAt + this.#leaseNs;
    const lease: Lease = { leaseToken, until, abort, heard: () => {} };
    this.#leases.set(id, lease);
    const isOld = until - process.hrtime.bigint() < this.#leaseNs / 2n;
    const heard = isOld ? new Promise<void>((resolve) => Object.assign(lease, { heard: resolve })) : null;
    // Unheard, it is given up when it would be over were it fresh.
    if (isOld) lease.until = process.hrtime.bigint() + this.#leaseNs / 2n;
    this.#tell({ hold: { jobId: id, leaseToken }, now: isOld });
    await heard;
  }

  /** The job is no longer ours to keep: its result is about to be told. */
  drop(jobId: string): void {
    this.#leases.delete(jobId);
    this.#tell({ drop: jobId });
  }

  #tell(order: HeartOrder): void {
    this.#thread?.postMessage(order);
  }

  #tick(): void {
    const now = process.hrtime.bigint();
    Atomics.store(new BigInt64Array(this.#progress), 0, now);
    // After a busy stretch the answers to heartbeats wait to be read: they come first.
    setImmediate(() => {
      for (const [jobId, lease] of this.#leases) if (lease.until < now) this.#lose(jobId, lease);
    });
  }

  #lose(jobId: string, lease: Lease): void {
    this.drop(jobId);
    lease.abort('lease_lost');
    lease.heard();
  }

  #hear({ sentAt, items }: Beat): void {
    for (const { jobId, result } of items) {
      const lease = this.#leases.get(jobId);
      if (!lease) continue;
      if (result === 'lost') {
        this.#lose(jobId, lease);
        continue;
      }
      lease.until = sentAt + this.#leaseNs;
      if (result === 'cancel') lease.abort('cancelled');
      lease.heard();
    }
  }

  async #startThread(): Promise<void> {
    const { Worker } = await import('node:worker_threads');
    if (this.#closed) return;
    const data: HeartData = {
      ...this.#options,
      beatMs: (this.#options.leaseSeconds * 1000) / 3,
      stallMs: STALL_MS,
      progress: this.#progress,
    };
    const thread = new Worker(HEART_PROGRAM, { eval: true, workerData: data, execArgv: [] });
    thread.unref();
    thread.on('message', (beat: Beat) => this.#hear(beat));
    // A heart that stops is replaced; without one all leases would be lost.
    thread.on('error', () => {});
    thread.once('exit', () => {
      if (!this.#closed) void this.#startThread();
    });
    this.#thread = thread;
    for (const [jobId, { leaseToken }] of this.#leases) this.#tell({ hold: { jobId, leaseToken } });
  }
}
