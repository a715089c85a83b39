/** The contract's speed against the bare YAML parser and secretlint, in one run, so that the ratios mean something. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createManifestContract, detectSecrets } from '@moonmind/manifest-contract';
import { parseDocument } from 'yaml';
import { secretlintDetector } from '../eval/secrets/secretlint.js';
import { spreadOf, table } from './statistics.js';

const HELP = `Measures the built contract: full normalization against bare \`yaml\` (parseDocument().toJS()), detectSecrets against
secretlint's recommended preset, and how cost grows from 4 KiB to 256 KiB.

  ./tools/pnpm bench:contract [--manifests examples/manifests] [--rounds 7]

--manifests is a folder of valid manifests; those that are refused are left out. Both sides of a ratio take turns within
each round; the figure is the median over the rounds. Takes about a minute on an idle machine. The last line is one JSON object.`;

const { values } = parseArgs({
  options: {
    manifests: { type: 'string', default: 'examples/manifests' },
    rounds: { type: 'string', default: '7' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 5) {
  console.error('--rounds must be a whole number of at least 5.');
  process.exit(2);
}

interface Manifest {
  readonly name: string;
  readonly text: string;
}

const contract = createManifestContract();
const folder = path.resolve(values.manifests);
const manifests = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file): Manifest[] => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const { valid, name } = contract.validateManifestText(text);
    return valid && name !== null ? [{ name, text }] : [];
  });
if (manifests.length === 0) {
  console.error(`There is no valid manifest in ${values.manifests}.`);
  process.exit(2);
}

const normalize = ({ name, text }: Manifest) =>
  contract.normalizeManifestJobPayload({ manifest: { name, source: { kind: 'inline', content: text } } });
const parse = ({ text }: Manifest) => parseDocument(text).toJS();
const size = (list: readonly Manifest[]) =>
  list.reduce((bytes, { text }) => bytes + Buffer.byteLength(text), 0);

/** Milliseconds that `times` runs over all manifests take. */
function time(work: (manifest: Manifest) => unknown, list: readonly Manifest[], times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i += 1) for (const manifest of list) work(manifest);
  return performance.now() - start;
}

/** The median ratio of two kinds of work, which take turns in short stretches: what slows one slows the other. */
function ratioOf(
  ours: (manifest: Manifest) => unknown,
  theirs: (manifest: Manifest) => unknown,
  list: readonly Manifest[],
): number {
  time(ours, list, 100);
  time(theirs, list, 100);
  const ratios = Array.from({ length: rounds }, () => {
    let [own, other] = [0, 0];
    for (let turn = 0; turn < 20; turn += 1) {
      own += time(ours, list, 10);
      other += time(theirs, list, 10);
    }
    return own / other;
  });
  return spreadOf(ratios).median;
}

/** Megabytes a second, the median over the rounds. */
function speedOf(work: (manifest: Manifest) => unknown, list: readonly Manifest[]): number {
  time(work, list, 50);
  return spreadOf(Array.from({ length: rounds }, () => (size(list) * 50) / time(work, list, 50) / 1000))
    .median;
}

async function secretlintSpeed(list: readonly Manifest[]): Promise<number> {
  const detect = await secretlintDetector();
  const run = async (times: number) => {
    const start = performance.now();
    for (let i = 0; i < times; i += 1) for (const { text } of list) await detect(text);
    return performance.now() - start;
  };
  await run(5);
  const speeds: number[] = [];
  for (let round = 0; round < rounds; round += 1) speeds.push((size(list) * 5) / (await run(5)) / 1000);
  return spreadOf(speeds).median;
}

/** A valid manifest of about that many bytes: more and more data sources. */
function manifestOf(bytes: number): Manifest {
  const head =
    'version: v0\nmetadata:\n  name: grown\nembeddings:\n  provider: openai\nvectorStore:\n  type: qdrant\ndataSources:\n';
  let text = head;
  for (let i = 0; text.length < bytes; i += 1) {
    text += `  - id: source-${i}\n    type: ConfluenceReader\n    params:\n      spaceKey: SPACE${i}\n      labels: [runbook, published]\n    auth:\n      token: \${CONFLUENCE_TOKEN_${i}}\n`;
  }
  return { name: 'grown', text };
}

const ratio = ratioOf(normalize, parse, manifests);
const [small, large] = [manifestOf(4 * 1024), manifestOf(256 * 1024)];
const growth = spreadOf(
  Array.from({ length: rounds }, () => {
    const perByte = (one: Manifest, times: number) => time(normalize, [one], times) / times / one.text.length;
    return perByte(large, 1) / perByte(small, 64);
  }),
).median;
const figures = {
  manifests: manifests.length,
  bytes: size(manifests),
  rounds,
  normalizeToParse: Number(ratio.toFixed(2)),
  normalizePerByte256KiBTo4KiB: Number(growth.toFixed(2)),
  parseMBps: speedOf(parse, manifests),
  normalizeMBps: speedOf(normalize, manifests),
  detectSecretsMBps: speedOf(({ text }) => detectSecrets(text), manifests),
  detectSecretsLargeMBps: speedOf(({ text }) => detectSecrets(text), [large]),
  secretlintMBps: await secretlintSpeed(manifests),
};
console.log(table([['figure', 'median'], ...Object.entries(figures)]));
console.log(JSON.stringify(figures));
