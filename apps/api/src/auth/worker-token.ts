/** Worker tokens: `mmwt_` and 48 hex digits. */
import type { QueueStore, WorkerToken } from '@moonmind/queue-store';
import { Problem } from '../problems/problem.js';
import type { KnownCredentials } from './known-credentials.js';
import { hashToken, mintToken } from './secret-token.js';
import type { ActingWorker } from './worker-policy.js';

export const WORKER_TOKEN_HEADER = 'X-MoonMind-Worker-Token';

const PREFIX = 'mmwt_';
const FORM = /^mmwt_[0-9a-f]{48}$/;

/** A new token and the hash to keep of it. */
export const mintWorkerToken = () => mintToken(PREFIX);

/**
 * The live token of a worker's call. It is looked up by its hash: what a lookup's timing tells of a hash tells nothing
 * of the token, so that no comparison of the token itself takes place.
 * @throws {Problem} `worker_auth_failed` when the header is missing or the token unknown, revoked or expired.
 */
export async function authenticateWorker(
  store: Pick<QueueStore, 'workerTokens'>,
  known: KnownCredentials<WorkerToken>,
  header: string | undefined,
): Promise<ActingWorker> {
  const token =
    header !== undefined && FORM.test(header)
      ? await known.get(hashToken(header), store.workerTokens.findByHash)
      : null;
  if (!token)
    throw new Problem(
      'worker_auth_failed',
      header === undefined
        ? `The call is a worker's. Send a worker token in the header ${WORKER_TOKEN_HEADER}.`
        : 'The worker token is unknown, revoked or expired. Have a new one made.',
      { headers: { 'www-authenticate': 'MoonMind-Worker-Token' } },
    );
  const { workerId, allowedRepositories, allowedJobTypes, capabilities, expiresAt } = token;
  const policy = { workerId, allowedRepositories, allowedJobTypes, capabilities, expiresAt };
  return { ...policy, key: `worker token ${token.id}` };
}
