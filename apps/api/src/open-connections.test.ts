/** What is open when the built service ends: streams, waiting claims, uploads. Run the build first. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ApiServer, startApi } from '@moonmind/testing';
import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterEach, describe, expect, test } from 'vitest';
import { TASK_CAPABILITIES, taskJob } from './testing/samples.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'moonmind-open-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(env: Readonly<Record<string, string>>): Promise<ApiServer> {
  const server = await startApi(env);
  cleanups.push(() => server.end('SIGKILL'));
  return server;
}

async function post(url: string, body: unknown, token = '') {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { 'x-moonmind-worker-token': token } : {}),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return JSON.parse(await response.text());
}

describe.each([
  ['embedded', async () => ({})],
  [
    'postgresql',
    async () => {
      const { url, drop } = await createTestDatabase();
      cleanups.push(drop);
      return { DATABASE_URL: url };
    },
  ],
] as const)('on %s', (_name, database) => {
  test('SIGTERM ends streams, answers claims that wait, and exits with 0 soon', async () => {
    const server = await start({ MOONMIND_DATA_DIR: await dataFolder(), ...(await database()) });
    const { token } = await post(`${server.url}/api/queue/workers/tokens`, { workerId: 'w' });
    const { id } = await post(`${server.url}/api/queue/jobs`, taskJob());
    const streams = await Promise.all(
      ['events/stream', `jobs/${id}/events/stream`].map((route) => fetch(`${server.url}/api/queue/${route}`)),
    );
    const ends = streams.map((stream) => stream.text());
    const claim = { workerId: 'w', leaseSeconds: 60, workerCapabilities: ['none'], waitSeconds: 30 };
    const waiting = post(`${server.url}/api/queue/jobs/claim`, claim, token);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(performance.now() - asked).toBeLessThan(4_000);
    expect(await waiting).toEqual({ job: null, jobs: [] });
    expect((await Promise.all(ends))[1]).toContain('Job queued');
    expect(server.output()).toBe('');
  }, 120_000);

  test('a SIGKILL in the middle of an upload leaves no file once the service is back', async () => {
    const folder = await dataFolder();
    const env = { MOONMIND_DATA_DIR: folder, ...(await database()) };
    const artifacts = path.join(folder, 'artifacts');
    const first = await start(env);
    const { token } = await post(`${first.url}/api/queue/workers/tokens`, { workerId: 'w' });
    const { id } = await post(`${first.url}/api/queue/jobs`, taskJob());
    const claim = { workerId: 'w', leaseSeconds: 60, workerCapabilities: TASK_CAPABILITIES };
    await post(`${first.url}/api/queue/jobs/claim`, claim, token);
    const upload = request(`${first.url}/api/queue/jobs/${id}/artifacts/upload`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b', 'x-moonmind-worker-token': token },
    });
    upload.on('error', () => {});
    upload.write('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
    upload.write(Buffer.alloc(300_000));
    const files = async () =>
      (await readdir(artifacts, { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) =>
        entry.isFile(),
      );
    await expect.poll(async () => (await files()).length, { timeout: 10_000 }).toBe(1);
    await first.end('SIGKILL');
    expect(await files()).toHaveLength(1);
    const second = await start(env);
    await expect.poll(files, { timeout: 5_000 }).toEqual([]);
    const listed = await fetch(`${second.url}/api/queue/jobs/${id}/artifacts`);
    expect(await listed.json()).toEqual({ items: [] });
  }, 120_000);
});
