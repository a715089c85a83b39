/** Packs the published packages as `pnpm publish` does, and looks at what the tarballs hold. */
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commands/programs.js';
import { changelogEntry, type PublishedPackage, readManifest } from './packages.js';

export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  /** The unpacked package. */
  readonly folder: string;
  readonly files: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** Packs a built package into `target` and unpacks it again beside the tarball. */
export async function pack(root: string, published: PublishedPackage, target: string): Promise<Tarball> {
  const answer = await run(
    path.join(root, 'tools/pnpm'),
    ['--dir', published.folder, 'pack', '--json', '--pack-destination', target],
    { cwd: root },
  );
  const { filename }: { filename: string } = JSON.parse(answer);
  const unpacked = mkdtempSync(path.join(target, 'unpacked-'));
  await run('tar', ['-xzf', filename, '-C', unpacked], { cwd: target });
  const folder = path.join(unpacked, 'package');
  const files = filesIn(folder);
  return {
    name: published.name,
    version: published.version,
    file: filename,
    folder,
    files: files.length,
    packedBytes: statSync(filename).size,
    unpackedBytes: files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0),
  };
}

const REQUIRED = ['LICENSE', 'README.md', 'package.json'];
/** What those who import a package need, and those who require it. */
const IMPORTED = ['dist/index.d.ts', 'dist/index.js'];
const REQUIRED_TOO = ['dist/index.cjs', 'dist/index.d.cts'];

const UNWANTED = [
  /\.(test|spec|bench)\./,
  /(^|\/)(testing|__tests__|__snapshots__|coverage|node_modules|\.turbo)\//,
  /\.tsbuildinfo$/,
  /(^|\/)(tsconfig|tsup\.config|vitest\.config|drizzle\.config)[^/]*$/,
  /(^|\/)\.env/,
  /\.(log|tgz)$/,
];

/** What is wrong with the contents of a tarball built in `root`: one sentence each. */
export function contentFaults(tarball: Pick<Tarball, 'name' | 'folder'>, root: string): string[] {
  const present = filesIn(tarball.folder);
  const { version, dependencies = {}, bin = {}, main, exports = {} } = readManifest(tarball.folder);
  const entries = [
    ...Object.values(bin),
    ...('.' in exports ? IMPORTED : []),
    ...(main === undefined ? [] : REQUIRED_TOO),
  ];
  const missing = [...REQUIRED, ...entries].filter((file) => !present.includes(file));
  const unwanted = present.filter((file) => UNWANTED.some((pattern) => pattern.test(file)));
  const telling = present.filter((file) => readFileSync(path.join(tarball.folder, file)).includes(root));
  const unresolved = Object.entries(dependencies).filter(([, range]) =>
    /^(workspace|link|file|catalog):/.test(range),
  );
  const faults = [
    ...missing.map((file) => `lacks ${file}`),
    ...unwanted.map((file) => `holds ${file}, which no user needs`),
    ...telling.map((file) => `${file} names the folder it was built in`),
    ...unresolved.map(([name, range]) => `depends on ${name} by ${range}, which no registry knows`),
  ];
  // 0.0.0 is the version before the first release: it has nothing to tell yet, and `publish` refuses it.
  if (version !== '0.0.0' && changelogEntry(tarball.folder) === null) {
    faults.push(`its CHANGELOG.md has no entry for ${version}`);
  }
  return faults.map((fault) => `${tarball.name}: ${fault}`);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
