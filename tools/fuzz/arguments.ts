import { parseArgs } from 'node:util';

/** What both fuzzers are started with. */
export interface FuzzArguments {
  readonly runs: number;
  readonly seed: number;
}

/** Reads `--runs` and `--seed` (a new one when left out). Ends the process after `--help` and on wrong arguments. */
export function readArguments(help: string, defaultRuns: number): FuzzArguments {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: String(defaultRuns) },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const runs = Number(values.runs);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
    console.error('--runs must be a whole number of at least 1, --seed a whole number.');
    process.exit(2);
  }
  return { runs, seed };
}
