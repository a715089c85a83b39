/** Abuse of connections: too much, too slowly, too many, and not HTTP. */
import { once } from 'node:events';
import { get } from 'node:http';
import type { Socket } from 'node:net';
import { exchange, head } from './wire.js';
import { must, REQUEST_SECONDS, TASK, type World } from './world.js';

const MIB = 1024 * 1024;

type Figures = Readonly<Record<string, number>>;
export type Abuse = (world: World) => Promise<Figures>;

const post = (world: World, ...lines: readonly string[]) =>
  head(
    'POST /api/queue/jobs HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${world.bearer}`,
    'Content-Type: application/json',
    ...lines,
  );

/** Sends pieces until the other side has had enough, and then no more. */
function pour(piece: Buffer, most: number) {
  return (socket: Socket) => {
    let sent = 0;
    const more = () => {
      while (!socket.destroyed && sent < most) {
        sent += piece.length;
        if (!socket.write(piece)) {
          socket.once('drain', more);
          return;
        }
      }
      socket.end();
    };
    more();
  };
}

async function twentyAtOnce(world: World, framing: string, piece: Buffer): Promise<Figures> {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      exchange(world.guarded.url, post(world, framing), pour(piece, 64 * MIB)),
    ),
  );
  // Who does not read while it sends may see its connection end before the answer.
  const refused = answers.filter(({ status }) => status === 413).length;
  must(
    answers.every(({ status }) => status === 413 || status === null),
    `413 for each, not ${answers.map(({ status }) => status)}`,
  );
  must(refused > 0, 'a 413 that somebody can read');
  const sentMiB = Math.round(answers.reduce((sum, { sentBytes }) => sum + sentBytes, 0) / MIB);
  return { connections: answers.length, refused, sentMiB };
}

/** Who goes on too slowly is answered 408 or hung up on, while others are served. */
async function slowly(world: World, begin: string, drop: string): Promise<Figures> {
  const drip = (socket: Socket) => {
    const timer = setInterval(() => socket.write(drop), 200);
    socket.once('close', () => clearInterval(timer));
  };
  const slow = Promise.all(Array.from({ length: 100 }, () => exchange(world.guarded.url, begin, drip)));
  const begun = performance.now();
  must((await world.call('POST', '/api/queue/jobs', { body: TASK })).status === 201, 'others are served');
  const servedMs = Math.round(performance.now() - begun);
  const answers = await slow;
  must(
    answers.every(({ status }) => status === 408 || status === null),
    `408 or an end for each, not ${answers.map(({ status }) => status)}`,
  );
  const slowestMs = Math.round(Math.max(...answers.map(({ ms }) => ms)));
  // The server looks at its connections now and then, and the machine may be busy.
  must(
    slowestMs < (REQUEST_SECONDS + 15) * 1000,
    `an end within ${REQUEST_SECONDS + 15} s, not ${slowestMs} ms`,
  );
  return { connections: answers.length, servedMs, slowestMs };
}

export const CONNECTION_ABUSES: Readonly<Record<string, Abuse>> = {
  'bodies of 64 MiB, announced': (world) =>
    twentyAtOnce(world, `Content-Length: ${64 * MIB}`, Buffer.alloc(MIB / 4, ' ')),

  'bodies without end, in chunks': (world) =>
    twentyAtOnce(
      world,
      'Transfer-Encoding: chunked',
      Buffer.from(`40000\r\n${' '.repeat(0x40000)}\r\n`, 'latin1'),
    ),

  'bodies that come a byte at a time': (world) => slowly(world, post(world, 'Content-Length: 10000'), ' '),

  'headers that come a byte at a time': (world) =>
    slowly(world, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', 'a'),

  async 'a flood of headers, and an endless URL'(world) {
    const lines = Array.from({ length: 5000 }, (_, n) => `X-Flood-${n}: aaaaaaaaaaaaaaaa`);
    const heads = [
      head('GET /healthz HTTP/1.1', 'Host: localhost', ...lines),
      head('GET /healthz HTTP/1.1', 'Host: localhost', `X-Large: ${'a'.repeat(MIB)}`),
      head(`GET /${'a'.repeat(64 * 1024)} HTTP/1.1`, 'Host: localhost'),
    ];
    const answers = await Promise.all(heads.map((bytes) => exchange(world.guarded.url, bytes)));
    must(
      answers.every(({ status }) => status === 431 || status === null),
      `431 for each, not ${answers.map(({ status }) => status)}`,
    );
    must(
      answers.some(({ text }) => text.includes('headers_too_large')),
      'a problem that says why',
    );
    return { requests: answers.length };
  },

  async 'requests within requests'(world) {
    const inner = head('GET /api/tokens HTTP/1.1', 'Host: localhost');
    const jobs = 'POST /api/queue/jobs HTTP/1.1';
    const type = 'Content-Type: application/json';
    const smuggled = [
      head(jobs, 'Host: localhost', type, 'Content-Length: 4', 'Transfer-Encoding: chunked') +
        `0\r\n\r\n${inner}`,
      head(jobs, 'Host: localhost', type, 'Content-Length: 4', 'Content-Length: 60') + inner,
      `${head(jobs, 'Host: localhost', type, 'Transfer-Encoding: chunked, identity')}0\r\n\r\n${inner}`,
      `${head(jobs, 'Host: localhost', type, 'Transfer-Encoding : chunked')}0\r\n\r\n${inner}`,
      head('GET /healthz HTTP/1.1', 'Host: localhost', 'Host: elsewhere.example', 'X: a', ' b: c'),
      'GET /healthz HTTP/1.1\nHost: localhost\n\n',
      `${'\0'.repeat(64)}\r\n\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    ];
    const answers = await Promise.all(smuggled.map((bytes) => exchange(world.guarded.url, bytes)));
    for (const [index, { status, text }] of answers.entries()) {
      must(status === null || (status >= 400 && status < 500), `request ${index} is refused, not ${status}`);
      must((text.match(/HTTP\/1\.1 \d/g) ?? []).length <= 1, `one answer to request ${index}`);
    }
    return { requests: answers.length };
  },

  async 'TRACE, CONNECT and methods that are none'(world) {
    const secret = 'do-not-echo-me';
    const statuses: number[] = [];
    for (const method of [
      'TRACE',
      'PROPFIND',
      'PATCH',
      'OPTIONS',
      'CONNECT',
      'QUERY',
      'GET\t',
      'get',
      'X'.repeat(99),
    ]) {
      const lines = ['Host: localhost', `X-Secret: ${secret}`, 'Connection: close'];
      const { status, text } = await exchange(
        world.guarded.url,
        head(`${method} /api/queue/jobs HTTP/1.1`, ...lines),
      );
      must(!text.includes(secret), `${method} echoes nothing`);
      must(status === null || (status >= 400 && status < 500), `${method} is refused, not ${status}`);
      if (status) statuses.push(status);
    }
    must(statuses[0] === 405, `TRACE is a 405, not ${statuses[0]}`);
    return { methods: 9 };
  },

  async '1,000 idle streams'(world) {
    const before = await world.residentBytes();
    const agent = {
      headers: { authorization: `Bearer ${world.bearer}`, host: 'localhost' },
      agent: false,
    } as const;
    let told = 0;
    const begun = performance.now();
    const streams = await Promise.all(
      Array.from({ length: 1000 }, async () => {
        const request = get(`${world.guarded.url}/api/queue/events/stream`, agent);
        const [response] = await once(request, 'response');
        must(response.statusCode === 200, `a stream opens, not ${response.statusCode}`);
        response.on('data', (chunk: Buffer) => {
          if (chunk.includes('queue_event')) told += 1;
        });
        response.on('error', () => {});
        return request;
      }),
    );
    const openedMs = Math.round(performance.now() - begun);
    const asked = performance.now();
    must((await world.call('GET', '/api/manifests')).status === 200, 'calls are served beside the streams');
    const callMs = Math.round(performance.now() - asked);
    must((await world.call('POST', '/api/queue/jobs', { body: TASK })).status === 201, 'a job is taken');
    for (const deadline = Date.now() + 20_000; told < 1000 && Date.now() < deadline; )
      await new Promise((resolve) => setTimeout(resolve, 20));
    must(told >= 1000, `all streams are told, not ${told}`);
    const grownMiB = Math.round(((await world.residentBytes()) - before) / MIB);
    for (const request of streams) request.destroy();
    return { streams: streams.length, openedMs, callMs, grownMiB };
  },
};
