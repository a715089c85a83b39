/** A client of the event stream that comes back with the last id it saw, as a browser's EventSource does. */
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
const RETRY_MS = 250;
const ID = /^id: (.{36})$/gm;

export class EventClient {
  readonly ids: string[] = [];
  /** From the event's time in the database to its arrival, in milliseconds. */
  readonly latencies: number[] = [];
  connects = 0;
  #response: IncomingMessage | undefined;
  #closed = false;

  constructor(readonly url: string) {}

  get lastId(): string | undefined {
    return this.ids.at(-1);
  }

  /** Resolves once the stream is open for the first time. */
  connect(): Promise<void> {
    return new Promise((resolve) => {
      const again = () => {
        if (!this.#closed) setTimeout(() => void this.connect().then(resolve), RETRY_MS);
      };
      const sent = get(this.url, { agent, headers: this.lastId ? { 'last-event-id': this.lastId } : {} });
      sent.on('error', again);
      sent.on('response', (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          again();
          return;
        }
        this.connects += 1;
        this.#response = response;
        let rest = '';
        response.setEncoding('latin1');
        response.on('data', (chunk: string) => {
          const now = Date.now();
          const text = rest + chunk;
          const end = text.lastIndexOf('\n\n') + 2;
          rest = text.slice(end);
          for (const [, id = ''] of text.slice(0, end).matchAll(ID)) {
            this.ids.push(id);
            // The first 48 bits of an event's id are its time.
            this.latencies.push(now - Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
          }
          resolve();
        });
        response.on('error', () => {});
        response.on('close', again);
      });
    });
  }

  close(): void {
    this.#closed = true;
    this.#response?.destroy();
  }
}

/** Opens a stream and never reads it. */
export function openStalled(url: string): Promise<Socket> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.pause();
      socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`, () => resolve(socket));
    });
    socket.on('error', reject);
  });
}
