/** Credentials of workers and of users. */
import type { JobType } from '@moonmind/job-types';
import type { Scope } from '../api-tokens/scopes.js';
import type { Act } from './audit.js';

export interface WorkerToken {
  readonly id: string;
  readonly workerId: string;
  readonly description: string | null;
  readonly allowedRepositories: string[];
  readonly allowedJobTypes: JobType[];
  readonly capabilities: string[];
  readonly isActive: boolean;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface NewWorkerToken {
  readonly act?: Act | null;
  readonly tokenHash: string;
  readonly workerId: string;
  readonly description?: string | null;
  readonly allowedRepositories?: readonly string[];
  readonly allowedJobTypes?: readonly JobType[];
  readonly capabilities?: readonly string[];
  readonly expiresAt?: string | null;
}

/** A user's API token, without its secret. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: Scope[];
  /** Null: made by the service's command. */
  readonly createdByUserId: string | null;
  /** Null: never. */
  readonly expiresAt: string | null;
  /** To the minute; null: never. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly createdAt: string;
}

export interface NewApiToken {
  readonly act?: Act | null;
  readonly tokenHash: string;
  readonly name: string;
  /** At least one. */
  readonly scopes: readonly Scope[];
  /** Who makes it. Default: the service's command. */
  readonly userId?: string | null;
  readonly expiresAt?: string | null;
}
