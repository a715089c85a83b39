/** The service for tests: real, in this process, on an embedded database; and a way to it that can be cut. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger, readConfig, startServer } from '@moonmind/api';
import { answerOf, createQueueClient, type QueueClient } from '../client/client.js';

export interface Service {
  readonly url: string;
  readonly client: QueueClient;
  /** A token for a worker id. */
  tokenFor(workerId: string): Promise<string>;
  close(): Promise<void>;
}

export async function startService(): Promise<Service> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'moonmind-client-'));
  const config = readConfig({ PORT: '0', MOONMIND_DATA_DIR: dataDir });
  const server = await startServer(config, createLogger('silent'));
  const client = createQueueClient({ url: server.url });
  return {
    url: server.url,
    client,
    async tokenFor(workerId) {
      const body = { workerId };
      return (await answerOf(client.POST('/api/queue/workers/tokens', { body }))).token;
    },
    async close() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Way {
  readonly url: string;
  /** Which answers never arrive: the service has done the work, and the connection is cut. */
  cut: (path: string) => boolean;
  /** Is told of each answer that arrived as a whole. */
  seen: (path: string, status: number, body: string) => void;
  /** Nothing goes through any more. */
  close(): Promise<void>;
}

/** A proxy in front of the service. */
export async function startWay(url: string): Promise<Way> {
  const way: Pick<Way, 'cut' | 'seen'> = { cut: () => false, seen: () => {} };
  const server = createServer((request, response) => {
    const { method = 'GET', headers, url: at = '/' } = request;
    const onward = httpRequest(url + at, { method, headers }, (answer) => {
      if (way.cut(at)) {
        answer.resume();
        response.destroy();
        return;
      }
      const status = answer.statusCode ?? 502;
      response.writeHead(status, answer.headers);
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk;
      });
      // Before the client can have read the end of it.
      answer.once('end', () => way.seen(at, status, body));
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the way has no port');
  return Object.assign(way, {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  });
}
