/** Several API processes on one PostgreSQL, and reading from full tables. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hashManifest } from '@moonmind/manifest-contract';
import { createPostgresStore } from '@moonmind/queue-store';
import { createDatabase, startApi, startPostgres } from '@moonmind/testing';
import { wholeNumber } from '../commands/arguments.js';
import { openBacklog } from './claims-backlog.js';
import { call, createWorker, TASK } from './http/client.js';
import { measure } from './http/rates.js';
import { sampleManifests } from './sample-manifests.js';
import { spreadOf, table } from './statistics.js';

const PROCESSES = [1, 2, 4] as const;
const CONNECTIONS = 32;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    seconds: { type: 'string', default: '5' },
    jobs: { type: 'string', default: '1000000' },
    manifests: { type: 'string', default: '10000' },
  },
});
if (values.help) {
  console.log(`bench:scale [--seconds N] [--jobs N] [--manifests N]
Jobs created, and claimed and completed, over HTTP by ${CONNECTIONS} connections spread over ${PROCESSES.join(', ')} API processes on one
PostgreSQL with its default settings, N seconds each (default 5); load, services and database share the machine. Then a
database with N jobs (default 1,000,000) and N manifests (default 10,000): how long lists and the summary take. Takes about
4 minutes. The last line is one JSON object.`);
  process.exit(0);
}
const seconds = wholeNumber(values, 'seconds');
const jobs = wholeNumber(values, 'jobs');
const manifests = wholeNumber(values, 'manifests');

const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-bench-scale-'));
const server = await startPostgres();
try {
  const throughput: Record<string, { created: number; claimedAndCompleted: number }> = {};
  for (const count of PROCESSES) throughput[count] = await throughputOf(count);
  console.log(`\nJobs a second, ${CONNECTIONS} connections`);
  console.log(
    table([
      ['processes', 'created', 'claimed and completed'],
      ...Object.entries(throughput).map(([count, rates]) => [
        count,
        rates.created,
        rates.claimedAndCompleted,
      ]),
    ]),
  );
  const reading = await readFull();
  console.log(`\nReading from ${jobs} jobs and ${manifests} manifests, in ms`);
  console.log(
    table([
      ['', 'median', 'p95', 'p99'],
      ...Object.entries(reading).map(([name, s]) => [name, s.median, s.p95, s.p99]),
    ]),
  );
  console.log(JSON.stringify({ seconds, connections: CONNECTIONS, throughput, jobs, manifests, reading }));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function throughputOf(count: number) {
  const { url } = await createDatabase(server.url);
  // All at once on a fresh database: each brings its schema up to date, under a lock.
  const apis = await Promise.all(Array.from({ length: count }, () => startApi(envOf(url))));
  try {
    let turn = 0;
    const next = () => {
      turn += 1;
      return apis[turn % count]?.url ?? '';
    };
    const token = await createWorker(next(), 'bench');
    const create = async () => void (await call(next(), '/api/queue/jobs', 201, TASK));
    const work = async () => {
      const at = next();
      const claim = { workerId: 'bench', leaseSeconds: 60, workerCapabilities: ['codex', 'git', 'gh'] };
      const { job } = await call(at, '/api/queue/jobs/claim', 200, claim, token);
      if (!job) throw new Error('There are too few jobs.');
      const end = { workerId: 'bench', leaseToken: job.leaseToken };
      await call(at, `/api/queue/jobs/${job.id}/complete`, 200, end, token);
    };
    await measure(CONNECTIONS, 2, create);
    const created = await measure(CONNECTIONS, seconds, create);
    const claimed = await measure(CONNECTIONS, Math.min(2, seconds / 2), work);
    return { created: created.perSecond, claimedAndCompleted: claimed.perSecond };
  } finally {
    await Promise.all(apis.map((api) => api.end()));
  }
}

async function readFull() {
  const backlog = await openBacklog(server.url, { name: 'full', ready: jobs });
  await backlog.close();
  const store = await createPostgresStore({ url: backlog.url });
  for (const { name, text } of sampleManifests(manifests, 'full'))
    await store.manifests.put({
      name,
      content: text,
      version: 'v0',
      contentHash: hashManifest(text),
      requiredCapabilities: ['manifest'],
      userId: '00000000-0000-0000-0000-000000000000',
    });
  await store.close();
  const api = await startApi(envOf(backlog.url));
  try {
    const reads = {
      'GET jobs': '/api/queue/jobs?limit=50',
      'GET queued tasks': '/api/queue/jobs?limit=50&status=queued&type=task',
      'GET summary': '/api/queue/summary',
      'GET manifests': '/api/manifests?limit=50',
      'GET manifests by prefix': '/api/manifests?limit=50&search=full',
    };
    const spreads: Record<string, ReturnType<typeof spreadOf>> = {};
    for (const [name, at] of Object.entries(reads)) {
      const times: number[] = [];
      for (let round = 0; round < 220; round += 1) {
        const start = performance.now();
        const answer = await fetch(api.url + at);
        await answer.text();
        if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}`);
        // The first ones warm up.
        if (round >= 20) times.push(performance.now() - start);
      }
      spreads[name] = spreadOf(times);
    }
    return spreads;
  } finally {
    await api.end();
  }
}

function envOf(url: string): Record<string, string> {
  return { DATABASE_URL: url, MOONMIND_DATA_DIR: folder, LOG_LEVEL: 'silent' };
}
