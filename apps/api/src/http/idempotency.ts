/** The Idempotency-Key header: the same key and the same request of one user give the first answer again. */
import { createHash } from 'node:crypto';
import { requestDiagnostic } from '../problems/diagnostic.js';
import { invalid } from '../problems/problem.js';
import { secretsIn } from './client-values.js';

/**
 * The key with the hash of what it was sent with, or undefined when the header is absent.
 * @param endpoint names the operation and what in its path matters, so that one key on two endpoints is a conflict.
 * @throws {Problem} `invalid_query` when the key is not 1–255 visible ASCII characters, or is a raw secret.
 */
export function idempotencyOf(
  header: string | undefined,
  endpoint: string,
  body: unknown,
): { key: string; requestHash: string } | undefined {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(header))
    throw invalid('invalid_query', [
      requestDiagnostic({
        code: 'invalid_format',
        in: 'header',
        pointer: '/Idempotency-Key',
        message: 'The Idempotency-Key is not 1 to 255 visible ASCII characters.',
        hint: 'Send a fresh UUID for each new request.',
      }),
    ]);
  const secrets = secretsIn({ 'Idempotency-Key': header }, 'header');
  if (secrets.length > 0) throw invalid('invalid_query', secrets);
  return { key: header, requestHash: hashOf([endpoint, body]) };
}

/** SHA-256 over the JSON with sorted keys: the order of keys is no part of a request. */
function hashOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(value, sortedKeys)).digest('hex')}`;
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
