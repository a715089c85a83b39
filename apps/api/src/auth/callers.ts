/** Who may call a route, and how a caller is told. */
import type { QueueStore, Scope, WorkerToken } from '@moonmind/queue-store';
import type { ProblemCode } from '../problems/codes.js';
import { jwtVerifier, type OidcOptions } from './jwt.js';
import { KnownCredentials } from './known-credentials.js';
import { assertScope, authenticateUser, type KnownUser, LOCAL_USER, type User } from './users.js';
import { authenticateWorker, WORKER_TOKEN_HEADER } from './worker-token.js';

/** A kind of caller; `identify` gives who it is, `authorize` throws unless they may call. */
export interface Caller<Who> {
  readonly kind: 'anyone' | 'user' | 'worker';
  /** What a user's credential must allow. */
  readonly scope: Scope | null;
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
  readonly worker: Caller<WorkerToken>;
  /** To be called when a token was revoked: it opens nothing more in this process. In others, within 5 seconds. */
  forgetCredentials(): void;
}

/** How users are told. */
export interface UserAuth {
  /** Whose JWTs are taken beside API tokens. Default: none. */
  readonly oidc?: OidcOptions | null;
}

/**
 * @param userAuth null: users need no credential, and none is even read. A worker's is never a user's, nor the other way
 * round: each is read from its own header.
 */
export function createCallers(store: QueueStore, userAuth: UserAuth | null): Callers {
  const users = new KnownCredentials<KnownUser>();
  const verifyJwt = userAuth?.oidc && jwtVerifier(userAuth.oidc);
  const authentication = { store, known: users, ...(verifyJwt ? { verifyJwt } : {}) };
  const workerTokens = new KnownCredentials<WorkerToken>();
  return {
    anyone: {
      kind: 'anyone',
      scope: null,
      problems: [],
      identify: async () => null,
      authorize() {},
      key: () => null,
      actor: () => null,
    },
    user: (scope) => ({
      kind: 'user',
      scope,
      problems: ['auth_required', 'issuer_unavailable'],
      identify: userAuth
        ? (header) => authenticateUser(authentication, header('authorization'))
        : async () => LOCAL_USER,
      authorize: (user) => assertScope(user, scope),
      key: ({ kind, userId }) => (kind === 'local' ? null : `user ${userId}`),
      actor: (user) => user,
    }),
    worker: {
      kind: 'worker',
      scope: null,
      problems: ['worker_auth_failed', 'worker_not_authorized'],
      identify: (header) => authenticateWorker(store, workerTokens, header(WORKER_TOKEN_HEADER)),
      authorize() {},
      key: ({ id }) => `worker token ${id}`,
      actor: () => null,
    },
    forgetCredentials() {
      users.clear();
      workerTokens.clear();
    },
  };
}
