/** Who may call a route, and how a caller is told. */
import type { QueueStore, Scope, WorkerToken } from '@moonmind/queue-store';
import type { ProblemCode } from '../problems/codes.js';
import { jwtVerifier, type OidcOptions } from './jwt.js';
import { KnownCredentials } from './known-credentials.js';
import { assertScope, authenticateUser, type KnownUser, keyOfUser, LOCAL_USER, type User } from './users.js';
import type { ActingWorker } from './worker-policy.js';
import { authenticateWorker, WORKER_TOKEN_HEADER } from './worker-token.js';
import { authenticateWorkingUser } from './working-user.js';

/** A kind of caller; `identify` gives who it is, `authorize` throws unless they may call. */
export interface Caller<Who> {
  readonly kind: 'anyone' | 'user' | 'worker';
  /** What a user's credential must allow. */
  readonly scope: Scope | null;
  /** With what listed in their JWT's claim a user may call a worker's route; null: with nothing. */
  readonly workerScope: string | null;
  /** The problems that `identify` and the caller's policy may answer with. */
  readonly problems: readonly ProblemCode[];
  identify(header: (name: string) => string | undefined): Promise<Who>;
  authorize(who: Who): void;
  /** What the caller's requests are counted by; null: their address. */
  key(who: Who): string | null;
  /** Whose acts those of the caller are; null: nobody's. */
  actor(who: Who): User | null;
}

export interface Callers {
  readonly anyone: Caller<null>;
  /** Users whose credential has the scope. */
  user(scope: Scope): Caller<User>;
  /** Workers, by their token; and users by a JWT where the configuration lets them act as one. */
  readonly worker: Caller<ActingWorker>;
  /** To be called when a token was revoked: it opens nothing more in this process. In others, within 5 seconds. */
  forgetCredentials(): void;
}

/** How users are told. */
export interface UserAuth {
  /** Whose JWTs are taken beside API tokens. Default: none. */
  readonly oidc?: OidcOptions | null;
}

/**
 * @param userAuth null: users need no credential, and none is even read. A worker's is never a user's: each is read from its
 * own header. A user's is a worker's only as `workerScope` says, where the call bears no worker token.
 */
export function createCallers(store: QueueStore, userAuth: UserAuth | null): Callers {
  const users = new KnownCredentials<KnownUser>();
  const verifyJwt = userAuth?.oidc && jwtVerifier(userAuth.oidc);
  const authentication = { store, known: users, ...(verifyJwt ? { verifyJwt } : {}) };
  const workerScope = userAuth?.oidc?.workerScope ?? null;
  const workerTokens = new KnownCredentials<WorkerToken>();
  return {
    anyone: {
      kind: 'anyone',
      scope: null,
      workerScope: null,
      problems: [],
      identify: async () => null,
      authorize() {},
      key: () => null,
      actor: () => null,
    },
    user: (scope) => ({
      kind: 'user',
      scope,
      workerScope: null,
      problems: ['auth_required', 'issuer_unavailable'],
      identify: userAuth
        ? (header) => authenticateUser(authentication, header('authorization'))
        : async () => LOCAL_USER,
      authorize: (user) => assertScope(user, scope),
      key: (user) => (user.kind === 'local' ? null : keyOfUser(user)),
      actor: (user) => user,
    }),
    worker: {
      kind: 'worker',
      scope: null,
      workerScope,
      problems: [
        'worker_auth_failed',
        'worker_not_authorized',
        ...(workerScope === null ? [] : (['issuer_unavailable'] as const)),
      ],
      identify(header) {
        const token = header(WORKER_TOKEN_HEADER);
        const user = header('authorization');
        return workerScope !== null && token === undefined && user !== undefined
          ? authenticateWorkingUser(authentication, user, workerScope)
          : authenticateWorker(store, workerTokens, token);
      },
      authorize() {},
      key: ({ key }) => key,
      actor: () => null,
    },
    forgetCredentials() {
      users.clear();
      workerTokens.clear();
    },
  };
}
