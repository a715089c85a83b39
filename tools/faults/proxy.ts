/** A TCP proxy on loopback that can fail in the ways of a network. */
import { connect, createServer, type Socket } from 'node:net';

const CLAIM = 'POST /api/queue/jobs/claim ';

export interface FaultyProxy {
  readonly port: number;
  /** Goes on to another port of this machine; what is open stays where it is. */
  retarget(port: number): void;
  /** From now on nothing passes through the connections that are open, in either direction; new ones work. */
  freeze(): void;
  /** Breaks the connections that were frozen. */
  thaw(): void;
  /** Breaks each connection in place of passing an answer on that brings claimed jobs, `times` times. */
  cutClaims(times: number, cut: (answer: string) => void): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  frozen: boolean;
  /** Whether the client's last request was a claim. */
  claims: boolean;
}

export async function startProxy(target: number): Promise<FaultyProxy> {
  const pairs = new Set<Pair>();
  let port = target;
  let cuts = 0;
  let onCut: (answer: string) => void = () => {};

  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ port, host: '127.0.0.1', noDelay: true });
    const pair: Pair = { client, server, frozen: false, claims: false };
    pairs.add(pair);
    const breakUp = () => {
      if (pair.frozen) return;
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.on('error', breakUp);
      socket.on('close', breakUp);
    }
    client.on('data', (chunk: Buffer) => {
      if (pair.frozen) return;
      const head = chunk.toString('latin1', 0, CLAIM.length);
      if (head.startsWith('POST ') || head.startsWith('GET ')) pair.claims = head === CLAIM;
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      if (pair.frozen) return;
      const text = cuts > 0 && pair.claims ? chunk.toString() : '';
      if (text.includes('"leaseToken"')) {
        cuts -= 1;
        onCut(text);
        breakUp();
      } else client.write(chunk);
    });
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', resolve);
  });
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.');

  const thaw = () => {
    for (const pair of pairs)
      if (pair.frozen) {
        pairs.delete(pair);
        pair.client.destroy();
        pair.server.destroy();
      }
  };
  return {
    port: address.port,
    retarget(next) {
      port = next;
    },
    freeze() {
      for (const pair of pairs) pair.frozen = true;
    },
    thaw,
    cutClaims(times, cut) {
      cuts = times;
      onCut = cut;
    },
    close() {
      for (const pair of pairs) pair.frozen = true;
      thaw();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
