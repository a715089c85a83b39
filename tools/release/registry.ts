/** A registry of our own for the rehearsal: Verdaccio on the loopback, in a folder that goes with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@moonmind/testing';
import { repository, run } from '../commands/programs.js';

export interface Registry {
  readonly url: string;
  /** What sets npm, pnpm and changesets on this registry. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts the registry. Packages of ours live in it alone; all others come from the registry that npm is configured for.
 * @throws {Error} when it ends or does not answer within 30 seconds; the message holds its log.
 */
export async function startRegistry(folder: string): Promise<Registry> {
  const uplink = (await run('npm', ['config', 'get', 'registry'], { cwd: folder })).trim();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const config = path.join(folder, 'verdaccio.json');
  writeFileSync(
    config,
    JSON.stringify({
      storage: path.join(folder, 'storage'),
      uplinks: { npm: { url: uplink } },
      packages: {
        '@moonmind/*': { access: '$all', publish: '$all' },
        '**': { access: '$all', proxy: 'npm' },
      },
      web: { enable: false },
      middlewares: {},
      log: { type: 'stdout', format: 'json', level: 'warn' },
      max_body_size: '50mb',
    }),
  );
  const logFile = path.join(folder, 'verdaccio.log');
  const log = openSync(logFile, 'w');
  const bin = path.join(repository, 'node_modules/verdaccio/bin/verdaccio');
  const child = spawn(process.execPath, [bin, '--config', config, '--listen', `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ['ignore', log, log],
  });
  const ended = once(child, 'exit');
  const end = () => child.kill();
  process.once('exit', end);
  const close = async () => {
    process.removeListener('exit', end);
    end();
    await ended;
  };

  for (const deadline = Date.now() + 30_000; !(await answers(`${url}-/ping`)); await pause(100)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error(`The registry did not start.\n${readFileSync(logFile, 'utf8')}`);
    }
  }

  // npm refuses to publish without a token, and this registry takes any.
  const userconfig = path.join(folder, 'npmrc');
  writeFileSync(userconfig, `registry=${url}\n//127.0.0.1:${port}/:_authToken=rehearsal\n`);
  return { url, env: { npm_config_registry: url, npm_config_userconfig: userconfig }, close };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
