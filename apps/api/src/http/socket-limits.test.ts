/** What a socket may do, and what is said when it does more, of the built service. Run the build first. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ApiServer, startApi } from '@moonmind/testing';
import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

let folder: string;
let server: ApiServer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'moonmind-limits-'));
  server = await startApi({
    MOONMIND_DATA_DIR: folder,
    MOONMIND_REQUEST_SECONDS: '2',
    MOONMIND_MAX_CONNECTIONS: '20',
    MOONMIND_DRAIN_SECONDS: '2',
  });
});
afterAll(async () => {
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Opens a connection, and gathers what comes back on it. */
function open() {
  const socket: Socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  const closed = new Promise<string>((resolve) => {
    socket.on('error', () => {}).on('close', () => resolve(answer));
  });
  return { socket, closed };
}

const problem = (answer: string) => {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { head, body: JSON.parse(body) };
};

test.each([
  ['no HTTP', 'nonsense\r\n\r\n', 400, 'malformed_request'],
  [
    'a header without end',
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}`,
    431,
    'headers_too_large',
  ],
  [
    'a flood of headers',
    `GET / HTTP/1.1\r\n${'X: aaaaaaaaaaaaaaaa\r\n'.repeat(2_000)}`,
    431,
    'headers_too_large',
  ],
  ['a URL without end', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n`, 431, 'headers_too_large'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'malformed_request',
  ],
])('%s is answered with a problem', async (_name, bytes, status, code) => {
  const { socket, closed } = open();
  socket.write(bytes);
  const { head, body } = problem(await closed);
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toContain('content-type: application/problem+json');
  expect(head).toContain('x-content-type-options: nosniff');
  expect(head).toContain(`x-request-id: ${body.requestId}`);
  expect(body).toMatchObject({ status, code });
});

test.each([
  ['a body', 'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{'],
  ['the headers', 'Content-Type: appl'],
])('who does not go on with %s is hung up on', async (_name, sent) => {
  const { socket, closed } = open();
  socket.write(`POST /api/queue/jobs HTTP/1.1\r\nHost: localhost\r\n${sent}`);
  const { head, body } = problem(await closed);
  expect(head).toMatch(/^HTTP\/1\.1 408 /);
  expect(body.code).toBe('request_timeout');
});

test('no more connections than allowed are held, and there is room again once some are gone', async () => {
  const held = Array.from({ length: 40 }, open);
  let closed = 0;
  for (const each of held) void each.closed.then(() => (closed += 1));
  await expect.poll(() => closed, { timeout: 10_000 }).toBeGreaterThanOrEqual(20);
  for (const { socket } of held) socket.destroy();
  await expect
    .poll(
      () =>
        fetch(`${server.url}/healthz`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 10_000 },
    )
    .toBe(200);
});

test('before it stops the service says so, and serves on', async () => {
  const ended = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  const status = (route: string) =>
    fetch(`${server.url}${route}`).then(
      async (response) => [response.status, Reflect.get(Object(await response.json()), 'code')],
      () => null,
    );
  await expect.poll(() => status('/readyz'), { interval: 20 }).toEqual([503, 'shutting_down']);
  expect((await status('/healthz'))?.[0]).toBe(200);
  expect((await status('/api/queue/jobs'))?.[0]).toBe(200);
  expect(await ended).toEqual([0, null]);
}, 60_000);

test('the database is brought up to date by command, and again without harm', async () => {
  const { url, drop } = await createTestDatabase();
  const env = { ...process.env, DATABASE_URL: url };
  const both = await Promise.all([1, 2].map(() => run(process.execPath, [MAIN, 'migrate'], { env })));
  for (const { stdout } of both) expect(stdout).toBe('The database is up to date.\n');
  await drop();
}, 60_000);

test('--print-config shows what holds, and no password; an unknown argument is refused', async () => {
  const env = { ...process.env, DATABASE_URL: 'postgres://u:hunter2@localhost/x', PORT: '99' };
  const { stdout } = await run(process.execPath, [MAIN, '--print-config'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ PORT: 99, DATABASE_URL: 'postgres://u:***@localhost/x' });
  await expect(run(process.execPath, [MAIN, 'migrat'])).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Usage:'),
  });
});
