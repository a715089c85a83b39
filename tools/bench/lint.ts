/** `moonmind manifest lint` beside a bare YAML parse and the commands of Spectral and secretlint, on the same files in one run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../commands/arguments.js';
import { installPeers, peersOf } from './lint/peers.js';
import { type SampleManifest, sampleManifests } from './sample-manifests.js';
import { quantile, table } from './statistics.js';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    rounds: { type: 'string', default: '5' },
    files: { type: 'string', default: '1000' },
    like: { type: 'string' },
  },
});
if (values.help) {
  console.log(`bench:lint [--rounds N] [--files N] [--like FILE]
Whole processes, in rounds taken in turn: lint of N manifests (default 1,000) on one thread and on two; a loop that only
reads and parses the same files with \`yaml\`; the commands of Spectral (with one rule that looks at one field) and secretlint
(its recommended preset) on them; and lint of one file beside \`node -e 0\`. Once, at the end, Spectral with the manifest's JSON
Schema as its rule. Medians of the time on the clock and of the processors' time, which other work on the machine disturbs
less; the last line is one JSON object with the ratios. The manifests are small ones of all kinds, 1.1 KB on average; with
--like each is FILE, a manifest, under a name of its own. Needs the npm registry for the two commands. Takes about two minutes
on idle cores.`);
  process.exit(0);
}
const rounds = wholeNumber(values, 'rounds');
const count = wholeNumber(values, 'files', 100);

/** Milliseconds on the clock, and of all processors together. */
interface Took {
  readonly wall: number;
  readonly cpu: number;
}

/** Tells the process's processor time on descriptor 3 as it ends. */
const METER = `data:text/javascript,import{writeSync}from'node:fs';import{isMainThread}from'node:worker_threads';
if(isMainThread)process.on('exit',()=>{const{user,system}=process.cpuUsage();writeSync(3,String((user+system)/1000))})`;

const root = path.join(import.meta.dirname, '../..');
const place = mkdtempSync(path.join(tmpdir(), 'moonmind-lint-'));
try {
  const folder = path.join(place, 'manifests');
  mkdirSync(folder);
  for (const { name, text } of values.like ? copiesOf(values.like) : sampleManifests(count, 'lint'))
    writeFileSync(path.join(folder, `${name}.yaml`), text);
  installPeers(place, path.join(root, 'packages/manifest-contract/schema/v0.json'));
  const [first = ''] = readdirSync(folder);
  const moonmind = [path.join(root, 'packages/cli/dist/index.js'), 'manifest', 'lint'];
  const { spectral, spectralWithSchema, secretlint } = peersOf('manifests/*.yaml');
  const contestants: Readonly<Record<string, readonly string[]>> = {
    'node -e 0': ['-e', '0'],
    'lint, one file': [...moonmind, path.join(folder, first)],
    'yaml alone': [path.join(import.meta.dirname, 'lint/yaml-loop.mjs'), folder],
    'lint, one thread': [...moonmind, folder, '--jobs', '1'],
    'lint, two threads': [...moonmind, folder, '--jobs', '2'],
    Spectral: spectral,
    secretlint,
  };
  const times = new Map<string, Took[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, args] of Object.entries(contestants)) {
      const took = timeOf(args);
      // Round 0 warms up.
      if (round > 0) times.set(name, [...(times.get(name) ?? []), took]);
    }
  times.set('Spectral, JSON Schema', [timeOf(spectralWithSchema)]);

  const median = (name: string, of: keyof Took) =>
    quantile(
      (times.get(name) ?? []).map((took) => took[of]).sort((a, b) => a - b),
      0.5,
    );
  const rows = [...times.keys()].map((name) => [
    name,
    Math.round(median(name, 'wall')),
    Math.round(median(name, 'cpu')),
  ]);
  console.log(table([['', 'ms', 'processors, ms'], ...rows]));
  const ratios = (of: keyof Took) => {
    const ratio = (one: string, ...others: readonly string[]) =>
      Number((median(one, of) / others.reduce((sum, other) => sum + median(other, of), 0)).toFixed(3));
    return {
      lintToPeers: ratio('lint, one thread', 'Spectral', 'secretlint'),
      lintToPeersWithSchema: ratio('lint, one thread', 'Spectral, JSON Schema', 'secretlint'),
      yamlToPeers: ratio('yaml alone', 'Spectral', 'secretlint'),
      lintToYaml: ratio('lint, one thread', 'yaml alone'),
      twoThreadsToOne: ratio('lint, two threads', 'lint, one thread'),
      oneFileToNode: ratio('lint, one file', 'node -e 0'),
    };
  };
  const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  console.log(
    JSON.stringify({
      rounds,
      files: count,
      bytes,
      ms: Object.fromEntries(rows.map(([name, wall]) => [name, wall])),
      ratios: ratios('wall'),
      ratiosOfProcessorTime: ratios('cpu'),
    }),
  );
} finally {
  rmSync(place, { recursive: true, force: true });
}

/** The manifest in a file, so often as manifests are asked for. */
function copiesOf(file: string): SampleManifest[] {
  const text = readFileSync(file, 'utf8');
  return Array.from({ length: count }, (_, i) => {
    const name = `copy-${i}`;
    return { name, text: text.replace(/^( +name:).*$/m, `$1 ${name}`) };
  });
}

/** How long `node` takes with these arguments. */
function timeOf(args: readonly string[]): Took {
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', METER, ...args], {
    cwd: place,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { wall, cpu: Number(output[3]) };
}
