/** The built API as a process of its own, for process tests and benchmarks. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from './postgres-server.js';

const MAIN = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../apps/api/dist/main.js');

export interface ApiServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** All that the process has written so far, standard output and error. */
  output(): string;
  /** Sends a signal and waits for the end; gives the exit code, or null when the signal ended it. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/**
 * Starts the built API (`apps/api/dist/main.js`) with `env` over this process's environment, on a free port unless
 * `env.PORT` names one, and waits until `/readyz` answers 200.
 * @throws when the process ends before, or does not serve within 30 s; the message holds its output.
 */
export async function startApi(env: Readonly<Record<string, string>>): Promise<ApiServer> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // Never outlives the process that started it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));

  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 30_000;
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The API ended at its start:\n${output}`);
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The API did not serve within 30 s:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    url,
    process: child,
    output: () => output,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Makes an API token with all scopes by the service's command; an embedded database must not be in use. */
export async function makeApiToken(env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'api-token', '--name', 'tools'], {
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false;
  }
}
