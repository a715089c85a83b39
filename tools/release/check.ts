/** `pnpm release:check`: whether what would be published works for those who install it. */
import path from 'node:path';
import { inTemporaryFolder, repository, run } from '../commands/programs.js';
import { Report } from '../commands/report.js';
import { compileConsumer, installConsumer, nodeFromRegistry, runConsumer } from './consumer.js';
import { publishedPackages, readManifest } from './packages.js';
import { contentFaults, pack, type Tarball } from './tarballs.js';
import { plannedReleases } from './versions.js';

const HELP = `./tools/pnpm release:check

Builds and packs the published packages, and tries the tarballs as their users will:
  versions   shows what \`changeset version\` would do to the last commit, in a clone
  contents   README, LICENSE, CHANGELOG (once versioned), dist; no tests, no build leftovers
  publint    --strict
  attw       --profile node16, or esm-only where there is nothing to require
  install    all of them by npm into an empty project
  types      an ES module, a CommonJS module and the README's example; moduleResolution node16 and bundler
  node …     runs the three, and \`moonmind\`, on each Node.js line below, which npm fetches
Changes nothing in the checkout but dist/. Needs the npm registry. Takes about two minutes on two idle cores.
Exits with 1 on any fault; the last line is one JSON object.`;

/** The floor that the packages' \`engines\` promise, and the lines of long-term support above it. */
const NODE_LINES = ['20.19', '22', '24', '26'];

async function check(root: string, report: Report, folder: string): Promise<void> {
  const bin = (name: string) => path.join(root, 'node_modules/.bin', name);
  const published = publishedPackages(root);

  await report.step('versions', async () => {
    const releases = await plannedReleases(root);
    for (const { name, from, to, changelog } of releases)
      console.log(`${name} ${from} -> ${to}\n${changelog}\n`);
    report.figures.releases = releases.map(({ name, from, to }) => ({ name, from, to }));
  });

  await report.must('build', () => {
    const filters = published.map(({ name }) => `--filter=${name}`);
    return run(path.join(root, 'tools/pnpm'), ['exec', 'turbo', 'run', 'build', ...filters], { cwd: root });
  });
  const tarballs = await report.must('pack', async () => {
    const packed: Tarball[] = [];
    for (const one of published) packed.push(await pack(root, one, folder));
    return packed;
  });
  report.figures.packages = tarballs.map(({ file, folder, ...figures }) => figures);
  await report.step('contents', async () => {
    report.faults.push(...tarballs.flatMap((tarball) => contentFaults(tarball, root)));
  });
  for (const { name, file, folder: unpacked } of tarballs) {
    await report.step(`publint ${name}`, () =>
      run(bin('publint'), ['run', file, '--strict'], { cwd: folder }),
    );
    await report.step(`attw ${name}`, () =>
      run(bin('attw'), [file, '--profile', profileOf(unpacked), '--no-emoji', '--no-color'], { cwd: folder }),
    );
  }

  const project = path.join(folder, 'project');
  const files = tarballs.map(({ file }) => file);
  await report.must('install', () => installConsumer(project, files));
  const consumer = await report.must('types', () => compileConsumer(project));
  const nodes: string[] = [];
  for (const line of NODE_LINES) {
    await report.step(`node ${line}`, async () => {
      const node = await nodeFromRegistry(line, folder);
      await runConsumer(consumer, node.executable);
      nodes.push(node.version);
    });
  }
  Object.assign(report.figures, { typeChecks: consumer.typeChecks, programs: consumer.programs, nodes });
}

/** Whether a package is for `import` and `require`, or for `import` alone. */
function profileOf(folder: string): string {
  return readManifest(folder).main === undefined ? 'esm-only' : 'node16';
}

if (process.argv.includes('--help')) console.log(HELP);
else {
  await Report.of('release:check', (report) =>
    inTemporaryFolder((folder) => check(repository, report, folder)),
  );
}
