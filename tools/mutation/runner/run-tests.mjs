/** Runs collected tests one after the other, with the hooks of the suites around them. */
import { runBounded } from './run-bounded.mjs';

/**
 * @param {import('./collect.mjs').Test[]} tests in the order in which they were declared
 * @param {{
 *   bail: boolean,
 *   limitOf?: (test: import('./collect.mjs').Test) => number,
 *   patience?: number,
 *   onTest?: (test: import('./collect.mjs').Test | undefined) => void,
 * }} options with `bail`, the first failure is the last test; `limitOf` says how many milliseconds a test may take at most
 *   until it first awaits something, and `patience` how many it and each hook may take besides, so that an answer which never
 *   comes holds nothing up
 * @returns {Promise<{ test: import('./collect.mjs').Test, milliseconds: number, failure?: string, endless?: boolean }[]>}
 */
export async function runTests(tests, { bail, limitOf, patience, onTest = () => {} }) {
  const results = [];
  const entered = [];
  const call = async (hook) => within(patience, hook());
  /** Calls all hooks, whichever fails. */
  const leave = async (isOver) => {
    const errors = [];
    while (entered.length > 0 && isOver(entered.at(-1))) {
      for (const hook of entered.pop().after) await call(hook).catch((error) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  };
  for (const test of tests) {
    const suites = lineage(test.suite);
    const began = performance.now();
    let failure;
    let endless = false;
    try {
      await leave((suite) => !suites.includes(suite));
      for (const suite of suites.filter((each) => !entered.includes(each))) {
        entered.push(suite);
        for (const hook of suite.before) await call(hook);
      }
      onTest(test);
      for (const suite of suites) for (const hook of suite.beforeEach) await call(hook);
      await call(limitOf ? () => runBounded(test.run, limitOf(test)) : test.run);
    } catch (error) {
      endless = error instanceof NoAnswer || error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
      failure = messageOf(error);
    }
    try {
      for (const suite of suites.toReversed()) for (const hook of suite.afterEach) await call(hook);
    } catch (error) {
      failure ??= messageOf(error);
    }
    onTest(undefined);
    results.push({ test, milliseconds: performance.now() - began, failure, endless });
    if (failure !== undefined && bail) break;
  }
  try {
    await leave(() => true);
  } catch (error) {
    results.at(-1).failure ??= messageOf(error);
  }
  return results;
}

const messageOf = (error) => (error instanceof Error ? error.message : String(error));

class NoAnswer extends Error {}

/** Milliseconds between two looks at whether an answer has come. */
const TICK = 10;

/** What a promise gives, unless that takes too long. Counts ticks: a busy machine delays them as it delays answers. */
async function within(milliseconds, promise) {
  if (milliseconds === undefined) return promise;
  let ticks = milliseconds / TICK;
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setInterval(() => {
      ticks -= 1;
      if (ticks < 0) reject(new NoAnswer('no answer came'));
    }, TICK);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearInterval(timer);
  }
}

/** The suites around a test, the outermost first. */
function lineage(suite) {
  return suite.parent ? [...lineage(suite.parent), suite] : [suite];
}
