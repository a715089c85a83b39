/**
 * Publishes the packages whose versions the registry lacks. The hosted release and the rehearsal both run this, by
 * `pnpm release:publish`; which registry, whose token and whether with provenance is npm's own configuration.
 */
import { pathToFileURL } from 'node:url';
import { repository, run } from '../commands/programs.js';
import { changelogEntry, publishedPackages } from './packages.js';

/** A release that must not go out; nothing has been published. */
export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
}

/**
 * Publishes from the repository at `root`.
 * @throws {ReleaseRefused} the tree holds what no commit holds, a version has no entry in its CHANGELOG.md, or
 *   `release:check` fails.
 */
export async function publish(root: string): Promise<void> {
  const changes = await run('git', ['status', '--porcelain'], { cwd: root });
  if (changes !== '') {
    throw new ReleaseRefused(
      `The tree differs from its last commit. Commit or remove:\n${changes.trimEnd()}`,
    );
  }
  const silent = publishedPackages(root).filter(({ folder }) => changelogEntry(folder) === null);
  if (silent.length > 0) {
    const list = silent.map(({ name, version }) => `${name} ${version}`).join(', ');
    throw new ReleaseRefused(`No entry in CHANGELOG.md for ${list}. Run \`changeset version\` and commit.`);
  }
  const pnpm = `${root}/tools/pnpm`;
  try {
    await run(pnpm, ['release:check'], { cwd: root, loud: true });
  } catch (error) {
    throw new ReleaseRefused('release:check fails; its report stands above.', { cause: error });
  }
  await run(pnpm, ['exec', 'changeset', 'publish'], { cwd: root, loud: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await publish(repository);
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  }
}
