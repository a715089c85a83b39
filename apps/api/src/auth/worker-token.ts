/** Worker tokens: `mmwt_` and 48 hex digits, shown once, kept as a SHA-256. */
import { createHash, randomBytes } from 'node:crypto';
import type { QueueStore, WorkerToken } from '@moonmind/queue-store';
import { Problem } from '../problems/problem.js';

export const WORKER_TOKEN_HEADER = 'X-MoonMind-Worker-Token';

const FORM = /^mmwt_[0-9a-f]{48}$/;

/** A new token and the hash to keep of it. */
export function mintWorkerToken(): { token: string; tokenHash: string } {
  const token = `mmwt_${randomBytes(24).toString('hex')}`;
  return { token, tokenHash: hashWorkerToken(token) };
}

/** `sha256:` and the hex digest. The token has 192 random bits, so that a plain hash is as good as a slow one. */
export function hashWorkerToken(token: string): string {
  return `sha256:${createHash('sha256').update(token).digest('hex')}`;
}

/**
 * The live token of a worker's call. It is looked up by its hash: what a lookup's timing tells of a hash tells nothing
 * of the token, so that no comparison of the token itself takes place.
 * @throws {Problem} `worker_auth_failed` when the header is missing or the token unknown, revoked or expired.
 */
export async function authenticateWorker(
  store: QueueStore,
  header: string | undefined,
): Promise<WorkerToken> {
  const token =
    header !== undefined && FORM.test(header)
      ? await store.workerTokens.findByHash(hashWorkerToken(header))
      : null;
  if (!token)
    throw new Problem(
      'worker_auth_failed',
      header === undefined
        ? `The call is a worker's. Send a worker token in the header ${WORKER_TOKEN_HEADER}.`
        : 'The worker token is unknown, revoked or expired. Have a new one made.',
      { headers: { 'www-authenticate': 'MoonMind-Worker-Token' } },
    );
  return token;
}
