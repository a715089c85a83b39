/** Bytes on a socket, as no well-behaved client would send them. */
import { connect, type Socket } from 'node:net';

export interface Exchange {
  /** All that came back until the end, as Latin-1. */
  readonly text: string;
  /** Of the first answer; null where none came. */
  readonly status: number | null;
  readonly ms: number;
  readonly sentBytes: number;
}

/** How long an exchange may take, in milliseconds, before it is cut off as unanswered. */
const PATIENCE_MS = 30_000;

/**
 * Sends `bytes`, then what `more` goes on with, and reads until the other side ends. A connection that the service cuts off
 * is an answer too.
 */
export function exchange(
  url: string,
  bytes: string,
  more: (socket: Socket) => void = (socket) => socket.end(),
): Promise<Exchange> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, 'latin1', () => more(socket));
    });
    let text = '';
    const cut = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(cut);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({
        text,
        status: status === undefined ? null : Number(status),
        ms: performance.now() - begun,
        sentBytes: socket.bytesWritten,
      });
    });
  });
}

/** A request's head, each line as it is given. */
export function head(...lines: readonly string[]): string {
  return [...lines, '', ''].join('\r\n');
}
