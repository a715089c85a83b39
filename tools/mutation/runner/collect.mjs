/** The part of vitest's interface that our tests use to name themselves, collecting instead of running. */
import { format } from 'node:util';
import { expect, vi } from 'vitest';

/**
 * @typedef {{ parent?: Suite, name: string, file: string, before: Hook[], after: Hook[], beforeEach: Hook[], afterEach: Hook[] }} Suite
 * @typedef {{ id: string, name: string, file: string, suite: Suite, run: () => unknown }} Test
 * @typedef {() => unknown} Hook
 */

/**
 * Evaluates bundled tests and lists what they declare.
 * @param {import('./bundle.mjs').Evaluate} evaluate
 * @param {{ provided?: Record<string, unknown>, onFile?: (file: string) => boolean }} [options] what `inject` gives, and
 *   whether a file is wanted
 * @returns {Test[]}
 */
export function collectTests(evaluate, { provided = {}, onFile = () => true } = {}) {
  /** @type {Test[]} */
  const tests = [];
  const taken = new Set();
  /** @type {Suite} */
  let suite = newSuite('', '');

  /** A row's values may be another time's others: the test is known again by its place in the table. */
  function declareTest(name, ...rest) {
    const run = rest.find((argument) => typeof argument === 'function');
    const place = rest.find((argument) => typeof argument === 'string') ?? name;
    const full = [...pathOf(suite), place].join(' ');
    let id = `${suite.file}#${full}`;
    for (let repeat = 2; taken.has(id); repeat += 1) id = `${suite.file}#${full} (${repeat})`;
    taken.add(id);
    if (run) tests.push({ id, name: [...pathOf(suite), name].join(' '), file: suite.file, suite, run });
  }
  function declareSuite(name, ...rest) {
    const outer = suite;
    suite = newSuite(name, outer.file, outer);
    rest.find((argument) => typeof argument === 'function')();
    suite = outer;
  }
  const test = variants(declareTest);
  const describe = variants(declareSuite);
  const api = {
    expect,
    vi,
    test,
    it: test,
    describe,
    inject: (key) => provided[key],
    beforeAll: (hook) => void suite.before.push(hook),
    afterAll: (hook) => void suite.after.unshift(hook),
    beforeEach: (hook) => void suite.beforeEach.push(hook),
    afterEach: (hook) => void suite.afterEach.unshift(hook),
  };
  evaluate(api, (file) => {
    suite = newSuite('', file);
    return onFile(file);
  });
  return tests;
}

function newSuite(name, file, parent) {
  return { name, file, parent, before: [], after: [], beforeEach: [], afterEach: [] };
}

/** The names of the suites around a test. */
function pathOf(suite) {
  return suite.parent ? [...pathOf(suite.parent), suite.name] : [];
}

/** `each`, `skip` and the conditions beside a plain declaration. */
function variants(declare) {
  const nothing = Object.assign(() => {}, { each: () => () => {} });
  const declared = (...given) => declare(...given);
  declared.each = (rows, ...values) => {
    const table = Array.isArray(rows) && !('raw' in rows) ? rows : [];
    if (values.length > 0) throw new Error('Template tables are not collected.');
    return (name, ...rest) => {
      for (const [index, row] of table.entries()) {
        const cells = Array.isArray(row) ? row : [row];
        const body = rest.find((argument) => typeof argument === 'function');
        const told = format(name, ...cells).slice(0, 300);
        declare(`${told} [${index}]`, () => body(...cells), `${name} [${index}]`);
      }
    };
  };
  declared.skip = nothing;
  declared.skipIf = (condition) => (condition ? nothing : declared);
  declared.runIf = (condition) => (condition ? declared : nothing);
  return declared;
}
