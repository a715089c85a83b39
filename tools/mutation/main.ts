/** SC-004: changes the code in many small ways and counts the changes that no test notices. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { FAST_SETTINGS, startPostgres } from '@moonmind/testing';
import { CONTRACT_PARTS, SERVICE_PARTS } from './parts.mjs';
import { printScores, printSurvivors } from './scores.js';

const ALL = [...Object.keys(CONTRACT_PARTS), ...Object.keys(SERVICE_PARTS)];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    mutate: { type: 'string' },
    report: { type: 'boolean' },
    survivors: { type: 'boolean' },
  },
});
const unknown = positionals.filter((part) => !ALL.includes(part));
if (values.help || unknown.length > 0) {
  console.log(`mutation [PART …] [--mutate FILES] [--report | --survivors]
Runs Stryker part by part: ${ALL.join(', ')}.
The last two are the paths of the store and the API on which jobs are created and manifests kept, on a PostgreSQL of
their own. Later runs test only what changed since. --mutate takes comma-separated files instead of a part's own; --report
only prints the scores of the reports in reports/mutation/, --survivors the mutants that nobody noticed. One that changes
nothing a test could notice is explained in tools/mutation/equivalents/PART.json.`);
  process.exit(unknown.length > 0 ? 2 : 0);
}
const parts = ALL.filter((part) => positionals.length === 0 || positionals.includes(part));

let failed = false;
if (!values.report && !values.survivors) {
  const server = parts.some((part) => part in SERVICE_PARTS)
    ? await startPostgres({ settings: FAST_SETTINGS })
    : undefined;
  for (const part of parts) {
    const mutate = values.mutate ? ['--mutate', values.mutate] : [];
    // While this waits, the server's log is read: a server whose log nobody reads stands still once the pipe is full.
    const run = spawn('stryker', ['run', 'tools/mutation/stryker.config.mjs', ...mutate], {
      stdio: 'inherit',
      env: {
        ...process.env,
        MUTATION_PART: part,
        ...(server ? { TEST_DATABASE_URL: server.url, TEST_DATABASES: 'postgresql' } : {}),
      },
    });
    const [status] = await once(run, 'exit');
    failed ||= status !== 0;
  }
  await server?.stop();
}
if (values.survivors) printSurvivors(parts);
else printScores(parts);
process.exitCode = failed ? 1 : 0;
