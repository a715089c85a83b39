/** What a claim costs as the backlog grows: jobs for others in front, very many sets of capabilities, scheduled jobs. */
import { parseArgs } from 'node:util';
import { startPostgres } from '@moonmind/testing';
import { wholeNumber } from '../commands/arguments.js';
import { type Backlog, type BacklogOptions, openBacklog, task } from './claims-backlog.js';
import { type Spread, spreadOf, table } from './statistics.js';

const CLAIMS = 200;
const WIDTHS = [1, 8] as const;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    rounds: { type: 'string', default: '5' },
    most: { type: 'string', default: '1000000' },
  },
});
if (values.help) {
  console.log(`bench:claims [--rounds N] [--most N]
Latency of a claim of one job with 10,000, 100,000 and 1,000,000 ready jobs (--most sets the last number), of which 99.9 %
stand in front and are for others; with 20,000 sets of capabilities beside 10,000 ready jobs, all for others or all for this
worker too; and with 100,000 scheduled jobs of high priority. By 1 and by 8 claimers of two stores, ${CLAIMS} claims a
round, N rounds in turn (default 5) after one that warms up. Prints p50 and p99 in milliseconds; the last line is JSON:
growth is p50 with the most jobs by p50 with 10,000, falseEmpties counts claims that came back empty though a job was free,
duplicates counts jobs that were claimed twice. Takes about 4 minutes, most of it to fill the databases.`);
  process.exit(0);
}
const rounds = wholeNumber(values, 'rounds');
const most = Number(values.most);
if (!Number.isInteger(most / 10_000) || most < 10_000) throw new Error('--most takes a multiple of 10000');

const BACKLOGS: readonly BacklogOptions[] = [
  { name: '10k', ready: 10_000 },
  { name: '100k', ready: 100_000 },
  { name: 'most', ready: most },
  { name: 'sets', ready: 10_000, sets: 20_000 },
  { name: 'setsCovered', ready: 10_000, sets: 20_000, covered: true },
  { name: 'scheduled', ready: 10_000, scheduled: 100_000 },
];

const found = { falseEmpties: 0, duplicates: 0 };

/** Claims one job after the other by `width` claimers; each job is completed, and another put in its place. */
async function claimAll(backlog: Backlog, width: number, seen: Set<string>): Promise<number[]> {
  const samples: number[] = [];
  let left = CLAIMS;
  const claimer = async (index: number) => {
    const store = backlog.stores[index % 2 === 0 ? 0 : 1];
    const workerId = `w${index}`;
    while (left > 0) {
      left -= 1;
      const start = performance.now();
      const [job] = await store.jobs.claim({
        workerId,
        leaseSeconds: 60,
        capabilities: backlog.capabilities,
      });
      samples.push(performance.now() - start);
      // There are always more jobs for the worker than claimers.
      if (!job) {
        found.falseEmpties += 1;
        continue;
      }
      if (seen.has(job.id)) found.duplicates += 1;
      seen.add(job.id);
      await store.jobs.complete({ jobId: job.id, workerId, leaseToken: job.leaseToken });
      await store.jobs.create(task());
    }
  };
  await Promise.all(Array.from({ length: width }, (_, index) => claimer(index)));
  return samples;
}

const server = await startPostgres();
const samples = new Map<string, number[]>();
try {
  const backlogs: Backlog[] = [];
  for (const options of BACKLOGS) backlogs.push(await openBacklog(server.url, options));
  const seen = new Set<string>();
  for (let round = 0; round <= rounds; round += 1)
    for (const backlog of backlogs)
      for (const width of WIDTHS) {
        const taken = await claimAll(backlog, width, seen);
        const key = `${backlog.name} ${width}`;
        // Round 0 warms up.
        if (round > 0) samples.set(key, [...(samples.get(key) ?? []), ...taken]);
      }
  await Promise.all(backlogs.map((backlog) => backlog.close()));
} finally {
  await server.stop();
}

const spreads = (name: string): Record<string, Spread> =>
  Object.fromEntries(WIDTHS.map((width) => [width, spreadOf(samples.get(`${name} ${width}`) ?? [])]));
const latencies = Object.fromEntries(BACKLOGS.map(({ name }) => [name, spreads(name)]));
const growthOf = (width: number) =>
  Number(((latencies.most?.[width]?.median ?? 0) / (latencies['10k']?.[width]?.median ?? 1)).toFixed(2));

console.log('Latency of a claim in milliseconds');
console.log(
  table([
    ['', ...WIDTHS.flatMap((width) => [`p50 (${width} at once)`, `p99 (${width} at once)`])],
    ...BACKLOGS.map(({ name, ready }) => [
      name === 'most' ? `${ready}` : name,
      ...WIDTHS.flatMap((width) => {
        const spread = latencies[name]?.[width];
        return [spread?.median ?? '–', spread?.p99 ?? '–'];
      }),
    ]),
  ]),
);
console.log(
  JSON.stringify({
    rounds,
    most,
    unit: 'ms',
    latencies,
    growth: growthOf(1),
    growthOfEight: growthOf(8),
    ...found,
  }),
);
