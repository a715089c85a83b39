/** Ends what would never end by itself, in the process in which it runs. */
import vm from 'node:vm';

const script = new vm.Script('globalThis.__runBounded()');

/**
 * Calls a function, and gives up on it after some time. What it does after its first await is not bounded.
 * @param {() => unknown} run
 * @param {number} milliseconds
 * @throws an error with the code `ERR_SCRIPT_EXECUTION_TIMEOUT`; no `finally` of the function has run then
 */
export function runBounded(run, milliseconds) {
  globalThis.__runBounded = run;
  return script.runInThisContext({ timeout: Math.ceil(milliseconds) });
}
