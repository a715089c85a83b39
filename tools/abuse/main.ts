/** Abuses the built service as strangers would, and fails unless it answers as documented, stays small, and lives. */
import { parseArgs } from 'node:util';
import { CONNECTION_ABUSES } from './connections.js';
import { CONTENT_ABUSES } from './contents.js';
import { must, openWorld, TASK } from './world.js';

/** What the service may grow by in all of it, in MiB. */
const MOST_GROWTH_MIB = 300;
const MIB = 1024 * 1024;

const ABUSES = { ...CONTENT_ABUSES, ...CONNECTION_ABUSES };

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, only: { type: 'string' } },
});
if (values.help) {
  console.log(`abuse [--only WORDS]
Starts the built service on embedded databases, with and without user authentication, and abuses it: ${Object.keys(ABUSES).join('; ')}.
After each the service must serve, and it may grow by ${MOST_GROWTH_MIB} MiB in all. --only runs those whose name holds WORDS. Takes half a
minute on an idle machine. The last line is one JSON object; the exit code is 1 where something did not hold.`);
  process.exit(0);
}
const chosen = Object.entries(ABUSES).filter(([name]) => name.includes(values.only ?? ''));
if (chosen.length === 0) throw new Error('--only names no abuse; see --help.');

const world = await openWorld();
const figures: Record<string, unknown> = {};
const failed: string[] = [];
let highest = 0;
let base = 0;
try {
  // Warm: what the first calls load is no growth.
  for (let call = 0; call < 50; call += 1) await world.call('POST', '/api/queue/jobs', { body: TASK });
  base = await world.residentBytes();
  const begun = performance.now();
  for (const [name, abuse] of chosen) {
    const watching = setInterval(() => {
      void world.residentBytes().then(
        (bytes) => {
          highest = Math.max(highest, bytes);
        },
        () => {},
      );
    }, 250);
    try {
      figures[name] = await abuse(world);
      const asked = performance.now();
      must(
        (await world.call('POST', '/api/queue/jobs', { body: TASK })).status === 201,
        'the service serves afterwards',
      );
      must(
        (await fetch(`${world.local.url}/readyz`)).status === 200,
        'the one without authentication serves too',
      );
      must(performance.now() - asked < 10_000, 'it serves within ten seconds');
      console.log(`held\t${name}\t${JSON.stringify(figures[name])}`);
    } catch (error) {
      failed.push(name);
      console.log(`FAILED\t${name}\t${error instanceof Error ? error.message : String(error)}`);
    } finally {
      clearInterval(watching);
    }
  }
  highest = Math.max(highest, await world.residentBytes());
  const grownMiB = Math.round((highest - base) / MIB);
  if (!(grownMiB <= MOST_GROWTH_MIB)) failed.push(`memory: it grew by ${grownMiB} MiB`);
  const output = world.guarded.output() + world.local.output();
  if (/"level":[56]0/.test(output)) failed.push('the log tells of errors');
  if (output.includes(world.bearer)) failed.push('the log holds the credential');
  console.log(
    JSON.stringify({
      passed: failed.length === 0,
      failed,
      abuses: chosen.length,
      figures,
      baseMiB: Math.round(base / MIB),
      grownMiB,
      seconds: Math.round((performance.now() - begun) / 100) / 10,
    }),
  );
} finally {
  await world.end();
}
process.exitCode = failed.length === 0 ? 0 : 1;
