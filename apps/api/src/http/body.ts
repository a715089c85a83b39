/** Reads a request's body: its media type, its bytes within the limit, its text, its JSON. */
import type { Context } from 'hono';
import { Problem } from '../problems/problem.js';
import { YAML_TYPES } from './negotiate.js';

/** The largest body in bytes that a JSON or YAML route takes (1 MiB). */
export const MAX_BODY_BYTES = 1024 * 1024;

/** How much more is read, and dropped: many a client that is cut off while it sends never sees the answer. */
const MAX_DROPPED_BYTES = 32 * 1024 * 1024;

/** The spellings under which a route's declared media type may be sent. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  'application/json': ['application/json'],
  'application/yaml': YAML_TYPES,
};

/**
 * The declared media type that a body was sent as.
 * @throws {Problem} `unsupported_media_type` when the content-type is missing or none of those declared, its charset is
 *   not UTF-8, or the body is compressed.
 */
export function mediaTypeOf(c: Context, declared: readonly string[]): string {
  const header = c.req.header('content-type') ?? '';
  const [essence = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const encoding = c.req.header('content-encoding');
  const found = declared.find((type) => SPELLINGS[type]?.includes(essence));
  if (!found) throw unsupported(`Send the body with the header Content-Type: ${declared.join(' or ')}.`);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) throw unsupported('Send the body in UTF-8.');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw unsupported('Send the body uncompressed.');
  return found;
}

/** Whether requests of this method may have a body. */
export function takesBody(method: 'get' | 'post' | 'put' | 'delete'): boolean {
  return method === 'post' || method === 'put';
}

/** Whether a request carries a body at all. */
export function hasBody(c: Context): boolean {
  const length = c.req.header('content-length');
  if (length !== undefined) return length !== '0';
  if (c.req.header('transfer-encoding') !== undefined) return true;
  // A socket's request without either header has no body; one made in the process has neither header in any case.
  return !Reflect.has(Object(c.env), 'incoming') && c.req.raw.body !== null;
}

/**
 * The body's text, read no further than the limit. A byte order mark stays: a manifest is hashed as it was sent.
 * @throws {Problem} `payload_too_large`, or `invalid_json` when the bytes are no UTF-8 or end too soon.
 */
export async function readText(c: Context): Promise<string> {
  const bytes = await readBytes(c);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('invalid_json', 'The body is not valid UTF-8. Send text in UTF-8.');
  }
}

/**
 * The body as JSON.
 * @throws {Problem} as `readText`, and `invalid_json` with the place where the JSON breaks off.
 */
export async function readJson(c: Context): Promise<unknown> {
  const text = await readText(c);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The parser's own message quotes the text around the fault, which may be a secret.
    throw new Problem('invalid_json', 'The body is not valid JSON. Check quotes, commas and brackets.');
  }
}

async function readBytes(c: Context): Promise<Uint8Array> {
  const announced = c.req.header('content-length');
  const streamed = announced === undefined || c.req.header('transfer-encoding') !== undefined;
  if (!streamed && Number(announced) <= MAX_BODY_BYTES) {
    const bytes = await unbroken(c.req.raw.arrayBuffer());
    // Without a socket nothing has held the length to the bytes yet.
    if (bytes.byteLength > MAX_BODY_BYTES) throw tooLarge();
    return new Uint8Array(bytes);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  while (reader && size <= MAX_BODY_BYTES + MAX_DROPPED_BYTES) {
    const { done, value } = await unbroken(reader.read());
    if (done) break;
    size += value.byteLength;
    if (size <= MAX_BODY_BYTES) chunks.push(value);
  }
  if (size > MAX_BODY_BYTES) throw tooLarge();
  return Buffer.concat(chunks);
}

async function unbroken<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch {
    throw new Problem('invalid_json', 'The body broke off before its end. Send it again.');
  }
}

function tooLarge(): Problem {
  return new Problem(
    'payload_too_large',
    `The body is larger than ${MAX_BODY_BYTES} bytes (1 MiB). Send a smaller one.`,
  );
}

function unsupported(detail: string): Problem {
  return new Problem('unsupported_media_type', detail);
}
