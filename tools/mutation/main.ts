/** SC-004: changes the code in many small ways and counts the changes that no test notices. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { FAST_SETTINGS, startPostgres } from '@moonmind/testing';

const PARTS = ['contract', 'tables', 'service'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' }, mutate: { type: 'string' } },
});
if (values.help) {
  console.log(`mutation [contract|tables|service …] [--mutate FILES]
Runs Stryker over the contract and the job types (thousands of mutants, about one a second on two idle cores: hours), over
what these state as tables (static mutants, slower still), and over the paths on which the store and the API create jobs and
keep manifests, on a PostgreSQL of its own. Later runs test only what changed since. --mutate takes comma-separated files
instead of all. Reports lie in reports/mutation/.`);
  process.exit(0);
}
const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
if (parts.length === 0) throw new Error(`There are the parts ${PARTS.join(' and ')}.`);

const server = parts.includes('service') ? await startPostgres({ settings: FAST_SETTINGS }) : undefined;
let failed = false;
for (const part of parts) {
  const mutate = values.mutate ? ['--mutate', values.mutate] : [];
  const run = spawnSync('stryker', ['run', `tools/mutation/${part}.config.mjs`, ...mutate], {
    stdio: 'inherit',
    env: { ...process.env, ...(server ? { TEST_DATABASE_URL: server.url } : {}) },
  });
  failed ||= run.status !== 0;
}
await server?.stop();
process.exitCode = failed ? 1 : 0;
