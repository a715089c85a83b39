/** PgBouncer in front of a test's PostgreSQL, in transaction mode, where it is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { serverUser } from './postgres-programs.js';
import { freePort } from './postgres-server.js';

export interface PgBouncer {
  /** The URL of the database, of the same server, through it. */
  through(databaseUrl: string): string;
  stop(): Promise<void>;
}

/** Whether PgBouncer is installed. Debian's package is `pgbouncer`. */
export function hasPgBouncer(): boolean {
  return spawnSync('pgbouncer', ['--version'], searchPath).status === 0;
}

/** Debian puts it where root alone looks. */
const searchPath = { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } };

/**
 * Starts PgBouncer with few server connections, so that transactions do share them.
 * @throws when it does not come up within 10 s; the message holds its log.
 */
export async function startPgBouncer(serverUrl: string): Promise<PgBouncer> {
  const server = new URL(serverUrl);
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-pgbouncer-'));
  chmodSync(folder, 0o755);
  const users = path.join(folder, 'users.txt');
  const config = path.join(folder, 'pgbouncer.ini');
  writeFileSync(users, '"postgres" ""\n');
  writeFileSync(
    config,
    // `*` stands for every database of the server.
    `[databases]\n* = host=${server.hostname} port=${server.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\n` +
      `unix_socket_dir =\nauth_type = trust\nauth_file = ${users}\npool_mode = transaction\ndefault_pool_size = 3\n`,
  );
  const child = spawn('pgbouncer', [config], {
    ...searchPath,
    ...serverUser(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk).slice(-4000);
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const through = (databaseUrl: string) => {
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${port}`;
    return url.href;
  };
  const deadline = Date.now() + 10_000;
  for (let up = false; !up; ) {
    const sql = postgres(through(serverUrl), {
      max: 1,
      prepare: false,
      connect_timeout: 2,
      onnotice: () => {},
    });
    up = await sql`SELECT 1`.then(
      () => true,
      () => false,
    );
    await sql.end({ timeout: 1 });
    if (!up && (child.exitCode !== null || Date.now() > deadline))
      throw new Error(`PgBouncer did not come up:\n${log}`);
  }
  return {
    through,
    async stop() {
      process.off('exit', kill);
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        kill();
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
