/** Users who act as workers by their JWT, where the configuration names the scope that lets them. */
import { Problem } from '../problems/problem.js';
import { bearerIn, keyOfUser, type UserAuthentication, userOfJwt } from './users.js';
import type { ActingWorker } from './worker-policy.js';

/**
 * The worker that the user of a JWT acts as: the one whose id is the JWT's subject, and no other, so that nobody reports on
 * another one's jobs. An API token is never a worker's.
 * @throws {Problem} `worker_auth_failed` when the header bears no good JWT, `worker_not_authorized` when its claim does not
 * list the scope, `issuer_unavailable`.
 */
export async function authenticateWorkingUser(
  authentication: Pick<UserAuthentication, 'known' | 'verifyJwt'>,
  header: string,
  workerScope: string,
): Promise<ActingWorker> {
  const user = await userOfJwt(authentication, bearerIn(header));
  if (!user)
    throw new Problem(
      'worker_auth_failed',
      'The credential is no JWT that is taken here. Send a worker token, or a JWT that may act as a worker.',
      {
        headers: {
          'www-authenticate': 'MoonMind-Worker-Token, Bearer realm="moonmind", error="invalid_token"',
        },
      },
    );
  if (user.workerId === null)
    throw new Problem(
      'worker_not_authorized',
      'The JWT does not list the scope that lets its user act as a worker. Send one that does, or a worker token.',
      {
        headers: {
          'www-authenticate': `Bearer realm="moonmind", error="insufficient_scope", scope="${workerScope}"`,
        },
      },
    );
  const { workerId, expiresAt } = user;
  return {
    key: keyOfUser(user),
    workerId,
    expiresAt,
    allowedRepositories: [],
    allowedJobTypes: [],
    capabilities: [],
  };
}
