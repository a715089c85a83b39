/** A proxy before the service on which calls go astray as a test says. */
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';

/**
 * What may happen to a call: `unavailable` is answered with 503 and `refused` is cut off, both before the service has heard
 * of it; of one that is `lost` the service has done the work, and the answer never arrives.
 */
export type Mishap = 'unavailable' | 'refused' | 'lost';

export interface FaultyProxy {
  /** Where it listens. */
  readonly url: string;
  /** What happens to a call, by its path. At first nothing does. */
  mishap: (path: string) => Mishap | undefined;
  /** Is told of each answer that arrived as a whole. */
  seen: (path: string, status: number, body: string) => void;
  /** Nothing goes through any more. */
  close(): Promise<void>;
}

const UNAVAILABLE = JSON.stringify({
  type: 'about:blank',
  title: 'The database cannot be reached',
  status: 503,
  code: 'database_unavailable',
  detail: 'A test has said so.',
});

/** Starts a proxy before the service at `url`. */
export async function startFaultyProxy(url: string): Promise<FaultyProxy> {
  const proxy: Pick<FaultyProxy, 'mishap' | 'seen'> = { mishap: () => undefined, seen: () => {} };
  const server = createServer((request, response) => {
    const { method = 'GET', headers, url: path = '/' } = request;
    const mishap = proxy.mishap(path);
    if (mishap === 'refused') return void response.destroy();
    if (mishap === 'unavailable') {
      const told = { 'content-type': 'application/problem+json', 'retry-after': '1' };
      request.resume().once('end', () => response.writeHead(503, told).end(UNAVAILABLE));
      return;
    }
    const onward = httpRequest(url + path, { method, headers }, (answer) => {
      if (mishap === 'lost') {
        answer.resume();
        response.destroy();
        return;
      }
      const status = answer.statusCode ?? 502;
      response.writeHead(status, answer.headers);
      const body: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => body.push(chunk));
      // Before the client can have read the end of it.
      answer.once('end', () => proxy.seen(path, status, Buffer.concat(body).toString()));
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.');
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  });
}
