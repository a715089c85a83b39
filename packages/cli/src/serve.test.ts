import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, it } from 'vitest';
import { BINARY, moonmind } from './testing/command.js';

const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const processes: ChildProcess[] = [];
afterEach(() => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
});

/** Starts the service, and gives its URL once it listens. */
async function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [BINARY, 'serve', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  for await (const line of createInterface(child.stdout)) {
    const { url }: { url?: string } = JSON.parse(line);
    if (url) return { child, url };
  }
  throw new Error('The service ended before it listened.');
}

it('serves what commands ask for, keeps it over a restart, and ends in good order', async () => {
  // The flags go before the environment.
  const first = await start(['--port', '0', '--data-dir', 'kept'], { PORT: '1' });
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  const manifest = await moonmind(['manifest', 'init', '-', '--name', 'wiki']);
  const put = await moonmind(['manifest', 'put', '-', '--url', first.url], { stdin: manifest.out });
  expect(put).toMatchObject({ code: 0, out: expect.stringMatching(/^wiki stored/) });
  const ended = once(first.child, 'exit');
  first.child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);

  // An empty variable counts as absent.
  const again = await start(['--port', '0'], {
    HOST: '',
    PORT: '',
    MOONMIND_DATA_DIR: path.join(folder, 'kept'),
  });
  expect((await moonmind(['manifest', 'get', 'wiki', '--url', again.url])).out).toBe(manifest.out);
});

it('says what is wrong with its settings: exit code 2', async () => {
  const { code, err, out } = await moonmind(['serve', '--host', '0.0.0.0'], {
    cwd: folder,
    env: { MOONMIND_RETENTION_DAYS: 'many' },
  });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(
    /^moonmind: HOST must be a loopback address.*\nMOONMIND_RETENTION_DAYS must be a whole/,
  );
});

it('says why it does not start: exit code 3', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? `${address?.port}` : '';
  const { code, err } = await moonmind(['serve', '--port', port], { cwd: folder });
  taken.close();
  expect(code).toBe(3);
  expect(err).toContain('EADDRINUSE');
});
