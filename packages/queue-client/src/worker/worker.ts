/** The worker: claims jobs, runs their handlers, keeps their leases, tells what became of them, and drains. */
import { backoffMs, rest } from '../client/backoff.js';
import { answerOf, type ClaimedJob, createQueueClient, type QueueClient } from '../client/client.js';
import { type Claimed, claim, persist } from './calls.js';
import { RunningJob, type WorkerJob } from './job.js';
import { Leases } from './leases.js';
import { type Outcome, outcomeOf, outcomeOfError, report } from './outcome.js';
import type { SecretResolvers } from './secrets.js';
import { textOf } from './texts.js';

export interface WorkerOptions {
  /** Where the service is: `http://127.0.0.1:8787`. */
  readonly url: string;
  /** The worker token; the service tells the worker id that goes with it. */
  readonly token: string;
  /** What the worker can do: it gets the jobs that require no more. */
  readonly capabilities: readonly string[];
  /** How many jobs run at once, 1 to 500. Default 1. */
  readonly slots?: number;
  /** How long running jobs may go on after SIGTERM, in seconds. Default 25. */
  readonly drainSeconds?: number;
  /** How long a lease lasts without heartbeat, in seconds, at least 3. Default 30. */
  readonly leaseSeconds?: number;
  /** How references become secrets. Default: from the environment. */
  readonly secrets?: SecretResolvers;
  /** Whether SIGTERM and SIGINT drain the worker, and a second one ends it at once. Default true. */
  readonly handleSignals?: boolean;
  /** Takes what the worker says of itself, a line each. Default: standard error. */
  readonly say?: (line: string) => void;
}

/** Works on a job. What it returns becomes the result's summary; what it throws, the failure. */
export type Handler = (job: WorkerJob) => unknown;

export interface Worker {
  /** Sets the handler of a type; the worker claims the types that have one. @throws {TypeError} it is no function. */
  handle(type: ClaimedJob['type'], handler: Handler): void;
  /**
   * Works until it is stopped; resolves once drained.
   * @throws {QueueApiError} the service refuses the worker: its token is wrong, revoked or over. Running jobs are drained first.
   * @throws {TypeError} there is no handler; it runs already.
   */
  run(): Promise<void>;
  /** Drains: no new claims; running jobs get `drainSeconds`, then are aborted, then handed back. Called again: at once. */
  stop(): void;
}

/** From the abort of a job to its release, whether or not its handler has ended. */
const GRACE_MS = 1000;
/** For what is still to be told after that. */
const LAST_WORDS_MS = 1500;
const LONGEST_WAIT_SECONDS = 20;
const MOST_PER_CLAIM = 100;
const HANDED_BACK: Outcome = { verb: 'release', delaySeconds: 0, reason: 'The worker shuts down.' };

/**
 * Makes a worker.
 * @throws {TypeError | RangeError} an option is out of range.
 */
export function createWorker(options: WorkerOptions): Worker {
  return new QueueWorker(options);
}

class QueueWorker implements Worker {
  readonly #options: Required<WorkerOptions>;
  readonly #client: QueueClient;
  readonly #handlers = new Map<ClaimedJob['type'], Handler>();
  readonly #running = new Map<RunningJob, Promise<void>>();
  /** No new claims; then jobs are handed back whatever their handlers do; then nothing is told any more. */
  readonly #stopping = new AbortController();
  readonly #forced = new AbortController();
  readonly #over = new AbortController();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #slotFreed = () => {};
  #started = false;

  constructor(options: WorkerOptions) {
    this.#options = checked(options);
    this.#client = createQueueClient({
      url: options.url,
      workerToken: options.token,
      attempts: 1,
      timeoutMs: (LONGEST_WAIT_SECONDS + 40) * 1000,
    });
  }

  handle(type: ClaimedJob['type'], handler: Handler): void {
    if (typeof handler !== 'function') throw new TypeError('`handle` takes a function that works on a job.');
    this.#handlers.set(type, handler);
  }

  async run(): Promise<void> {
    if (this.#started) throw new TypeError('A worker runs once; make another one.');
    if (this.#handlers.size === 0) throw new TypeError('Set a handler with `handle` before `run`.');
    this.#started = true;
    const listening = this.#listen();
    try {
      await this.#work();
    } finally {
      listening();
      for (const timer of this.#timers) clearTimeout(timer);
    }
  }

  stop(): void {
    if (this.#stopping.signal.aborted) {
      this.#abortAll();
      this.#force();
      return;
    }
    this.#options.say(`draining: ${this.#running.size} jobs run`);
    this.#stopping.abort();
    this.#slotFreed();
    this.#after(this.#options.drainSeconds * 1000, () => {
      this.#abortAll();
      this.#after(GRACE_MS, () => this.#force());
    });
  }

  async #work(): Promise<void> {
    const { url, token, leaseSeconds } = this.#options;
    const workerId = await this.#introduce();
    if (workerId === null) return;
    const heartbeats = new URL(`${url.replace(/\/+$/, '')}/api/queue/jobs/heartbeat`).href;
    const leases = new Leases({ url: heartbeats, token, workerId, leaseSeconds });
    await leases.start();
    let refusal: unknown;
    try {
      await this.#claimAll(workerId, leases);
    } catch (error) {
      refusal = error;
      this.#options.say(`the service refuses the worker: ${textOf(error)}`);
      this.stop();
    }
    while (this.#running.size > 0) await Promise.all(this.#running.values());
    await leases.close();
    if (refusal !== undefined) throw refusal;
  }

  /** The worker id that goes with the token; null when the worker is stopped before the service has answered. */
  async #introduce(): Promise<string | null> {
    const { signal } = this.#stopping;
    try {
      const self = (until: AbortSignal) =>
        answerOf(this.#client.GET('/api/queue/workers/self', { signal: until }));
      return (await persist(self, signal, this.#unheard)).workerId;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  readonly #unheard = (error: unknown) => {
    this.#options.say(`no answer yet, trying on: ${textOf(error)}`);
  };

  async #claimAll(workerId: string, leases: Leases): Promise<void> {
    const { slots, leaseSeconds, capabilities } = this.#options;
    const { signal } = this.#stopping;
    const request = {
      workerId,
      leaseSeconds,
      workerCapabilities: capabilities,
      allowedTypes: [...this.#handlers.keys()],
    };
    // Shorter than half the lease: what comes with the answer has most of it left.
    const waitSeconds = Math.max(1, Math.min(LONGEST_WAIT_SECONDS, Math.floor(leaseSeconds / 3)));
    while (!signal.aborted) {
      const free = slots - this.#running.size;
      if (free <= 0) {
        await new Promise<void>((resolve) => {
          this.#slotFreed = resolve;
        });
        continue;
      }
      const asked = performance.now();
      const limit = Math.min(free, MOST_PER_CLAIM);
      const claimed = await claim(this.#client, request, {
        limit,
        waitSeconds,
        signal,
        hears: this.#unheard,
      });
      this.#take(claimed, workerId, leases);
      // A service that is about to stop answers at once: it must not be asked without end.
      if (claimed.jobs.length === 0 && performance.now() - asked < 500)
        await rest(backoffMs(1, { first: 1000 }), signal).catch(() => {});
    }
  }

  #take({ jobs, sentAt }: Claimed, workerId: string, leases: Leases): void {
    for (const claimed of jobs) {
      const { secrets } = this.#options;
      const job = new RunningJob(claimed, { client: this.#client, workerId, resolvers: secrets });
      // What came with the last claim, while the worker was told to stop, goes back unseen.
      if (this.#stopping.signal.aborted) job.abort('shutdown');
      const work = this.#runJob(job, workerId, leases, sentAt)
        .catch((error: unknown) => {
          this.#options.say(
            `job ${claimed.id}: its end could not be told: ${job.secrets.mask(textOf(error))}`,
          );
        })
        .finally(() => {
          this.#running.delete(job);
          this.#slotFreed();
        });
      this.#running.set(job, work);
    }
  }

  async #runJob(job: RunningJob, workerId: string, leases: Leases, sentAt: bigint): Promise<void> {
    const { claimed } = job;
    const { signal: over } = this.#over;
    const silenced = () => job.close();
    over.addEventListener('abort', silenced);
    try {
      await leases.hold(claimed, sentAt, (reason) => job.abort(reason));
      const outcome = await this.#outcomeOf(job);
      await job.settle(outcome.verb === 'complete' ? 'completed' : 'failed');
      // From here on no heartbeat prolongs what is about to end.
      leases.drop(claimed.id);
      const told = await report(this.#client, claimed, workerId, masked(outcome, job), over);
      if (!told) this.#options.say(`job ${claimed.id}: the lease was lost; another worker may have it`);
    } finally {
      leases.drop(claimed.id);
      over.removeEventListener('abort', silenced);
      job.close();
    }
  }

  /** How the handler ends; or that the job is handed back, when the worker has to end before it. */
  async #outcomeOf(job: RunningJob): Promise<Outcome> {
    const { signal: forced } = this.#forced;
    if (forced.aborted) return HANDED_BACK;
    let cut = () => {};
    const isCut = new Promise<Outcome>((resolve) => {
      cut = () => resolve(HANDED_BACK);
    });
    forced.addEventListener('abort', cut);
    try {
      return await Promise.race([this.#handled(job), isCut]);
    } finally {
      forced.removeEventListener('abort', cut);
    }
  }

  async #handled(job: RunningJob): Promise<Outcome> {
    const { claimed, signal } = job;
    const handler = this.#handlers.get(claimed.type);
    try {
      signal.throwIfAborted();
      if (!handler) throw new TypeError(`There is no handler for ${claimed.type}.`);
      return outcomeOf(await handler(job.view()));
    } catch (error) {
      return outcomeOfError(error, signal);
    }
  }

  #abortAll(): void {
    for (const job of this.#running.keys()) job.abort('shutdown');
  }

  #force(): void {
    this.#forced.abort();
    this.#after(LAST_WORDS_MS, () => this.#over.abort(new Error('The worker has ended.')));
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  /** Hears the signals; gives what ends that. */
  #listen(): () => void {
    if (!this.#options.handleSignals) return () => {};
    const signals = ['SIGTERM', 'SIGINT'] as const;
    const stop = () => this.stop();
    for (const signal of signals) process.on(signal, stop);
    return () => {
      for (const signal of signals) process.off(signal, stop);
    };
  }
}

function checked(options: WorkerOptions): Required<WorkerOptions> {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('`createWorker` takes options: `url`, `token` and `capabilities` at least.');
  const {
    token,
    capabilities,
    slots = 1,
    drainSeconds = 25,
    leaseSeconds = 30,
    secrets = {},
    handleSignals = true,
    say = (line: string) => console.error(`moonmind worker: ${line}`),
  } = options;
  if (typeof token !== 'string' || token.trim() === '') throw new TypeError('`token` is the worker token.');
  const isNamed = (name: unknown) => typeof name === 'string' && name.trim() !== '';
  if (!Array.isArray(capabilities) || capabilities.length === 0 || !capabilities.every(isNamed))
    throw new TypeError("`capabilities` is a list of names, at least one: ['manifest', 'openai'].");
  if (typeof say !== 'function') throw new TypeError('`say` is a function that takes a line.');
  within('slots', slots, 1, 500);
  within('drainSeconds', drainSeconds, 0, 86_400);
  within('leaseSeconds', leaseSeconds, 3, 86_400);
  return { ...options, slots, drainSeconds, leaseSeconds, secrets, handleSignals, say };
}

function within(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`\`${name}\` is a whole number from ${least} to ${most}.`);
}

/** The outcome with the job's secrets masked in what it says. */
function masked(outcome: Outcome, { secrets }: RunningJob): Outcome {
  switch (outcome.verb) {
    case 'complete':
      return { ...outcome, resultSummary: outcome.resultSummary && secrets.mask(outcome.resultSummary) };
    case 'fail':
      return { ...outcome, errorMessage: secrets.mask(outcome.errorMessage) };
    case 'release':
      return { ...outcome, reason: secrets.mask(outcome.reason) };
    default:
      return outcome;
  }
}
