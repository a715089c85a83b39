/** One fault run: load, faults in turn, rest, and what the checker says. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FINAL_STATUSES } from '@moonmind/job-types';
import { randomFrom } from '../../packages/manifest-contract/src/testing/random.js';
import { check, type Violation } from './check.js';
import { createClient } from './client.js';
import { FAULTS_BY_NAME, type Injected, type Random } from './faults.js';
import type { Entry, Outcome } from './history.js';
import type { Plan } from './plans.js';
import { createWorld, type World } from './world.js';

/** A job rests 30 s after its lease ran out, and its last attempts take a few seconds. */
const REST_WITHIN_MS = 90_000;
/** Jobs whose events are read page by page too. */
const READ_BY_PAGE = 30;
const PAGE = 2;

export interface Report {
  readonly seed: number;
  readonly faults: Readonly<Record<string, Injected>>;
  readonly jobs: number;
  readonly attempts: number;
  readonly events: number;
  /** How often the reader of the stream had to come back. */
  readonly streamResumes: number;
  readonly cutClaims: number;
  readonly zombies: { readonly woken: number; readonly refused: number; readonly accepted: number };
  /** From a worker's death until its job was queued again; `boundMs` is the lease and 2 s. */
  readonly freedMs: { readonly count: number; readonly max: number; readonly boundMs: number };
  readonly seconds: number;
  readonly violations: readonly Violation[];
}

export interface RunOptions {
  readonly seed: number;
  /** The faults, one after the other. */
  readonly plan: Plan;
  readonly tell: (line: string) => void;
}

/** Runs the plan against real processes, which are gone when it ends. */
export async function runFaults({ seed, plan, tell }: RunOptions): Promise<Report> {
  const started = performance.now();
  const random = seeded(seed);
  const world = await createWorld();
  const faults: Record<string, Injected> = {};
  try {
    await sleep(2000);
    for (const name of plan(random)) {
      const { struck, skipped } = await FAULTS_BY_NAME[name](world, random);
      const before = faults[name]?.struck ?? 0;
      faults[name] = { struck: before + struck, ...(skipped === undefined ? {} : { skipped }) };
      tell(`${name}: ${skipped === undefined ? `struck ${struck}` : `skipped, ${skipped}`}`);
      await sleep(500);
    }
    await world.stopSubmitting();
    tell('the faults are over; waiting for the jobs to end');
    await untilRest(world);
    const outcome = await outcomeOf(world);
    const history = world.history();
    return {
      seed,
      faults,
      ...figures(history, outcome),
      streamResumes: world.reader.connects,
      seconds: Math.round((performance.now() - started) / 1000),
      violations: check(history, outcome),
    };
  } finally {
    await world.close();
  }
}

async function untilRest({ sql, reader }: World): Promise<void> {
  const deadline = Date.now() + REST_WITHIN_MS;
  while (Date.now() < deadline) {
    const [open] = await sql`SELECT FROM agent_jobs WHERE NOT status = ANY(${[...FINAL_STATUSES]}) LIMIT 1`;
    if (!open) break;
    await sleep(250);
  }
  // What is written is still on its way to the reader, which may have to find out that its connection is dead.
  for (let waited = 0; waited < 25_000; waited += 250) {
    const [row] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM agent_job_events`;
    if (reader.count >= (row?.count ?? 0)) return;
    await sleep(250);
  }
}

async function outcomeOf(world: World): Promise<Outcome> {
  const { sql } = world;
  const jobs = await sql<Outcome['jobs'][number][]>`
    SELECT id, status, registry_name AS manifest FROM agent_jobs ORDER BY created_at, id`;
  return {
    jobs,
    events: await sql<Outcome['events'][number][]>`
      SELECT id, job_id AS "jobId", message FROM agent_job_events ORDER BY id`,
    manifests: await sql<Outcome['manifests'][number][]>`
      SELECT name, last_run_job_id AS "lastRunJobId", last_run_status AS "lastRunStatus",
        (SELECT id FROM agent_jobs WHERE registry_name = name ORDER BY created_at DESC, id DESC LIMIT 1) AS "newestJobId"
      FROM manifest`,
    readings: [
      ...jobs.map(({ id }) => ({
        reader: 'stream',
        jobId: id,
        eventIds: world.reader.eventIds.get(id) ?? [],
      })),
      ...(await Promise.all(longest(world, jobs).map(async (jobId) => readByPage(world, jobId)))),
    ],
  };
}

/** The jobs that were claimed most often: their events are the most. */
function longest(world: World, jobs: Outcome['jobs']): string[] {
  const lengthOf = (jobId: string) => world.reader.eventIds.get(jobId)?.length ?? 0;
  return jobs
    .map(({ id }) => id)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, READ_BY_PAGE);
}

async function readByPage({ urls }: World, jobId: string): Promise<Outcome['readings'][number]> {
  const client = createClient(urls, 0);
  const eventIds: string[] = [];
  for (;;) {
    const last = eventIds.at(-1);
    const after = last === undefined ? '' : `&afterEventId=${last}`;
    const answer = await client.call({
      method: 'GET',
      path: `/api/queue/jobs/${jobId}/events?limit=${PAGE}${after}`,
    });
    const { items = [] } = (answer?.body ?? {}) as { items?: { id: string }[] };
    eventIds.push(...items.map(({ id }) => id));
    if (items.length < PAGE) return { reader: 'pages', jobId, eventIds };
  }
}

function figures(history: readonly Entry[], { jobs, events }: Outcome) {
  const tokens = (kind: Entry['kind']) =>
    new Set(
      history.flatMap((entry) => (entry.kind === kind && 'leaseToken' in entry ? [entry.leaseToken] : [])),
    );
  const [woken, refused] = [tokens('woken'), tokens('refused')];
  const accepted = new Set([...tokens('completed'), ...tokens('failed')]);
  const freed = history.filter((entry) => entry.kind === 'freed');
  return {
    jobs: jobs.length,
    attempts: new Set(events.filter(({ message }) => message === 'Job claimed').map(({ id }) => id)).size,
    events: events.length,
    cutClaims: tokens('cut').size,
    zombies: {
      woken: woken.size,
      refused: [...woken].filter((token) => refused.has(token)).length,
      accepted: [...woken].filter((token) => accepted.has(token)).length,
    },
    freedMs: {
      count: freed.length,
      max: Math.max(0, ...freed.map(({ ms }) => ms)),
      boundMs: Math.max(0, ...freed.map(({ leaseSeconds }) => leaseSeconds * 1000 + 2000)),
    },
  };
}

/** The same seed, the same faults in the same order. */
function seeded(seed: number): Random {
  const next = randomFrom(seed);
  return (limit) => (next() * 2 ** 32) % limit;
}
