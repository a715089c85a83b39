/** Runs collected tests one after the other, with the hooks of the suites around them. */

/**
 * @param {import('./collect.mjs').Test[]} tests in the order in which they were declared
 * @param {{ bail: boolean, onTest?: (test: import('./collect.mjs').Test | undefined) => void }} options with `bail`, the
 *   first failure is the last test
 * @returns {Promise<{ test: import('./collect.mjs').Test, milliseconds: number, failure?: string }[]>}
 */
export async function runTests(tests, { bail, onTest = () => {} }) {
  const results = [];
  const entered = [];
  try {
    for (const test of tests) {
      const suites = lineage(test.suite);
      const began = performance.now();
      let failure;
      try {
        await leave(entered, (suite) => !suites.includes(suite));
        for (const suite of suites.filter((each) => !entered.includes(each))) {
          entered.push(suite);
          for (const hook of suite.before) await hook();
        }
        onTest(test);
        for (const suite of suites) for (const hook of suite.beforeEach) await hook();
        await test.run();
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      }
      try {
        for (const suite of suites.toReversed()) for (const hook of suite.afterEach) await hook();
      } catch (error) {
        failure ??= error instanceof Error ? error.message : String(error);
      }
      onTest(undefined);
      results.push({ test, milliseconds: performance.now() - began, failure });
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
