/**
 * Plants secrets in manifests, in the open and hidden, and counts which are found; counts false alarms on what looks like
 * a secret and is none and on other projects' YAML files; measures speed. secretlint stands beside it on the same corpus.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { detectSecrets } from '@moonmind/manifest-contract';
import { wholeNumber } from '../../commands/arguments.js';
import { plants } from './corpus.js';
import { innocentManifests } from './innocents.js';
import { type Exhibits, type Figures, judge } from './judge.js';
import { CLASSES } from './plant.js';
import { Random } from './random.js';
import { realFiles } from './real-files.js';
import { secretlintDetector } from './secretlint.js';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '6' },
    files: { type: 'string', default: path.join(import.meta.dirname, '../../../node_modules/.pnpm') },
    missed: { type: 'boolean' },
    alone: { type: 'boolean' },
  },
});
if (values.help) {
  console.log(`eval:secrets [--seed N] [--rounds N] [--files FOLDER] [--missed] [--alone]
Plants secrets in v0 manifests and counts what detectSecrets finds, by class; false alarms; megabytes a second.
  --seed N        the corpus: same seed, same corpus (default 1)
  --rounds N      plants for each format, way of hiding and credential place (default 6: about 1,600 plants)
  --files FOLDER  real YAML files for false alarms and speed (default: those of the installed packages)
  --missed        lists what was missed and what was a false alarm
  --alone         without secretlint beside it
Takes about a minute, 3 seconds with --alone. The last line is one JSON object.`);
  process.exit(0);
}
const seed = Number(values.seed);
if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number');
const rounds = wholeNumber(values, 'rounds');

const exhibits: Exhibits = {
  plants: [...plants(new Random(seed), rounds)],
  innocents: [...innocentManifests(new Random(seed + 1_000_003), rounds)],
  files: realFiles(values.files),
};
const ours = await judge(
  async (text) => detectSecrets(text),
  exhibits,
  (line) => values.missed && console.log(line),
);
report('detectSecrets', ours);
const secretlint = values.alone ? null : await judge(await secretlintDetector(), exhibits, () => {});
if (secretlint !== null) report('secretlint, recommended rules', secretlint);
const { plants: planted, innocents, files } = exhibits;
console.log(
  JSON.stringify({
    seed,
    plants: planted.length,
    innocents: innocents.length,
    files: files.length,
    ours,
    secretlint,
  }),
);

function report(name: string, figures: Figures): void {
  console.log(
    `${name}: recall ${figures.recall} % of ${exhibits.plants.length} plants, within a line ${figures.nearby} %`,
  );
  for (const kind of CLASSES) console.log(`  ${kind.padEnd(24)} ${figures.byClass[kind]} %`);
  console.log(
    `  false alarms             ${figures.falseAlarms} of ${exhibits.innocents.length} innocent manifests`,
  );
  console.log(`  in real files            ${figures.falseAlarmsInFiles} of ${exhibits.files.length}`);
  console.log(`  speed on real files      ${figures.mbPerSecond} MB/s`);
}
