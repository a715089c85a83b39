/** Many manifest submissions, sound and spoiled, against the service: SC-001 at length. */
import fc from 'fast-check';
import { openStore } from '../../apps/api/src/testing/open-store.js';
import {
  checkStored,
  checkSubmission,
  prepare,
  submissions,
} from '../../apps/api/src/testing/submissions.js';
import { createTestApi } from '../../apps/api/src/testing/test-api.js';
import { readArguments } from './arguments.js';

const HELP = `Submits generated and mutated manifest jobs and checks each answer: 201 with every derived field, or a 4xx
problem with code and detail, within a second; then every stored job.

  ./tools/pnpm fuzz:submissions [--runs 5000] [--seed N]

Runs on the embedded database in memory, or on the empty one that DATABASE_URL names. 5,000 submissions take about a
minute on two cores. A failure prints its seed and the shrunken submission. The last line is one JSON object.`;

const { runs, seed } = readArguments(HELP, 5_000);

const store = await openStore(process.env.DATABASE_URL);
const api = createTestApi(store);
await prepare(api);
const answers = new Map<string, number>();
const times: number[] = [];

const started = performance.now();
const outcome = await fc.check(
  fc.asyncProperty(submissions, async (raw) => {
    const { status, code, ms } = await checkSubmission(api, raw);
    answers.set(`${status} ${code}`, (answers.get(`${status} ${code}`) ?? 0) + 1);
    times.push(ms);
    api.log.length = 0;
  }),
  { numRuns: runs, seed },
);
const stored = outcome.failed ? 0 : await checkStored(api);
await store.close();

for (const [answer, count] of [...answers].sort(([, a], [, b]) => b - a)) console.log(`${count}\t${answer}`);
if (outcome.failed) console.error(fc.defaultReportMessage(outcome));
times.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    passed: !outcome.failed,
    runs: outcome.numRuns,
    seed,
    accepted: answers.get('201 accepted') ?? 0,
    stored,
    medianMs: round(times[Math.floor(times.length / 2)]),
    maxMs: round(times.at(-1)),
    seconds: round((performance.now() - started) / 1000),
  }),
);
process.exitCode = outcome.failed ? 1 : 0;

function round(value = 0): number {
  return Math.round(value * 10) / 10;
}
