/** What a connection may take of the server before a request reaches the app, and what is said when it takes more. */
import { randomUUID } from 'node:crypto';
import type { ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Config } from '../config.js';
import type { ProblemCode } from '../problems/codes.js';
import { Problem, problemResponse } from '../problems/problem.js';
import { SECURITY_HEADERS } from './security-headers.js';

/** The request line and the headers, in bytes. */
const MAX_HEAD_BYTES = 16 * 1024;
/** How long the head of a request may take to come in, in milliseconds. */
const HEAD_MS = 30_000;

/** The limits of Node's server. Streams and waiting claims are answers, which none of these cuts short. */
export function limitsOf({ requestSeconds }: Pick<Config, 'requestSeconds'>): ServerOptions {
  const requestTimeout = requestSeconds * 1000;
  return {
    maxHeaderSize: MAX_HEAD_BYTES,
    headersTimeout: Math.min(HEAD_MS, requestTimeout),
    requestTimeout,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: Math.min(5_000, requestTimeout / 4),
  };
}

const REFUSALS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  HPE_HEADER_OVERFLOW: [
    'headers_too_large',
    `The URL and the headers are larger than ${MAX_HEAD_BYTES} bytes together. Send less.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    'request_timeout',
    'The request did not come in within its time. Send it again, faster.',
  ],
};

/** Answers what never became a request with a problem, as far as an answer can still be given, and hangs up. */
export function answerUnparsed(error: Error, socket: Duplex): void {
  const answered = Reflect.get(Object(Reflect.get(socket, '_httpMessage')), 'headersSent') === true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (!socket.writable || answered || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [name, detail] = REFUSALS[code] ?? ['malformed_request', 'The bytes are no HTTP/1.1 request.'];
  const response = problemResponse(new Problem(name, detail), randomUUID());
  void response.text().then((body) => {
    const headers = {
      ...Object.fromEntries(response.headers),
      ...SECURITY_HEADERS,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
    socket.end([`HTTP/1.1 ${response.status} Refused`, ...lines, '', body].join('\r\n'), () =>
      socket.destroy(),
    );
  });
}
