/** A real PostgreSQL server for tests and benchmarks, in a folder of its own that goes when it stops. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { programsFolder, serverUser, type User } from './postgres-programs.js';

export interface PostgresServer {
  /** URL of the superuser's default database. */
  readonly url: string;
  readonly port: number;
  /** The server's main process at present, for fault tests. */
  readonly pid: number;
  /** SIGKILL of the main process; what the server had not written is lost. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts anew on the same folder and port after `kill`, and waits until the recovery is over. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** `name=value` settings of the server. Default: none, PostgreSQL's own defaults. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Settings for tests that kill no database: crash safety of the server is not what they ask about. */
export const FAST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;

/** A port that is free on loopback at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Where a server's data is to lie, and who runs which programs on it. */
export interface Place {
  readonly user: User | undefined;
  readonly programs: string;
  readonly folder: string;
  readonly data: string;
}

export async function freshPlace(): Promise<Place> {
  const user = serverUser();
  const programs = await programsFolder(user);
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-postgres-'));
  if (user) spawnSync('chown', [`${user.uid}:${user.gid}`, folder]);
  return { user, programs, folder, data: path.join(folder, 'data') };
}

/**
 * Starts PostgreSQL on a free loopback port with a fresh, empty cluster.
 * @throws when no PostgreSQL is installed and the npm package has none for this platform, or when it does not come up
 *   within 30 s; the message holds the server's log.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const place = await freshPlace();
  const init = spawnSync(
    path.join(place.programs, 'initdb'),
    ['-D', place.data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...place.user, cwd: place.folder, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr || init.error?.message}`);
  return serve(place, options);
}

/** Serves a cluster that is there, on a free loopback port. The folder goes when the server stops. */
export async function serve(place: Place, options: PostgresOptions = {}): Promise<PostgresServer> {
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = () => startProcess(place, ['-D', place.data, '-p', String(port), ...flags], url);
  let server = await start();
  // Never outlives the process that started it.
  const quit = () => server.kill('SIGQUIT');
  process.once('exit', quit);
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  return {
    url,
    port,
    get pid() {
      return server.pid ?? 0;
    },
    kill: () => end('SIGKILL'),
    async restart() {
      const deadline = Date.now() + 30_000;
      for (;;)
        try {
          server = await start();
          return;
        } catch (error) {
          // The killed server's children hold its shared memory until they have noticed.
          if (Date.now() > deadline) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
    },
    async stop() {
      process.off('exit', quit);
      await end('SIGINT');
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}

async function startProcess(
  { programs, user, folder }: Place,
  args: readonly string[],
  url: string,
): Promise<ChildProcess> {
  const server = spawn(path.join(programs, 'postgres'), args, {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk).slice(-4000);
  });
  await untilReady(server, url, () => log);
  return server;
}

async function untilReady(server: ChildProcess, url: string, log: () => string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at once:\n${log()}`);
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      await sql`SELECT 1`;
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        server.kill('SIGQUIT');
        throw new Error(`PostgreSQL did not come up in 30 s:\n${log()}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
