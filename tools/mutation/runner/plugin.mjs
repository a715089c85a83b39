/**
 * Runs the tests of a mutant in one long-lived process. Stryker's vitest runner starts a worker and imports everything anew
 * for each mutant, a second or two; here a mutant costs its tests alone, and one that acts while modules load costs an
 * evaluation of the bundle besides.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { bundleTests } from './bundle.mjs';
import { collectTests } from './collect.mjs';
import { runBounded } from './run-bounded.mjs';
import { runTests } from './run-tests.mjs';

/** Stands for what a test file does while it declares its tests. */
const COLLECTING = '#collecting';

/** Milliseconds after which declaring all tests, or a test that usually takes no time, is taken for endless. */
const COLLECTING_LIMIT = 30_000;
const SHORTEST_LIMIT = 2000;
/** Milliseconds after which an answer that a test or a hook waits for is taken to never come. */
const PATIENCE = 10_000;

class InProcessRunner {
  #settings;
  /** What instrumented code and Stryker tell each other. */
  #stryker;
  #evaluate;
  #tests = [];
  /** What each test took when it ran last: the quick ones are asked first. */
  #cost = new Map();
  /** By source file, how many of its mutants each test killed: these are asked before all others. */
  #kills = new Map();

  constructor(options) {
    this.#settings = options.inProcess;
    globalThis.__stryker__ ??= {};
    this.#stryker = globalThis.__stryker__;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { sources, tests } = this.#settings;
    const root = process.cwd();
    this.#evaluate = await bundleTests(
      root,
      sources.map((file) => path.join(root, file)),
      tests.flatMap((place) => testFiles(path.join(root, place))),
    );
  }

  async dryRun() {
    this.#stryker.activeMutant = undefined;
    const files = [];
    this.#tests = this.#collect((file) => {
      files.push(file);
      this.#stryker.currentTestId = file + COLLECTING;
      return true;
    });
    const results = await runTests(this.#tests, {
      bail: false,
      onTest: (test) => {
        this.#stryker.currentTestId = test?.id;
      },
    });
    for (const { test, milliseconds } of results) this.#cost.set(test.id, milliseconds);
    const collecting = files.map((file) => ({ test: { id: file + COLLECTING, name: 'collecting', file } }));
    return {
      status: 'complete',
      tests: [...collecting, ...results].map(toTestResult),
      mutantCoverage: this.#stryker.mutantCoverage,
    };
  }

  async mutantRun(options) {
    const before = process.cpuUsage();
    const result = await this.#run(options);
    if (result.status !== 'timeout') return result;
    const { user, system } = process.cpuUsage(before);
    // Who had not even that much time to run was held up by others, or waits for what never comes: asked again, it shows.
    return user + system < SHORTEST_LIMIT * 1000 ? this.#run(options) : result;
  }

  async #run({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail, sandboxFileName }) {
    Object.assign(this.#stryker, {
      hitCount: 0,
      hitLimit,
      currentTestId: undefined,
      activeMutant: undefined,
    });
    if (this.#tests.length === 0) this.#tests = this.#collect();
    this.#stryker.activeMutant = activeMutant.id;
    let tests;
    try {
      tests = runBounded(() => this.#testsOf(mutantActivation, testFilter), COLLECTING_LIMIT);
    } catch (error) {
      if (error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { status: 'timeout' };
      return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    }
    const results = await runTests(this.#ordered(tests, sandboxFileName), {
      bail: !disableBail,
      limitOf: ({ id }) => SHORTEST_LIMIT + 20 * (this.#cost.get(id) ?? 0),
      patience: PATIENCE,
    });
    this.#stryker.activeMutant = undefined;
    if (results.some(({ endless }) => endless)) {
      // Whatever was cut off may have left half of its work behind.
      this.#tests = [];
      return { status: 'timeout' };
    }
    for (const { test, milliseconds } of results) this.#cost.set(test.id, milliseconds);
    for (const { test, failure } of results)
      if (failure !== undefined) this.#noteKill(sandboxFileName, test.id);
    const timeout = determineHitLimitReached(this.#stryker.hitCount, hitLimit);
    return toMutantRunResult(timeout ?? { status: 'complete', tests: results.map(toTestResult) });
  }

  /** The tests that may notice a mutant; declares those anew that it acts upon while they are declared. */
  #testsOf(activation, testFilter) {
    if (activation === 'static' || !testFilter) return this.#collect();
    const wanted = new Set(testFilter);
    const anew = (file) => wanted.has(file + COLLECTING);
    const declared = testFilter.some((id) => id.endsWith(COLLECTING)) ? this.#collect(anew) : [];
    return [...declared, ...this.#tests.filter(({ id, file }) => wanted.has(id) && !anew(file))];
  }

  #collect(onFile) {
    const { provided, without = [] } = this.#settings;
    const tests = collectTests(this.#evaluate, { provided, onFile });
    return tests.filter(({ name }) => !without.some((word) => name.includes(word)));
  }

  #noteKill(file, id) {
    const kills = this.#kills.get(file) ?? new Map();
    this.#kills.set(file, kills.set(id, (kills.get(id) ?? 0) + 1));
  }

  /** Suites with hooks stay together; without them, likely killers come first, then what costs little. */
  #ordered(tests, file) {
    const hooked = (suite) =>
      suite && (suite.before.length > 0 || suite.after.length > 0 || hooked(suite.parent));
    if (tests.some(({ suite }) => hooked(suite))) return tests;
    const rank = ({ id }) => (this.#cost.get(id) ?? 0) / (1 + 10 * (this.#kills.get(file)?.get(id) ?? 0));
    const ranks = new Map(tests.map((test) => [test, rank(test)]));
    return tests.toSorted((one, other) => ranks.get(one) - ranks.get(other));
  }
}

/** A test file itself, or all below a folder. */
function testFiles(place) {
  if (place.endsWith('.ts')) return [place];
  const below = readdirSync(place, { recursive: true }).filter((file) => file.endsWith('.test.ts'));
  return below.sort().map((file) => path.join(place, file));
}

function toTestResult({ test, milliseconds = 0, failure }) {
  const shared = { id: test.id, name: test.name, timeSpentMs: milliseconds, fileName: test.file };
  return failure === undefined ? { ...shared, status: 0 } : { ...shared, status: 1, failureMessage: failure };
}

function create(options) {
  return new InProcessRunner(options);
}
create.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', create)];

/** Tells Stryker that the setting is meant. */
export const strykerValidationSchema = { properties: { inProcess: { type: 'object' } } };
