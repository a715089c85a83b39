/** Who may call a route, and how a caller is told. */
import type { QueueStore, WorkerToken } from '@moonmind/queue-store';
import type { ProblemCode } from '../problems/codes.js';
import { authenticateWorker, WORKER_TOKEN_HEADER } from './worker-token.js';

/** A kind of caller; `identify` gives who it is. */
export interface Caller<Who> {
  readonly kind: 'anyone' | 'user' | 'worker';
  /** The problems that `identify` and the caller's policy may answer with. */
  readonly problems: readonly ProblemCode[];
  identify(header: (name: string) => string | undefined): Promise<Who>;
}

export interface User {
  readonly userId: string;
}

export interface Callers {
  readonly anyone: Caller<null>;
  readonly user: Caller<User>;
  readonly worker: Caller<WorkerToken>;
}

/** Without user auth every user is this one (wire contract, "Who may call"). */
const LOCAL_USER: User = { userId: '00000000-0000-0000-0000-000000000000' };

export function createCallers(store: QueueStore): Callers {
  return {
    anyone: { kind: 'anyone', problems: [], identify: async () => null },
    // No credential exists for users yet, and a worker's is none: its header is not even read.
    user: { kind: 'user', problems: [], identify: async () => LOCAL_USER },
    worker: {
      kind: 'worker',
      problems: ['worker_auth_failed', 'worker_not_authorized'],
      identify: (header) => authenticateWorker(store, header(WORKER_TOKEN_HEADER)),
    },
  };
}
