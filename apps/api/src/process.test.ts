/** The built service as a process: its start, its end, and what a SIGKILL leaves. Run the build first. */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ApiServer, startApi, startPostgres } from '@moonmind/testing';
import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from './http/body.js';
import { manifestText, TASK_CAPABILITIES, taskJob, uniqueName } from './testing/samples.js';
import type { Reply } from './testing/test-api.js';

const run = promisify(execFile);

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'moonmind-process-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(env: Record<string, string>): Promise<ApiServer> {
  const server = await startApi(env);
  cleanups.push(() => server.end('SIGKILL'));
  return server;
}

async function call(
  url: string,
  method: string,
  route: string,
  body?: unknown,
  token?: string,
): Promise<Pick<Reply, 'status' | 'headers' | 'body'>> {
  const response = await fetch(url + route, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { 'X-MoonMind-Worker-Token': token } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe.each([
  ['embedded', async () => ({ MOONMIND_DATA_DIR: await dataFolder() })],
  [
    'postgresql',
    async () => {
      const { url, drop } = await createTestDatabase();
      cleanups.push(drop);
      return { DATABASE_URL: url };
    },
  ],
] as const)('on %s', (_name, open) => {
  test('a SIGKILL under load loses nothing that was answered with success', async () => {
    const env: Record<string, string> = await open();
    const first = await start(env);
    const made = await call(first.url, 'POST', '/api/queue/workers/tokens', { workerId: 'w' });
    const token: string = made.body.token;
    /** What was answered: each job's id with the status it must have at least reached, each manifest's hash. */
    const jobs = new Map<string, 'queued' | 'succeeded'>();
    const manifests = new Map<string, string>();
    let answers = 0;
    const until = async (act: () => Promise<void>) => {
      for (;;)
        try {
          await act();
          answers += 1;
        } catch {
          return;
        }
    };
    const submit = () =>
      until(async () => {
        const { status, body } = await call(first.url, 'POST', '/api/queue/jobs', taskJob());
        if (status === 201) jobs.set(body.id, 'queued');
      });
    const work = () =>
      until(async () => {
        const claim = { workerId: 'w', leaseSeconds: 600, workerCapabilities: TASK_CAPABILITIES };
        const { body } = await call(first.url, 'POST', '/api/queue/jobs/claim', claim, token);
        if (!body.job) return;
        const { id, leaseToken } = body.job;
        const done = await call(
          first.url,
          'POST',
          `/api/queue/jobs/${id}/complete`,
          { workerId: 'w', leaseToken },
          token,
        );
        if (done.status === 200) jobs.set(id, 'succeeded');
      });
    const register = () =>
      until(async () => {
        const name = uniqueName();
        const { status, body } = await call(first.url, 'PUT', `/api/manifests/${name}`, {
          content: manifestText(name),
        });
        if (status === 201) manifests.set(name, body.contentHash);
      });
    const load = Promise.all([submit(), submit(), submit(), work(), work(), register(), register()]);
    await expect.poll(() => answers, { timeout: 60_000, interval: 20 }).toBeGreaterThan(150);
    expect(await first.end('SIGKILL')).toBe(null);
    await load;

    const second = await start(env);
    for (const [id, reached] of jobs) {
      const { status, body } = await call(second.url, 'GET', `/api/queue/jobs/${id}`);
      expect(status).toBe(200);
      if (reached === 'succeeded') expect(body.status).toBe('succeeded');
    }
    for (const [name, contentHash] of manifests)
      expect((await call(second.url, 'GET', `/api/manifests/${name}`)).body.contentHash).toBe(contentHash);
    expect([...jobs.values()].filter((reached) => reached === 'succeeded').length).toBeGreaterThan(5);
    expect(manifests.size).toBeGreaterThan(5);
  }, 120_000);

  test('SIGTERM lets calls under way finish, keeps what they did, and exits with 0', async () => {
    const env: Record<string, string> = await open();
    const server = await start(env);
    const calls = Array.from({ length: 30 }, () =>
      call(server.url, 'POST', '/api/queue/jobs', taskJob()).catch((error: unknown) => error),
    );
    await calls[0];
    const asked = performance.now();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(performance.now() - asked).toBeLessThan(6_000);
    const answered = (await Promise.all(calls)).filter((answer) => !(answer instanceof Error));
    const again = await start(env);
    for (const answer of answered as Awaited<ReturnType<typeof call>>[]) {
      expect(answer.status).toBe(201);
      expect((await call(again.url, 'GET', `/api/queue/jobs/${answer.body.id}`)).status).toBe(200);
    }
    expect(await again.end('SIGTERM')).toBe(0);
  }, 120_000);
});

describe('at the start', () => {
  test('a second process on the same data folder is refused; once the first has ended it serves', async () => {
    const env = { MOONMIND_DATA_DIR: await dataFolder() };
    const first = await start(env);
    await expect(startApi(env)).rejects.toThrow(/did not start[\s\S]*in use by process \d+/);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    await first.end('SIGTERM');
    await start(env);
  }, 120_000);

  test.each([
    [{ HOST: '0.0.0.0' }, /did not start\.\nHOST must be a loopback address/],
    [{ PORT: 'eighty', LOG_LEVEL: 'loud' }, /PORT must be[\s\S]*LOG_LEVEL must be/],
    [{ DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x' }, /did not start\.\nThe database does not answer/],
  ])(
    '%j is refused with what would be right',
    async (env: Record<string, string>, told) => {
      const refused = startApi({ MOONMIND_DATA_DIR: await dataFolder(), ...env });
      await expect(refused).rejects.toThrow(told);
      await expect(refused).rejects.not.toThrow(/hunter2|eighty|\n {4}at /);
    },
    120_000,
  );

  test('with user authentication it serves beyond this machine, for the token that its command has made', async () => {
    const env = { HOST: '0.0.0.0', MOONMIND_AUTH: 'required', MOONMIND_DATA_DIR: await dataFolder() };
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const made = await run(process.execPath, [main, 'api-token', '--name', 'first', '--scopes', 'read'], {
      env: { ...process.env, ...env },
    });
    expect(made.stdout).toMatch(/^mmat_[0-9a-f]{48}\n$/);
    const token = made.stdout.trim();
    const server = await start(env);
    const status = async (path: string, authorization?: string, host = 'moonmind.example') =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host, ...(authorization ? { authorization } : {}) };
        request(server.url + path, { headers }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    expect(await status('/healthz')).toBe(200);
    expect(await status('/api/queue/jobs')).toBe(401);
    expect(await status('/api/queue/jobs', `Bearer ${token}`)).toBe(200);
    expect(await status('/api/tokens', `Bearer ${token}`)).toBe(403);
    expect(server.output()).not.toContain(token);
    // The folder is this process's: the command says so, and makes nothing.
    await expect(
      run(process.execPath, [main, 'api-token', '--name', 'second'], { env: { ...process.env, ...env } }),
    ).rejects.toThrow(/did not do it[\s\S]*in use by process/);
  }, 120_000);

  test('PORT=0 picks a free port, and one log line names the address', async () => {
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const env = { ...process.env, PORT: '0', MOONMIND_DATA_DIR: await dataFolder() };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    cleanups.push(async () => child.kill('SIGKILL'));
    const [chunk] = await once(child.stdout, 'data');
    const line = JSON.parse(String(chunk));
    expect(line.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${line.url}/healthz`)).status).toBe(200);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  }, 120_000);
});

describe('over a socket', () => {
  let folder: string;
  let server: ApiServer;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'moonmind-process-'));
    server = await startApi({ MOONMIND_DATA_DIR: folder });
  });
  afterAll(async () => {
    await server?.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  /** Sends bytes as they are and gives all that comes back. */
  const raw = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.end(bytes));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('end', () => resolve(answer)).on('error', reject);
    });

  test.each(['moonmind.example', 'a b', 'localhost@evil.example', '[::1'])(
    'the Host %s is a 403 problem',
    async (host) => {
      const answer = await raw(`GET /api/queue/jobs HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toContain('application/problem+json');
      expect(answer).toContain('"code":"forbidden"');
    },
  );

  test.each([
    { announced: true, connection: 'keep-alive' },
    { announced: true, connection: 'close' },
    { announced: false, connection: 'keep-alive' },
    { announced: false, connection: 'close' },
  ])(
    'a client that sends all of a body that is too large reads the 413: %o',
    async ({ announced, connection }) => {
      const bytes = Buffer.alloc(20 * MAX_BODY_BYTES, ' ');
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sent = request(`${server.url}/api/queue/jobs`, {
          method: 'POST',
          headers: {
            connection,
            'content-type': 'application/json',
            ...(announced ? { 'content-length': bytes.length } : {}),
          },
        });
        let answered: number | undefined;
        // Many a client reads no answer before it has sent all.
        const settle = () => sent.writableFinished && answered && resolve(answered);
        sent.on('finish', settle).on('response', (response) => {
          answered = response.resume().statusCode;
          settle();
        });
        sent.on('error', reject);
        sent.end(bytes);
      });
      expect(status).toBe(413);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    },
  );

  test('a call whose body is optional may come without one, whatever its headers say', async () => {
    const call = (path: string, ...lines: readonly string[]) =>
      raw([`POST ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...lines, '', ''].join('\r\n'));
    const path = `/api/queue/jobs/${randomUUID()}/cancel`;
    for (const lines of [
      [],
      ['Content-Type: application/json'],
      ['Content-Length: 0'],
      ['Content-Type: application/json', 'Content-Length: 0'],
    ])
      expect(await call(path, ...lines)).toMatch(/^HTTP\/1\.1 404 .*"code":"job_not_found"/s);
    expect(await call('/api/queue/jobs', 'Content-Type: application/json')).toContain(
      '"code":"invalid_json"',
    );
  });

  test('a client that goes away in the middle of its body harms no one', async () => {
    const gone = new Promise((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
        socket.write(
          'POST /api/queue/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n',
        );
        socket.write('Content-Length: 1000\r\n\r\n{"type":', () => socket.destroy());
      });
      socket.on('close', resolve);
    });
    await gone;
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(server.output()).not.toMatch(/"level":[56]0/);
  });
});

test('two processes that migrate one fresh database at once both serve', async () => {
  const { url, drop } = await createTestDatabase();
  cleanups.push(drop);
  const [one, two] = await Promise.all([start({ DATABASE_URL: url }), start({ DATABASE_URL: url })]);
  const { status, body } = await call(one.url, 'POST', '/api/queue/jobs', taskJob());
  expect(status).toBe(201);
  expect((await call(two.url, 'GET', `/api/queue/jobs/${body.id}`)).body).toEqual(body);
  expect((await call(two.url, 'POST', '/api/queue/jobs', taskJob())).status).toBe(201);
}, 60_000);

test('a database that goes away makes 503s, not an end; once it is back the service serves', async () => {
  const postgres = await startPostgres();
  cleanups.push(() => postgres.stop());
  const server = await start({ DATABASE_URL: postgres.url });
  const made = await call(server.url, 'POST', '/api/queue/jobs', taskJob());
  expect(made.status).toBe(201);
  await postgres.kill();
  for (const [method, route] of [
    ['GET', '/readyz'],
    ['GET', '/api/queue/jobs'],
    ['POST', '/api/queue/jobs'],
  ] as const) {
    const answer = await call(server.url, method, route, method === 'POST' ? taskJob() : undefined);
    expect([route, answer.status, answer.body.code]).toEqual([route, 503, 'database_unavailable']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await postgres.restart();
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
  expect((await call(server.url, 'GET', `/api/queue/jobs/${made.body.id}`)).body).toEqual(made.body);
  expect((await call(server.url, 'POST', '/api/queue/jobs', taskJob())).status).toBe(201);
  expect(await server.end('SIGTERM')).toBe(0);
}, 120_000);
