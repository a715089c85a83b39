/**
 * What all mutation tests share. A mutant that only runs while modules load (`static`) needs every test for itself, a
 * hundred times the work: those are left to the part `tables`.
 */
export function mutationTests(part, mutate, { ignoreStatic = true, tests = part } = {}) {
  return {
    ignoreStatic,
    plugins: ['@stryker-mutator/vitest-runner', './tools/mutation/ignore-messages.mjs'],
    ignorers: ['messages'],
    testRunner: 'vitest',
    vitest: { configFile: `tools/mutation/vitest.${tests}.config.ts` },
    mutate: [...mutate, '!**/*.test.ts', '!**/testing/**', '!**/index.ts'],
    coverageAnalysis: 'perTest',
    incremental: true,
    incrementalFile: `.cache/stryker/${part}.json`,
    tempDirName: `.cache/stryker/${part}`,
    reporters: ['clear-text', 'json'],
    jsonReporter: { fileName: `reports/mutation/${part}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    concurrency: 2,
  };
}
