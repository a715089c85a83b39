/** The queue beside its best-known peers, on one PostgreSQL with its default settings, in rounds taken in turn. */
import { parseArgs } from 'node:util';
import { createDatabase, startPostgres } from '@moonmind/testing';
import postgres from 'postgres';
import { wholeNumber } from '../commands/arguments.js';
import { type Contestant, PAYLOAD, times } from './queues/contestant.js';
import { openGraphileWorker } from './queues/graphile-worker.js';
import { openOurs } from './queues/ours.js';
import { openPgBoss } from './queues/pg-boss.js';
import { quantile, table } from './statistics.js';

const SINGLE = 3_000;
const MANY = 10_000;
const WIDTH = 8;
const BATCH = 1_000;
const CLAIM_BATCH = 100;

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, rounds: { type: 'string', default: '5' } },
});
if (values.help) {
  console.log(`bench:queue [--rounds N]
Single creation (${WIDTH} at once), creation in batches of ${BATCH}, claim and complete one by one (${WIDTH} at once) and in batches of
${CLAIM_BATCH}, in jobs a second: the store, pg-boss and graphile-worker on one server, and plain inserts of the driver as the
limit. N rounds (default 5) after one that warms up; the order changes from round to round. Prints medians, and as the
last line JSON with the ratios to the better peer. Takes about 3 minutes.`);
  process.exit(0);
}
const rounds = wholeNumber(values, 'rounds');

const MEASURES = ['creation', 'batchCreation', 'claimComplete', 'batchedClaimComplete'] as const;
type Measure = (typeof MEASURES)[number];
type Rates = Record<Measure, number[]>;

const rates = new Map<string, Rates>();
const record = (name: string, measure: Measure, rate: number) => {
  const known = rates.get(name) ?? {
    creation: [],
    batchCreation: [],
    claimComplete: [],
    batchedClaimComplete: [],
  };
  rates.set(name, known);
  known[measure].push(rate);
};

/** Jobs a second. */
async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1000);
}

async function round(contestant: Contestant, keep: (measure: Measure, rate: number) => void): Promise<void> {
  keep('creation', await rateOf(SINGLE, () => contestant.create(SINGLE, WIDTH)));
  keep('claimComplete', await rateOf(SINGLE, () => contestant.drain(SINGLE, WIDTH)));
  keep('batchCreation', await rateOf(MANY, () => contestant.createBatches(MANY, BATCH)));
  keep('batchedClaimComplete', await rateOf(MANY, () => contestant.drainBatches(MANY, CLAIM_BATCH)));
}

/** The limit: rows of a plain table with one index, and nothing else. */
async function openRaw(url: string) {
  const sql = postgres(url, { max: 10, onnotice: () => {} });
  await sql`CREATE TABLE raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload jsonb NOT NULL)`;
  const rows = Array.from({ length: BATCH }, () => ({ payload: sql.json(PAYLOAD) }));
  return {
    async round(keep: (measure: Measure, rate: number) => void) {
      const one = () => sql`INSERT INTO raw (payload) VALUES (${sql.json(PAYLOAD)})`;
      keep('creation', await rateOf(SINGLE, () => times(SINGLE, WIDTH, one)));
      const many = () => sql`INSERT INTO raw ${sql(rows)}`;
      keep('batchCreation', await rateOf(MANY, () => times(MANY / BATCH, 1, many)));
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

const server = await startPostgres();
try {
  const fresh = async () => (await createDatabase(server.url)).url;
  const raw = await openRaw(await fresh());
  const contestants = [
    await openOurs(await fresh()),
    await openPgBoss(await fresh()),
    await openGraphileWorker(await fresh()),
  ];
  for (let number = 0; number <= rounds; number += 1) {
    const keepOf = (name: string) => (measure: Measure, rate: number) => {
      // Round 0 warms up.
      if (number > 0) record(name, measure, rate);
    };
    const turn = number % contestants.length;
    for (const contestant of [...contestants.slice(turn), ...contestants.slice(0, turn)])
      await round(contestant, keepOf(contestant.name));
    await raw.round(keepOf('raw inserts'));
  }
  await raw.close();
  await Promise.all(contestants.map((contestant) => contestant.close()));
} finally {
  await server.stop();
}

const medianOf = (samples: readonly number[]) =>
  samples.length === 0
    ? null
    : Math.round(
        quantile(
          [...samples].sort((a, b) => a - b),
          0.5,
        ),
      );
const medians = Object.fromEntries(
  [...rates].map(([name, of]) => [
    name,
    Object.fromEntries(MEASURES.map((measure) => [measure, medianOf(of[measure])])),
  ]),
);
console.log(`Jobs a second, medians of ${rounds} rounds`);
console.log(
  table([
    ['', ...MEASURES],
    ...Object.entries(medians).map(([name, of]) => [name, ...MEASURES.map((measure) => of[measure] ?? '–')]),
  ]),
);
const ratios = Object.fromEntries(
  MEASURES.map((measure) => {
    const better = Math.max(...['pg-boss', 'graphile-worker'].map((name) => medians[name]?.[measure] ?? 0));
    return [measure, Number(((medians['queue-store']?.[measure] ?? 0) / better).toFixed(2))];
  }),
);
console.log(JSON.stringify({ rounds, unit: 'jobs/s', medians, ratios }));
