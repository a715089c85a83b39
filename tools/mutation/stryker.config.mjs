/** Mutation tests of one part (SC-004), which MUTATION_PART names; see `main.ts`. */
import { CONTRACT_PARTS, SERVICE_PARTS } from './parts.mjs';

const part = process.env.MUTATION_PART ?? '';

/** What holds costs, and what makes its cases by chance: the first take long, the second would kill a mutant only now and then. */
const SLOW_OR_RANDOM = [
  'cost stays linear',
  'cost is linear',
  'in good time',
  'in bounded time',
  'text_too_many_nodes',
  'any JavaScript value',
  'any string gives',
  'every submission is',
  'diagnostics have places in the text',
  'normalizing is deterministic',
  'formats say the same each time',
  'what is redacted scans clean',
  'safe fixes leave no more errors',
  'only ManifestContractError leaves it',
  'A canary in any value',
];

const CONTRACT_TESTS = {
  // Every entry: what only a test file loads counts as run by that file alone.
  sources: [
    'packages/manifest-contract/src/index.ts',
    'packages/manifest-contract/src/entries/format.ts',
    'packages/job-types/src/index.ts',
  ],
  tests: ['packages/manifest-contract/src', 'packages/job-types/src'],
  without: SLOW_OR_RANDOM,
};
const provided = { postgresUrl: process.env.TEST_DATABASE_URL };
const STORE_TESTS = {
  sources: ['packages/queue-store/src/index.ts'],
  tests: ['packages/queue-store/src/postgres.test.ts', 'packages/queue-store/src/concurrency.test.ts'],
  // These wait, many times over or on vitest's own clock, and hold neither creation nor the registry.
  without: [
    'following',
    'a claim that waits',
    'claims at once',
    'one job, two callers',
    'give every job once',
    'serve one named claim once',
    'end, beat and follow',
  ],
  provided,
};
const API_TESTS = {
  sources: ['apps/api/src/index.ts'],
  tests: [
    'apps/api/src/system/openapi.test.ts',
    'apps/api/src/registry',
    'apps/api/src/queue/accept.test.ts',
    'apps/api/src/queue/jobs.test.ts',
    'apps/api/src/queue/refusals.test.ts',
    'apps/api/src/access/audit.test.ts',
  ],
  // The same calls many times over.
  without: ['a thousand times', 'fifty manifests'],
  provided,
};
const TESTS = { store: STORE_TESTS, api: API_TESTS };

export default {
  plugins: ['./tools/mutation/runner/plugin.mjs', './tools/mutation/ignore-messages.mjs'],
  ignorers: ['messages'],
  testRunner: 'in-process',
  inProcess: TESTS[part] ?? CONTRACT_TESTS,
  mutate: [
    ...(CONTRACT_PARTS[part] ?? SERVICE_PARTS[part] ?? []),
    '!**/*.test.ts',
    '!**/testing/**',
    '!**/index.ts',
  ],
  ignorePatterns: ['.cache', '.changeset', '.moonmind', 'reports', '**/dist', 'docs/*.log'],
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: `.cache/stryker/${part}.json`,
  tempDirName: `.cache/stryker/${part}`,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `reports/mutation/${part}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  concurrency: 2,
  // The runner ends endless tests by itself.
  timeoutMS: 120_000,
};
