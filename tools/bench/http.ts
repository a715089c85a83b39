/** The service over HTTP: creation, claim and complete beside the store's own figures, and a thousand event streams. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createPostgresStore } from '@moonmind/queue-store';
import { createDatabase, freePort, startApi, startPostgres } from '@moonmind/testing';
import { wholeNumber } from '../commands/arguments.js';
import { call, createWorker, TASK } from './http/client.js';
import { EventClient, openStalled } from './http/event-client.js';
import { residentMb } from './http/memory.js';
import { measure, type Rate } from './http/rates.js';
import { storeTask } from './http/store-task.js';
import { quantile, spreadOf, table } from './statistics.js';

const FIRST = '00000000-0000-0000-0000-000000000000';
const WIDTHS = [1, 8, 64] as const;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    seconds: { type: 'string', default: '4' },
    streams: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '40' },
  },
});
if (values.help) {
  console.log(`bench:http [--seconds N] [--streams N] [--rate N]
On PostgreSQL with its default settings: jobs created, and claimed and completed, over HTTP with ${WIDTHS.join(', ')} connections and
by the store itself, N seconds each (default 4). Then N streams (default 1000) of all events while N jobs a second (default
40) are created: delivery times with and without a reader that stalls, the service's memory, and over a SIGKILL and
a resume with Last-Event-ID, events lost and doubled. Streams, load and service share the machine. Takes about 2 minutes.`);
  process.exit(0);
}
const seconds = wholeNumber(values, 'seconds');
const streamCount = wholeNumber(values, 'streams');
const rate = wholeNumber(values, 'rate');

const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-bench-http-'));
const postgres = await startPostgres();
try {
  const throughput = await measureThroughput();
  const streams = await measureStreams();
  console.log(JSON.stringify({ seconds, throughput, streams }));
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measureThroughput() {
  const { url } = await createDatabase(postgres.url);
  const direct = await createDatabase(postgres.url);
  const api = await startApi({ DATABASE_URL: url, MOONMIND_DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const store = await createPostgresStore({ url: direct.url });
  const worker = await createWorker(api.url, 'bench');
  const job = storeTask();
  const overHttp = {
    create: async () => {
      await call(api.url, '/api/queue/jobs', 201, TASK);
    },
    claimComplete: async () => {
      const claim = { workerId: 'bench', leaseSeconds: 600, workerCapabilities: ['codex', 'git', 'gh'] };
      const { job: claimed } = await call(api.url, '/api/queue/jobs/claim', 200, claim, worker);
      if (!claimed) throw new Error('The queue ran empty.');
      const done = { workerId: 'bench', leaseToken: claimed.leaseToken };
      await call(api.url, `/api/queue/jobs/${claimed.id}/complete`, 200, done, worker);
    },
  };
  const byTheStore = {
    create: async () => {
      await store.jobs.create({ job, userId: 'bench' });
    },
    claimComplete: async () => {
      const capabilities = ['codex', 'git', 'gh'];
      const [claimed] = await store.jobs.claim({ workerId: 'bench', leaseSeconds: 600, capabilities });
      if (!claimed) throw new Error('The queue ran empty.');
      const { id: jobId, leaseToken } = claimed;
      await store.jobs.complete({ jobId, workerId: 'bench', leaseToken });
    },
  };
  try {
    for (const verbs of [overHttp, byTheStore]) {
      await measure(8, 3, verbs.create);
      await measure(8, 1, verbs.claimComplete);
    }
    const figures: Record<string, Record<string, Rate>> = { http: {}, store: {} };
    const rows: (string | number)[][] = [['', 'connections', 'jobs/s', 'median ms', 'p95', 'p99']];
    for (const verb of ['create', 'claimComplete'] as const)
      for (const width of WIDTHS)
        for (const [way, verbs] of [
          ['http', overHttp],
          ['store', byTheStore],
        ] as const) {
          const result = await measure(width, seconds, verbs[verb]);
          Object.assign(figures[way] ?? {}, { [`${verb}${width}`]: result });
          rows.push([`${verb}, ${way}`, width, result.perSecond, result.median, result.p95, result.p99]);
        }
    console.log(table(rows));
    return figures;
  } finally {
    await store.close();
    await api.end('SIGKILL');
  }
}

async function measureStreams() {
  const { url } = await createDatabase(postgres.url);
  const port = String(await freePort());
  const env = { DATABASE_URL: url, MOONMIND_DATA_DIR: folder, LOG_LEVEL: 'silent', PORT: port };
  let api = await startApi(env);
  const idleMb = residentMb(api.process.pid);
  const clients = Array.from(
    { length: streamCount },
    () => new EventClient(`${api.url}/api/queue/events/stream`),
  );
  await Promise.all(clients.map((client) => client.connect()));
  const connectedMb = residentMb(api.process.pid);

  const made: string[] = [];
  /** Creates jobs at the rate, whatever becomes of each call. */
  const load = async (forSeconds: number) => {
    const calls: Promise<unknown>[] = [];
    const end = performance.now() + forSeconds * 1000;
    for (let next = performance.now(); next < end; next += 1000 / rate) {
      await sleep(Math.max(0, next - performance.now()));
      calls.push(
        call(api.url, '/api/queue/jobs', 201, TASK).then(
          ({ id }) => made.push(id),
          () => {},
        ),
      );
    }
    await Promise.all(calls);
  };
  const store = await createPostgresStore({ url });
  const all: string[] = [];
  /** Waits until every client has the newest event, 20 s at most. */
  const settled = async () => {
    for (let after = all.at(-1) ?? FIRST, more = true; more; ) {
      const page = await store.events.page({ after, limit: 5000 });
      all.push(...page.events.map(({ event }) => event.id));
      ({ position: after, more } = page);
    }
    for (let waited = 0; waited < 400; waited++) {
      if (clients.every((client) => client.lastId === all.at(-1))) return;
      await sleep(50);
    }
  };
  const delivery = async (into: number[]) => {
    for (const client of clients) client.latencies.length = 0;
    await load(seconds);
    await settled();
    for (const client of clients) for (const latency of client.latencies) into.push(latency);
  };

  await load(1);
  const [latenciesAlone, latenciesBeside]: [number[], number[]] = [[], []];
  // In turn, so that what else the machine does falls on both.
  for (let round = 0; round < 3; round++) {
    await delivery(latenciesAlone);
    const stalled = await openStalled(`${api.url}/api/queue/events/stream`);
    await delivery(latenciesBeside);
    stalled.destroy();
  }
  const [alone, besideStalled] = [spreadOf(latenciesAlone), spreadOf(latenciesBeside)];
  const stalled = await openStalled(`${api.url}/api/queue/events/stream`);
  const loadedMb = residentMb(api.process.pid);

  const loading = load(6);
  await sleep(1500);
  const killedAt = performance.now();
  await api.end('SIGKILL');
  api = await startApi(env);
  const backMs = performance.now() - killedAt;
  await loading;
  await load(1);
  await settled();
  stalled.destroy();

  await store.close();
  await Promise.all(clients.map((client) => client.close()));
  await api.end('SIGKILL');

  let [lost, doubled, outOfOrder] = [0, 0, 0];
  for (const { ids } of clients) {
    const seen = new Set(ids);
    doubled += ids.length - seen.size;
    const first = ids[0] ?? '';
    lost += all.filter((id) => id >= first && !seen.has(id)).length;
    outOfOrder += ids.filter((id, index) => index > 0 && id <= (ids[index - 1] ?? '')).length;
  }
  const deliveries = clients.reduce((sum, client) => sum + client.ids.length, 0);
  const reconnects = clients.map((client) => client.connects - 1).sort((a, b) => a - b);
  console.log(
    `\n${streamCount} streams, ${rate} jobs/s, ${all.length} events, ${deliveries} deliveries: ${lost} lost, ${doubled} doubled, ${outOfOrder} out of order`,
  );
  console.log(
    table([
      ['delivery (ms)', 'median', 'p95', 'p99'],
      ['alone', alone.median, alone.p95, alone.p99],
      ['beside a stalled reader', besideStalled.median, besideStalled.p95, besideStalled.p99],
    ]),
  );
  console.log(`memory (MB): ${idleMb} idle, ${connectedMb} with the streams, ${loadedMb} under load`);
  return {
    streams: streamCount,
    jobsPerSecond: rate,
    created: made.length,
    events: all.length,
    deliveries,
    lost,
    doubled,
    outOfOrder,
    deliveryMs: alone,
    deliveryMsBesideStalled: besideStalled,
    memoryMb: { idle: idleMb, connected: connectedMb, loaded: loadedMb },
    backAfterKillMs: Math.round(backMs),
    reconnectsMedian: quantile(reconnects, 0.5),
  };
}
