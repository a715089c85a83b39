/** `moonmind manifest lint` beside a bare YAML parse, Spectral and secretlint, on the same files in one run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sampleManifests } from './sample-manifests.js';
import { quantile, table } from './statistics.js';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    rounds: { type: 'string', default: '5' },
    files: { type: 'string', default: '1000' },
  },
});
if (values.help) {
  console.log(`bench:lint [--rounds N] [--files N]
Whole processes, in rounds taken in turn: lint of N manifests (default 1,000) on one thread and on two, a loop that only
parses the same files with \`yaml\`, and Spectral with one rule together with secretlint's recommended preset on them; and
lint of one file beside \`node -e 0\`. Medians in milliseconds; the last line is one JSON object with the ratios. Takes about
three minutes.`);
  process.exit(0);
}
const rounds = Number(values.rounds);
const count = Number(values.files);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(count) || count < 100)
  throw new Error('--rounds takes a whole number from 1 up, --files one from 100 up.');

const root = path.join(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-lint-'));
try {
  for (const { name, text } of sampleManifests(count, 'lint'))
    writeFileSync(path.join(folder, `${name}.yaml`), text);
  const [first = ''] = readdirSync(folder);
  const moonmind = [path.join(root, 'packages/cli/dist/index.js'), 'manifest', 'lint'];
  const peers = ['--import', 'tsx', path.join(import.meta.dirname, 'lint-peers.ts')];
  const contestants: Record<string, readonly string[]> = {
    node: ['-e', '0'],
    'lint, one file': [...moonmind, path.join(folder, first)],
    'lint, one thread': [...moonmind, folder, '--jobs', '1'],
    'lint, two threads': [...moonmind, folder, '--jobs', '2'],
    'yaml alone': [...peers, 'yaml', folder],
    'Spectral and secretlint': [...peers, 'peers', folder],
  };
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, args] of Object.entries(contestants)) {
      const ms = name === 'node' || name.startsWith('lint') ? wall(args) : inside(args);
      // Round 0 warms up.
      if (round > 0) times.set(name, [...(times.get(name) ?? []), ms]);
    }
  const median = (name: string) =>
    quantile(
      (times.get(name) ?? []).sort((a, b) => a - b),
      0.5,
    );
  const names = Object.keys(contestants);
  console.log(table([['', 'ms'], ...names.map((name) => [name, Math.round(median(name))])]));
  const ratio = (one: string, other: string) => Number((median(one) / median(other)).toFixed(2));
  const bytes = readdirSync(folder).reduce(
    (sum, file) => sum + readFileSync(path.join(folder, file)).length,
    0,
  );
  console.log(
    JSON.stringify({
      rounds,
      files: count,
      bytes,
      ms: Object.fromEntries(names.map((name) => [name, Math.round(median(name))])),
      ratios: {
        lintToPeers: ratio('lint, one thread', 'Spectral and secretlint'),
        lintToYaml: ratio('lint, one thread', 'yaml alone'),
        twoThreadsToOne: ratio('lint, two threads', 'lint, one thread'),
        oneFileToNode: ratio('lint, one file', 'node'),
      },
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** How long the process takes, in milliseconds. */
function wall(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

/** How long the process says that its work took: without the time that tsx takes to start. */
function inside(args: readonly string[]): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(stdout.trim().split('\n').at(-1));
}
