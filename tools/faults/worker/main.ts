/** Workers made with `createWorker`, in real processes, in their bad moments. */
import { parseArgs } from 'node:util';
import { createDatabase, FAST_SETTINGS, startPostgres } from '@moonmind/testing';
import { Place } from './place.js';
import type { Figures } from './scenarios.js';
import * as scenarios from './scenarios.js';

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, short: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(`faults:worker [--short]
Workers in processes of their own against the service on a PostgreSQL: killed, stopped and woken, busy, hung, cut off from
claims, with the service killed, told to end when idle and when at work. 50 kills, 200 cut claims and 10 of each other, five
at once (--short: one of each, 5 cuts). Takes about 9 minutes (--short: a minute and a half). The last line is one JSON object; the
exit status is 0 only where everything came out as it must.`);
  process.exit(0);
}

interface Plan {
  readonly runs: number;
  /** How many runs go on at once. */
  readonly abreast: number;
  readonly run: (place: Place) => Promise<Figures>;
}

const few = values.short ? 1 : 10;
const cuts = values.short ? 5 : 200;
const PLANS: Readonly<Record<string, Plan>> = {
  killed: { runs: values.short ? 1 : 50, abreast: 5, run: scenarios.killed },
  stopped: { runs: few, abreast: 5, run: scenarios.stopped },
  // A busy loop has a processor for itself.
  busy: { runs: few, abreast: 2, run: scenarios.busy },
  hung: { runs: few, abreast: 2, run: scenarios.hung },
  restarted: { runs: few, abreast: 1, run: scenarios.restarted },
  cut: { runs: 1, abreast: 1, run: (place) => scenarios.cut(place, cuts) },
  idle: { runs: few, abreast: 1, run: scenarios.idle },
  drained: { runs: few, abreast: 5, run: scenarios.drained },
  logged: { runs: few, abreast: 2, run: scenarios.logged },
};

const server = await startPostgres({ settings: FAST_SETTINGS });
const { url } = await createDatabase(server.url);
const place = await Place.open({ DATABASE_URL: url });
const report: Record<string, { runs: number; failures: string[]; figures: Figures }> = {};
try {
  for (const [name, plan] of Object.entries(PLANS)) {
    report[name] = await carryOut(plan);
    const { runs, failures, figures } = report[name];
    console.log(`${name}: ${runs - failures.length} of ${runs} as they must ${JSON.stringify(figures)}`);
    for (const failure of failures) console.error(`  ${failure}`);
  }
} finally {
  await place.close();
  await server.stop();
}
const failures = Object.values(report).reduce((sum, one) => sum + one.failures.length, 0);
console.log(JSON.stringify({ passed: failures === 0, ...report }));
process.exit(failures === 0 ? 0 : 1);

/** Carries a plan out; the figures are the largest of its runs. */
async function carryOut({ runs, abreast, run }: Plan): Promise<(typeof report)[string]> {
  const failures: string[] = [];
  const figures: Record<string, number> = {};
  let left = runs;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      try {
        for (const [name, value] of Object.entries(await run(place)))
          figures[name] = Math.max(figures[name] ?? value, value);
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
  return { runs, failures, figures };
}
