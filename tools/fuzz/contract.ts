/** The contract's properties at length. */
import { PROPERTIES } from '../../packages/manifest-contract/src/testing/properties.js';
import { readArguments } from './arguments.js';

const HELP = `Holds the manifest contract to its properties on generated and mutated texts and payloads.

  ./tools/pnpm fuzz [--runs 100000] [--seed N]

--runs is the number of cases over all properties together. 100,000 take two to three minutes on two cores. The seed is
printed; a failure prints the shrunken case. The last line is one JSON object.`;

const { runs, seed } = readArguments(HELP, 100_000);

const started = performance.now();
const properties = Object.entries(PROPERTIES);
const failed: string[] = [];
let cases = 0;
console.log(`seed ${seed}`);
for (const [name, property] of properties) {
  const begun = performance.now();
  const outcome = property({ numRuns: Math.ceil(runs / properties.length), seed });
  cases += outcome.cases;
  const ms = Math.round(performance.now() - begun);
  console.log(`${outcome.failed ? 'FAILED' : 'holds'}\t${outcome.cases}\t${ms} ms\t${name}`);
  if (!outcome.failed) continue;
  failed.push(name);
  console.error(outcome.report);
}
const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
console.log(JSON.stringify({ seed, cases, properties: properties.length, failed, seconds }));
if (failed.length > 0) process.exitCode = 1;
