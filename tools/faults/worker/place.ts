/** The service and the worker processes of `faults:worker`. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { answerOf, createQueueClient, type Job, type QueueClient } from '@moonmind/queue-client/client';
import { type ApiServer, startApi } from '@moonmind/testing';
import type { Behaviour, ProgramSettings, Said } from './program.js';

const PROGRAM = fileURLToPath(new URL('program.ts', import.meta.url));

export interface WorkerProcess {
  readonly process: ChildProcess;
  /** Resolves with the first that it says of this kind, also when it has been said before. */
  hears(what: Said['what'], within?: number): Promise<Said>;
  /** All that it has said. */
  readonly said: readonly Said[];
  /** Sends a signal and waits for the end; gives the milliseconds. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number>;
}

export interface WorkerOptions {
  readonly behaviour: Behaviour;
  readonly lane: string;
  readonly url?: string;
  readonly leaseSeconds?: number;
  readonly drainSeconds?: number;
  readonly slots?: number;
}

export class Place {
  readonly client: QueueClient;
  readonly #env: Readonly<Record<string, string>>;
  readonly #workers = new Set<WorkerProcess>();
  #api: ApiServer;
  #lanes = 0;

  private constructor(api: ApiServer, env: Readonly<Record<string, string>>) {
    this.#api = api;
    this.#env = { ...env, PORT: new URL(api.url).port };
    this.client = createQueueClient({ url: api.url });
  }

  static async open(env: Readonly<Record<string, string>>): Promise<Place> {
    return new Place(await startApi(env), env);
  }

  get url(): string {
    return this.#api.url;
  }

  /** A capability of its own: jobs of one lane meet workers of that lane alone. */
  lane(): string {
    this.#lanes += 1;
    return `lane-${this.#lanes}`;
  }

  /** Kills the service, and starts it again after a while. */
  async restart(pauseMs: number): Promise<void> {
    await this.#api.end('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    this.#api = await startApi(this.#env);
  }

  async submit(lane: string): Promise<Job> {
    const payload = {
      repository: 'acme/docs',
      task: { instructions: 'Mend the links.', publish: { mode: 'none' } },
      requiredCapabilities: [lane],
    };
    return answerOf(this.client.POST('/api/queue/jobs', { body: { type: 'task', payload } }));
  }

  async job(id: string): Promise<Job> {
    return answerOf(this.client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId: id } } }));
  }

  /** Waits until the job is as it should be; gives it. @throws when it does not come to be so in time. */
  async until(id: string, isSo: (job: Job) => boolean, withinMs: number): Promise<Job> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const job = await this.job(id);
      if (isSo(job)) return job;
      if (performance.now() > deadline)
        throw new Error(`Job ${id} is ${job.status}, attempt ${job.attempt}, after ${withinMs} ms.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async worker(options: WorkerOptions): Promise<WorkerProcess> {
    const { behaviour, lane, url = this.url, leaseSeconds = 3, drainSeconds = 2, slots = 1 } = options;
    const body = { workerId: `worker-${lane}-${this.#workers.size}` };
    const { token } = await answerOf(this.client.POST('/api/queue/workers/tokens', { body }));
    const capabilities = ['codex', 'git', lane];
    const settings: ProgramSettings = {
      url,
      token,
      capabilities,
      leaseSeconds,
      drainSeconds,
      slots,
      behaviour,
    };
    const worker = start(settings);
    this.#workers.add(worker);
    await worker.hears('waiting', 30_000);
    return worker;
  }

  async close(): Promise<void> {
    for (const { process } of this.#workers) process.kill('SIGKILL');
    await this.#api.end();
  }
}

function start(settings: ProgramSettings): WorkerProcess {
  const child = fork(PROGRAM, [JSON.stringify(settings)], {
    execArgv: ['--conditions=@moonmind/source', '--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const said: Said[] = [];
  const listeners = new Set<() => void>();
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      said.push(JSON.parse(line));
      for (const listener of listeners) listener();
    });
  return {
    process: child,
    said,
    hears: (what, within = 15_000) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = said.find((one) => one.what === what);
          if (!found) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(found);
        };
        const timer = setTimeout(
          () => reject(new Error(`The worker did not say "${what}" within ${within} ms.`)),
          within,
        );
        listeners.add(look);
        look();
      }),
    async end(signal) {
      const start = performance.now();
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return performance.now() - start;
    },
  };
}
