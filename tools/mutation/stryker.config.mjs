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
  sources: ['packages/manifest-contract/src/index.ts', 'packages/job-types/src/index.ts'],
  tests: ['packages/manifest-contract/src', 'packages/job-types/src'],
  without: SLOW_OR_RANDOM,
};
const SERVICE_TESTS = {
  sources: ['packages/queue-store/src/index.ts', 'apps/api/src/index.ts'],
  tests: [
    'packages/queue-store/src/postgres.test.ts',
    'apps/api/src/queue/jobs.test.ts',
    'apps/api/src/registry',
  ],
  // These wait on vitest's own clock or on other processes, and hold neither creation nor the registry.
  without: ['following', 'a claim that waits', 'a thousand times'],
  provided: { postgresUrl: process.env.TEST_DATABASE_URL },
};

export default {
  plugins: ['./tools/mutation/runner/plugin.mjs', './tools/mutation/ignore-messages.mjs'],
  ignorers: ['messages'],
  testRunner: 'in-process',
  inProcess: part in CONTRACT_PARTS ? CONTRACT_TESTS : SERVICE_TESTS,
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
