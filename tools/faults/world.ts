/** The processes of a fault run: a database, two API processes behind proxies, workers, submitters, a reader. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ApiServer,
  createDatabase,
  freePort,
  type PostgresServer,
  startApi,
  startPostgres,
} from '@moonmind/testing';
import postgres from 'postgres';
import { createClient } from './client.js';
import type { Entry } from './history.js';
import { type FaultyProxy, startProxy } from './proxy.js';
import { type StreamReader, startStreamReader } from './stream-reader.js';
import { CAPABILITIES, startSubmitters } from './submitters.js';
import type { WorkerSettings } from './worker.js';

export const LEASE_SECONDS = 3;
const API_PROCESSES = 2;
const WORKERS = 4;
const SUBMITTERS = 2;

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const JUMPING_CLOCK = new URL('jumping-clock.mjs', import.meta.url).href;

/** An API process between two proxies. */
export interface ApiPlace {
  readonly name: string;
  /** Its clients go through it. */
  readonly front: FaultyProxy;
  /** It goes through it to the database. */
  readonly back: FaultyProxy;
  readonly pid: number;
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface WorkerPlace {
  readonly workerId: string;
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  kill(): Promise<void>;
  start(): void;
}

export interface World {
  readonly apis: readonly ApiPlace[];
  readonly workers: readonly WorkerPlace[];
  /** The database, past what may happen to the API processes' connections. */
  readonly sql: postgres.Sql;
  readonly urls: readonly string[];
  readonly reader: StreamReader;
  readonly database: PostgresServer;
  record(entry: Entry): void;
  /** All that was recorded by now, by the workers too. */
  history(): Entry[];
  /** Lets everybody go on at another server. */
  moveTo(server: PostgresServer): void;
  stopSubmitting(): Promise<void>;
  close(): Promise<void>;
}

/** Starts all of it; nothing is left when that fails. */
export async function createWorld(): Promise<World> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return await build(closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(closing: (() => unknown)[], close: () => Promise<void>): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-faults-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const database = await startPostgres();
  let serving = database;
  closing.push(() => serving.stop());
  const own = new URL((await createDatabase(database.url)).url);
  const through = (proxy: FaultyProxy) => Object.assign(new URL(own), { port: String(proxy.port) }).href;
  const proxyTo = async (port: number) => {
    const proxy = await startProxy(port);
    closing.push(() => proxy.close());
    return proxy;
  };
  const observing = await proxyTo(database.port);
  const sql = postgres(through(observing), {
    max: 4,
    onnotice: () => {},
    connection: { application_name: 'faults' },
  });
  closing.push(() => sql.end({ timeout: 1 }));

  const apis: ApiPlace[] = [];
  for (let number = 0; number < API_PROCESSES; number += 1) {
    const port = await freePort();
    const [front, back] = [await proxyTo(port), await proxyTo(database.port)];
    const env = {
      PORT: String(port),
      DATABASE_URL: through(back),
      MOONMIND_DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      NODE_OPTIONS: `--import ${JUMPING_CLOCK}`,
    };
    let server: ApiServer = await startApi(env);
    closing.push(() => server.end('SIGKILL'));
    apis.push({
      name: `api ${number}`,
      front,
      back,
      get pid() {
        return server.process.pid ?? 0;
      },
      async kill() {
        await server.end('SIGKILL');
      },
      async start() {
        server = await startApi(env);
      },
    });
  }
  const urls = apis.map(({ front }) => `http://127.0.0.1:${front.port}`);
  const reader = startStreamReader(urls);
  closing.push(() => reader.stop());

  const workers: WorkerPlace[] = [];
  for (let number = 0; number < WORKERS; number += 1)
    workers.push(await placeWorker(folder, urls, number, closing));

  const entries: Entry[] = [];
  const record = (entry: Entry) => void entries.push(entry);
  const submitters = await startSubmitters(urls, SUBMITTERS, record);
  const world: World = {
    apis,
    workers,
    sql,
    urls,
    reader,
    get database() {
      return serving;
    },
    record,
    history: () => [...workers.flatMap(({ workerId }) => entriesOf(folder, workerId)), ...entries],
    moveTo(server) {
      serving = server;
      for (const proxy of [observing, ...apis.map(({ back }) => back)]) proxy.retarget(server.port);
    },
    stopSubmitting: () => submitters.stop(),
    close,
  };
  return world;
}

async function placeWorker(
  folder: string,
  urls: readonly string[],
  number: number,
  closing: (() => unknown)[],
): Promise<WorkerPlace> {
  const workerId = `worker-${number}`;
  const made = await createClient(urls, number).call({
    path: '/api/queue/workers/tokens',
    body: { workerId },
  });
  if (made?.status !== 201) throw new Error(`The worker token was refused: ${JSON.stringify(made)}`);
  const settings: WorkerSettings = {
    workerId,
    token: (made.body as { token: string }).token,
    urls,
    first: number,
    capabilities: CAPABILITIES,
    leaseSeconds: LEASE_SECONDS,
    file: fileOf(folder, workerId),
  };
  const start = () =>
    fork(WORKER, [JSON.stringify(settings)], { execArgv: ['--import', 'tsx'], stdio: 'inherit' });
  let child: ChildProcess = start();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  closing.push(kill);
  // A stopped one would not notice that its parent has gone.
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    workerId,
    signal: (signal) => void child.kill(signal),
    kill,
    start() {
      child = start();
    },
  };
}

const fileOf = (folder: string, workerId: string) => path.join(folder, `${workerId}.jsonl`);

/** A line that a kill has cut short was not acted on. */
function entriesOf(folder: string, workerId: string): Entry[] {
  const file = fileOf(folder, workerId);
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Entry => JSON.parse(line));
}
