/** The service's configuration, read once from the environment. */
import path from 'node:path';
import type { TaskDefaults } from '@moonmind/job-types';
import { nearest } from '@moonmind/manifest-contract';
import type { OidcOptions } from './auth/jwt.js';
import { type Environment, HELP, readValues, type Values } from './config-variables.js';

export interface Config {
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Where the bytes of artifacts lie. */
  readonly artifactsDir: string;
  readonly allowPathSource: boolean;
  /** The capabilities that every manifest job requires, lower-case and distinct. */
  readonly manifestCapabilities: readonly string[];
  /** What task-like jobs fall back on. */
  readonly tasks: TaskDefaults;
  /** How long jobs are kept after their end, in days; 0: for ever. */
  readonly retentionDays: number;
  /** How long the audit log is kept, in days; 0: for ever. */
  readonly auditRetentionDays: number;
  readonly logLevel: Values['LOG_LEVEL'];
  /** Origins whose pages may call. */
  readonly corsOrigins: readonly string[];
  /** Null: users need no credential, and the service listens on loopback alone. */
  readonly userAuth: { readonly oidc: OidcOptions | null } | null;
  /** Whether scrapes of `/metrics` need none all the same. */
  readonly metricsForAnyone: boolean;
  /** Reverse proxies in front of the service, each of which adds to X-Forwarded-For. */
  readonly proxies: number;
  /** Requests a minute for each caller; 0: any number. */
  readonly rateLimit: number;
  /** How long the service goes on serving once it says that it is about to stop, in seconds. */
  readonly drainSeconds: number;
  /** How long a request may take to come in, in seconds. */
  readonly requestSeconds: number;
  /** Connections at most. */
  readonly maxConnections: number;
}

/** Requests a minute of each caller where users need a credential: no person and no page comes near it. */
const DEFAULT_RATE_LIMIT = 6_000;

/**
 * Reads the configuration. A variable that is empty or blank counts as absent; a relative folder starts at `cwd`.
 * @throws {ConfigError} with one line for each variable that is wrong: what it must be, and an example.
 */
export function readConfig(env: Environment, cwd = process.cwd()): Config {
  const values = readValues(env);
  const dataDir = path.resolve(cwd, values.MOONMIND_DATA_DIR);
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    dataDir,
    artifactsDir: path.resolve(cwd, values.MOONMIND_ARTIFACTS_DIR ?? path.join(dataDir, 'artifacts')),
    allowPathSource: values.MOONMIND_ALLOW_PATH_SOURCE,
    manifestCapabilities: values.MOONMIND_MANIFEST_REQUIRED_CAPABILITIES,
    tasks: {
      ...(values.MOONMIND_DEFAULT_REPOSITORY ? { repository: values.MOONMIND_DEFAULT_REPOSITORY } : {}),
      ...(values.MOONMIND_DEFAULT_RUNTIME ? { runtime: values.MOONMIND_DEFAULT_RUNTIME } : {}),
      codex: {
        ...(values.MOONMIND_CODEX_MODEL ? { model: values.MOONMIND_CODEX_MODEL } : {}),
        ...(values.MOONMIND_CODEX_EFFORT ? { effort: values.MOONMIND_CODEX_EFFORT } : {}),
      },
    },
    retentionDays: values.MOONMIND_RETENTION_DAYS,
    auditRetentionDays: values.MOONMIND_AUDIT_RETENTION_DAYS,
    logLevel: values.LOG_LEVEL,
    corsOrigins: values.MOONMIND_CORS_ORIGINS,
    userAuth: values.MOONMIND_AUTH === 'required' ? { oidc: oidcOf(values) } : null,
    metricsForAnyone: values.MOONMIND_METRICS_FOR_ANYONE,
    proxies: values.MOONMIND_PROXIES,
    rateLimit: rateLimitOf(values),
    drainSeconds: values.MOONMIND_DRAIN_SECONDS,
    requestSeconds: values.MOONMIND_REQUEST_SECONDS,
    maxConnections: values.MOONMIND_MAX_CONNECTIONS,
  };
}

/**
 * What each variable is set to or defaults to, to be shown: passwords are masked, variables without a value are null.
 * @throws {ConfigError} as `readConfig`.
 */
export function printableConfig(env: Environment): Record<string, unknown> {
  const values = readValues(env);
  const shown: Record<string, unknown> = {
    ...values,
    DATABASE_URL: values.DATABASE_URL && masked(values.DATABASE_URL),
    MOONMIND_RATE_LIMIT: rateLimitOf(values),
  };
  return Object.fromEntries(Object.keys(HELP).map((name) => [name, shown[name] ?? null]));
}

/** Variables of the other programs, which may stand in the same environment. */
const OTHERS = ['MOONMIND_URL', 'MOONMIND_TOKEN', 'MOONMIND_WORKER_TOKEN', 'MOONMIND_ROOT'];

/**
 * Variables that begin as the service's do and are none: misspelt ones set nothing, which may leave a door open.
 * @returns their names with the nearest right one, or null; never a value.
 */
export function unknownVariables(
  env: Environment,
): { readonly name: string; readonly nearest: string | null }[] {
  const known = Object.keys(HELP);
  return Object.keys(env)
    .filter((name) => name.startsWith('MOONMIND_') && !known.includes(name) && !OTHERS.includes(name))
    .map((name) => ({ name, nearest: nearest(name, known) }));
}

/** Who can be told apart is bounded unless the configuration says otherwise; who cannot is on this machine. */
function rateLimitOf(values: Values): number {
  return values.MOONMIND_RATE_LIMIT ?? (values.MOONMIND_AUTH === 'required' ? DEFAULT_RATE_LIMIT : 0);
}

/** A URL whose password, and all that its query holds, is struck out. */
function masked(given: string): string {
  const url = new URL(given);
  if (url.password) url.password = '***';
  for (const name of [...url.searchParams.keys()]) url.searchParams.set(name, '***');
  return url.href;
}

function oidcOf(values: Values): OidcOptions | null {
  const { MOONMIND_OIDC_ISSUER: issuer, MOONMIND_OIDC_AUDIENCE: audience } = values;
  if (issuer === undefined || audience === undefined) return null;
  const { MOONMIND_OIDC_ALGORITHMS: algorithms, MOONMIND_OIDC_SCOPES_CLAIM: scopesClaim } = values;
  const workerScope = values.MOONMIND_OIDC_WORKER_SCOPE ?? null;
  return { issuer, audience, algorithms, scopesClaim, workerScope };
}
