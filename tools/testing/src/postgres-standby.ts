/** A standby that each commit of its primary waits for, and that can take the primary's place. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { freshPlace, type PostgresServer, serve } from './postgres-server.js';

export interface Standby extends PostgresServer {
  /** Makes it a primary; resolves when it takes writes. */
  promote(): Promise<void>;
}

/**
 * Copies the primary while it serves, starts the copy as its standby, and makes commits wait for it. Gives undefined
 * where `pg_basebackup` is not among PostgreSQL's programs (the npm package lacks it).
 * @throws when the copy fails, or the standby is not in step within 30 s.
 */
export async function startStandby(primary: PostgresServer): Promise<Standby | undefined> {
  const place = await freshPlace();
  const copier = path.join(place.programs, 'pg_basebackup');
  if (!existsSync(copier)) return undefined;
  const copy = spawn(copier, ['-d', primary.url, '-D', place.data, '-R', '-X', 'stream', '-c', 'fast'], {
    ...place.user,
    cwd: place.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  copy.stderr.on('data', (chunk: Buffer) => {
    log += chunk;
  });
  const status = await new Promise((resolve) => copy.once('exit', resolve));
  if (status !== 0) throw new Error(`pg_basebackup failed: ${log}`);

  const standby = await serve(place);
  await on(primary.url, async (sql) => {
    await sql`ALTER SYSTEM SET synchronous_standby_names = '*'`;
    await sql`SELECT pg_reload_conf()`;
    const deadline = Date.now() + 30_000;
    for (;;) {
      const [row] = await sql`SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`;
      if (row) return;
      if (Date.now() > deadline) throw new Error('The standby is not in step after 30 s.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  return Object.assign(standby, {
    promote: () =>
      on(standby.url, async (sql) => {
        const [row] = await sql<{ promoted: boolean }[]>`SELECT pg_promote(true, 30) AS promoted`;
        if (!row?.promoted) throw new Error('The standby was not promoted within 30 s.');
      }),
  });
}

async function on(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
