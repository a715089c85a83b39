/** Real processes on a real PostgreSQL, faults under load, and a proof that nothing was lost or doubled. */
import { parseArgs } from 'node:util';
import { RULES } from './check.js';
import { LONG, SHORT, STANDARD } from './plans.js';
import { runFaults } from './run.js';

const HELP = `faults [--short | --long] [--seed N]
Two API processes on one PostgreSQL with its default settings, four workers and two submitters. Kills, stops and cuts them
off in an order of the seed's, then checks what every client was answered against what is there.

  --short   one API process, two workers and some database sessions killed, one worker stopped: about a minute
  --long    all faults four times, and a failover to a standby with synchronous replication: about 6 minutes
  --seed N  the order of faults and their victims; default: from the clock, told in the report

Otherwise all faults once, about 2 minutes. The last line is one JSON object; the exit status is 0 only where no rule was
broken and every fault struck. docs/faults.md lists faults and rules.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    short: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    seed: { type: 'string' },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed takes a whole number from 0 up');
if (values.short && values.long) throw new Error('--short and --long exclude each other');

// What was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
// A service that never answers again is a violation too.
const LIMIT_MINUTES = 30;
setTimeout(() => {
  console.error(`The run is not over after ${LIMIT_MINUTES} minutes.`);
  process.exit(1);
}, LIMIT_MINUTES * 60_000).unref();

const report = await runFaults({
  seed,
  plan: values.short ? SHORT : values.long ? LONG : STANDARD,
  tell: (line) => console.log(line),
});
for (const { rule, about, detail } of report.violations.slice(0, 20))
  console.error(`Broken: ${RULES[rule]}. ${about}: ${detail}`);
const idle = Object.entries(report.faults).filter(([, { struck, skipped }]) => struck === 0 && !skipped);
for (const [name] of idle) console.error(`${name} found nothing to strike: the run proves nothing about it.`);
console.log(JSON.stringify(report));
process.exitCode = report.violations.length + idle.length > 0 ? 1 : 0;
