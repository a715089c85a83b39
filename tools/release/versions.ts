/** What the next release would be: `changeset version`, run in a clone. */
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { inTemporaryFolder, run } from '../commands/programs.js';
import { changelogEntry, publishedPackages } from './packages.js';

export interface PlannedRelease {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly changelog: string;
}

/**
 * The releases that the changesets of the last commit ask for; the checkout itself stays as it is.
 * @throws {Error} when the changesets or their configuration are wrong.
 */
export function plannedReleases(root: string): Promise<PlannedRelease[]> {
  return inTemporaryFolder(async (folder) => {
    const clone = path.join(folder, 'clone');
    await run('git', ['clone', '--quiet', root, clone], { cwd: folder });
    symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'), 'dir');
    const before = publishedPackages(clone);
    await run(process.execPath, [path.join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], {
      cwd: clone,
    });
    return publishedPackages(clone).flatMap(({ name, version, folder: at }) => {
      const from = before.find((old) => old.name === name)?.version ?? version;
      return from === version ? [] : [{ name, from, to: version, changelog: changelogEntry(at) ?? '' }];
    });
  });
}
