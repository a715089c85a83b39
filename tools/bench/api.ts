/**
 * SC-002: round-trips 50 different manifests, inline and by registry, over HTTP, on the embedded database and on
 * PostgreSQL with its default settings, one at a time and eight at once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase, makeApiToken, startApi, startPostgres } from '@moonmind/testing';
import { wholeNumber } from '../commands/arguments.js';
import { type SampleManifest, sampleManifests } from './sample-manifests.js';
import { type Spread, spreadOf, table } from './statistics.js';

const MANIFESTS = 50;
/** The specification's bar for the median of a call, in milliseconds (SC-002). */
const BAR = 200;
const CALLS = ['PUT manifest', 'GET manifest', 'list manifests', 'run', 'POST job', 'GET job'] as const;
type Call = (typeof CALLS)[number];

/** Users need a credential, whose calls are counted; all that is measured comes from one of them. */
const WITH_AUTH = { MOONMIND_AUTH: 'required', MOONMIND_RATE_LIMIT: '1000000' } as const;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    rounds: { type: 'string', default: '5' },
    auth: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`bench:api [--rounds N] [--auth]
Round-trips ${MANIFESTS} manifests through the API on both databases, sequentially and 8 at once; N rounds each (default 5)
after one that warms up. Prints median, p95 and p99 of each call in milliseconds; fails where a median is over ${BAR} ms (SC-002). Takes about 30 seconds.\nWith --auth once more where users need a credential, and what that adds to a read.`);
  process.exit(0);
}
const rounds = wholeNumber(values, 'rounds');

/** What is measured; with a credential where users need one. */
interface Target {
  readonly url: string;
  readonly bearer: string | null;
}

/** Times each call of one manifest's round trip, and fails on an answer that is not what it should be. */
async function roundTrip(
  { url, bearer }: Target,
  manifest: SampleManifest,
  record: (call: Call, ms: number) => void,
): Promise<void> {
  async function timed(
    call: Call,
    status: number,
    path: string,
    init?: RequestInit,
  ): Promise<Record<string, unknown>> {
    const start = performance.now();
    const headers = { ...init?.headers, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
    const answer = await fetch(url + path, { ...init, headers });
    const body = (await answer.json()) as Record<string, unknown>;
    record(call, performance.now() - start);
    if (answer.status !== status) throw new Error(`${call}: ${answer.status} ${JSON.stringify(body)}`);
    return body;
  }
  const json = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { name, text } = manifest;
  await timed('PUT manifest', 201, `/api/manifests/${name}`, json('PUT', { content: text }));
  const stored = await timed('GET manifest', 200, `/api/manifests/${name}`);
  if (stored.content !== text) throw new Error(`${name}: the text came back changed`);
  await timed('list manifests', 200, '/api/manifests?limit=50');
  const run = await timed('run', 201, `/api/manifests/${name}/runs`, json('POST', { action: 'plan' }));
  const inline = {
    manifest: { name, action: 'run', source: { kind: 'inline', content: text }, options: { maxDocs: 5 } },
  };
  await timed('POST job', 201, '/api/queue/jobs', json('POST', { type: 'manifest', payload: inline }));
  await timed('GET job', 200, `/api/queue/jobs/${run.jobId}`);
}

/** Runs the round trips with `width` of them under way at once; gives the spread of each call. */
async function measure(target: Target, width: number, label: string): Promise<Record<Call, Spread>> {
  const samples: Record<Call, number[]> = {
    'PUT manifest': [],
    'GET manifest': [],
    'list manifests': [],
    run: [],
    'POST job': [],
    'GET job': [],
  };
  for (let round = 0; round <= rounds; round += 1) {
    const waiting = sampleManifests(MANIFESTS, `${label}-${round}`);
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        // Round 0 warms up.
        await roundTrip(target, next, (call, ms) => round > 0 && samples[call].push(ms));
      }
    };
    await Promise.all(Array.from({ length: width }, lane));
  }
  const spreads = CALLS.map((call) => [call, spreadOf(samples[call])] as const);
  return Object.fromEntries(spreads) as Record<Call, Spread>;
}

type Figures = Record<string, Record<Call, Spread>>;

async function onDatabase(name: string, env: Record<string, string>, withAuth: boolean): Promise<Figures> {
  const bearer = withAuth ? await makeApiToken(env) : null;
  const api = await startApi(withAuth ? { ...env, ...WITH_AUTH } : env);
  try {
    const figures: Figures = {};
    for (const [mode, width] of [
      ['sequential', 1],
      ['eightAtOnce', 8],
    ] as const) {
      const spreads = await measure(
        { url: api.url, bearer },
        width,
        `${withAuth ? 'auth-' : ''}${mode === 'sequential' ? 's' : 'c'}`,
      );
      figures[mode] = spreads;
      console.log(
        `\n${name}${withAuth ? ' with auth' : ''}, ${width === 1 ? 'one at a time' : '8 at once'} (ms)`,
      );
      const rows = CALLS.map((call) => [call, spreads[call].median, spreads[call].p95, spreads[call].p99]);
      console.log(table([['call', 'median', 'p95', 'p99'], ...rows]));
    }
    return figures;
  } finally {
    await api.end();
  }
}

const PAIRS = 2000;

/**
 * What authentication adds to a read, in milliseconds: two services on two databases of one server, called in turn, so that
 * whatever else the machine does falls on both alike.
 */
async function addedByAuth(serverUrl: string) {
  const [plain, guarded] = [await createDatabase(serverUrl), await createDatabase(serverUrl)];
  const bearer = await makeApiToken({ DATABASE_URL: guarded.url });
  const without = await startApi({ DATABASE_URL: plain.url });
  const withAuth = await startApi({ DATABASE_URL: guarded.url, ...WITH_AUTH });
  const timed = async (url: string, headers: Record<string, string>) => {
    const start = performance.now();
    const answer = await fetch(`${url}/api/manifests`, { headers });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`GET /api/manifests: ${answer.status}`);
    return performance.now() - start;
  };
  const samples: Record<'without' | 'withAuth', number[]> = { without: [], withAuth: [] };
  try {
    for (let pair = -200; pair < PAIRS; pair += 1) {
      const before = await timed(without.url, {});
      const after = await timed(withAuth.url, { authorization: `Bearer ${bearer}` });
      // Those before 0 warm up.
      if (pair < 0) continue;
      samples.without.push(before);
      samples.withAuth.push(after);
    }
  } finally {
    await Promise.all([without.end(), withAuth.end()]);
  }
  const spreads = { without: spreadOf(samples.without), withAuth: spreadOf(samples.withAuth) };
  const medianMs = Math.round((spreads.withAuth.median - spreads.without.median) * 1000) / 1000;
  console.log(`\nAuthentication adds ${medianMs} ms to the median of a read (${PAIRS} pairs, in turn).`);
  return { call: 'list manifests', pairs: PAIRS, medianMs, ...spreads };
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'moonmind-bench-'));
const server = await startPostgres();
try {
  const database = await createDatabase(server.url);
  const both = async (withAuth: boolean) => ({
    embedded: await onDatabase('embedded', { MOONMIND_DATA_DIR: path.join(dataDir, 'data') }, withAuth),
    postgresql: await onDatabase('PostgreSQL', { DATABASE_URL: database.url }, withAuth),
  });
  const without = await both(false);
  const withAuth = values.auth ? await both(true) : null;
  const told = withAuth && { withAuth, added: await addedByAuth(server.url) };
  console.log(JSON.stringify({ manifests: MANIFESTS, rounds, unit: 'ms', ...without, ...told }));
  const slow = [without, ...(withAuth ? [withAuth] : [])]
    .flatMap((figures) => Object.values(figures))
    .flatMap((modes) => Object.values(modes))
    .flatMap((calls) => CALLS.filter((call) => calls[call].median > BAR));
  if (slow.length > 0) {
    console.error(`SC-002 does not hold: the median of ${[...new Set(slow)].join(', ')} is over ${BAR} ms.`);
    process.exitCode = 1;
  }
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
