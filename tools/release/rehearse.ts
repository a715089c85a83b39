/** `pnpm release:rehearse`: the whole release, against a registry of our own. */
import path from 'node:path';
import { inTemporaryFolder, repository, run } from '../commands/programs.js';
import { Report } from '../commands/report.js';
import { compileConsumer, installConsumer, runConsumer } from './consumer.js';
import { publishedPackages } from './packages.js';
import { startRegistry } from './registry.js';

const HELP = `./tools/pnpm release:rehearse

Does in a clone of the last commit what the hosted release does, against a registry on this machine:
  version    \`changeset version\`, committed
  publish    \`pnpm release:publish\`, the hosted release's own command, with all its refusals and checks
  again      publishes once more, as after a release cut short: must do no harm
  install    the published packages by npm in a fresh project
  use        the README's example, and a program that imports and one that requires the packages
Publishes nothing anywhere else. Needs the npm registry. Takes about three minutes on two idle cores.
Exits with 1 on any fault; the last line is one JSON object.`;

/** Commits and tags in the clone bear this name, whatever git is configured for. */
const AUTHOR = {
  GIT_AUTHOR_NAME: 'Rehearsal',
  GIT_AUTHOR_EMAIL: 'rehearsal@localhost',
  GIT_COMMITTER_NAME: 'Rehearsal',
  GIT_COMMITTER_EMAIL: 'rehearsal@localhost',
};

async function rehearse(report: Report, folder: string): Promise<void> {
  if ((await run('git', ['status', '--porcelain'], { cwd: repository })) !== '') {
    console.log('note   the tree has changes that no commit holds; they are not rehearsed.');
  }
  const clone = path.join(folder, 'clone');
  const pnpm = path.join(clone, 'tools/pnpm');
  await report.must('clone', async () => {
    await run('git', ['clone', '--quiet', repository, clone], { cwd: folder });
    await run(path.join(clone, 'tools/install.sh'), [], { cwd: clone });
  });
  const published = await report.must('version', async () => {
    await run(pnpm, ['changeset', 'version'], { cwd: clone });
    await run('git', ['add', '--all'], { cwd: clone });
    // Empty when the last commit is already the versioned one.
    const commit = ['commit', '--quiet', '--allow-empty', '--message', 'Version packages'];
    await run('git', commit, { cwd: clone, env: AUTHOR });
    return publishedPackages(clone);
  });
  report.figures.published = published.map(({ name, version }) => ({ name, version }));

  const registry = await report.must('registry', () => startRegistry(folder));
  try {
    const env = { ...AUTHOR, ...registry.env };
    await report.must('publish', () => run(pnpm, ['release:publish'], { cwd: clone, env, loud: true }));
    // A release cut short is published again: what the registry has already must not be in the way.
    await report.must('again', () => run(pnpm, ['exec', 'changeset', 'publish'], { cwd: clone, env }));
    const project = path.join(folder, 'project');
    const specs = published.map(({ name, version }) => `${name}@${version}`);
    await report.must('install', () => installConsumer(project, specs, registry.env));
    await report.must('use', async () => runConsumer(await compileConsumer(project), process.execPath));
  } finally {
    await registry.close();
  }
}

if (process.argv.includes('--help')) console.log(HELP);
else await Report.of('release:rehearse', (report) => inTemporaryFolder((folder) => rehearse(report, folder)));
