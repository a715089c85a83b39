/** Runs collected tests one after the other, with the hooks of the suites around them. */
import { runBounded } from './run-bounded.mjs';

/**
 * @param {import('./collect.mjs').Test[]} tests in the order in which they were declared
 * @param {{
 *   bail: boolean,
 *   limitOf?: (test: import('./collect.mjs').Test) => number,
 *   onTest?: (test: import('./collect.mjs').Test | undefined) => void,
 * }} options with `bail`, the first failure is the last test; `limitOf` says how many milliseconds a test may take at most
 *   until it first awaits something
 * @returns {Promise<{ test: import('./collect.mjs').Test, milliseconds: number, failure?: string, endless?: boolean }[]>}
 */
export async function runTests(tests, { bail, limitOf, onTest = () => {} }) {
  const results = [];
  const entered = [];
  try {
    for (const test of tests) {
      const suites = lineage(test.suite);
      const began = performance.now();
      let failure;
      let endless = false;
      try {
        await leave(entered, (suite) => !suites.includes(suite));
        for (const suite of suites.filter((each) => !entered.includes(each))) {
          entered.push(suite);
          for (const hook of suite.before) await hook();
        }
        onTest(test);
        for (const suite of suites) for (const hook of suite.beforeEach) await hook();
        await (limitOf ? runBounded(test.run, limitOf(test)) : test.run());
      } catch (error) {
        endless = error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
        failure = error instanceof Error ? error.message : String(error);
      }
      try {
        for (const suite of suites.toReversed()) for (const hook of suite.afterEach) await hook();
      } catch (error) {
        failure ??= error instanceof Error ? error.message : String(error);
      }
      onTest(undefined);
      results.push({ test, milliseconds: performance.now() - began, failure, endless });
      if (failure !== undefined && bail) break;
    }
  } finally {
    await leave(entered, () => true);
  }
  return results;
}

async function leave(entered, isOver) {
  while (entered.length > 0 && isOver(entered.at(-1))) {
    for (const hook of entered.pop().after) await hook();
  }
}

/** The suites around a test, the outermost first. */
function lineage(suite) {
  return suite.parent ? [...lineage(suite.parent), suite] : [suite];
}
