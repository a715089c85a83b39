/** The environment's variables: what each may be, in a schema and in words. */
import { isIP } from 'node:net';
import path from 'node:path';
import { isRepository, RUNTIMES } from '@moonmind/job-types';
import { SCOPES } from '@moonmind/queue-store';
import * as z from 'zod';
import { isSafeUrl } from './auth/issuer-keys.js';
import { JWT_ALGORITHMS } from './auth/jwt.js';
import { isLoopback } from './auth/loopback.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** `universal` stands for the default and cannot be it. */
const DEFAULT_RUNTIMES = RUNTIMES.filter((runtime) => runtime !== 'universal');

export type Environment = Readonly<Record<string, string | undefined>>;

/** Tells every variable that is wrong, one a line. Holds no value: one of them may be a password. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const number = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(max));
const list = z
  .string()
  .transform((text) => [
    ...new Set(
      text
        .split(',')
        .map((item) => item.trim().toLowerCase())
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string().regex(/^[a-z0-9][a-z0-9._:-]{0,63}$/)).min(1));
const postgresUrl = z
  .string()
  .refine((url) => URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol));
const host = z
  .string()
  .transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
  .refine((name) => isIP(name) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(name));

const origins = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .pipe(z.array(z.string().refine((item) => URL.canParse(item) && new URL(item).origin === item)));

const algorithms = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .pipe(z.array(z.enum(JWT_ALGORITHMS)).min(1));

/** A name that no scope of users has: whoever works must have been let to on purpose. */
const workerScope = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/)
  .refine((name) => !SCOPES.some((scope) => scope === name));

const variables = z.object({
  PORT: number(65_535).default(8787),
  HOST: host.default('127.0.0.1'),
  DATABASE_URL: postgresUrl.nullable().default(null),
  MOONMIND_DATA_DIR: z.string().default(path.join('.moonmind', 'data')),
  MOONMIND_ARTIFACTS_DIR: z.string().optional(),
  MOONMIND_ALLOW_PATH_SOURCE: z.stringbool().default(false),
  MOONMIND_MANIFEST_REQUIRED_CAPABILITIES: list.default(['manifest']),
  MOONMIND_DEFAULT_REPOSITORY: z.string().refine(isRepository).optional(),
  MOONMIND_DEFAULT_RUNTIME: z.string().toLowerCase().pipe(z.enum(DEFAULT_RUNTIMES)).optional(),
  MOONMIND_CODEX_MODEL: z.string().max(128).optional(),
  MOONMIND_CODEX_EFFORT: z.string().max(128).optional(),
  MOONMIND_RETENTION_DAYS: number(36_500).default(30),
  MOONMIND_AUDIT_RETENTION_DAYS: number(36_500).default(365),
  LOG_LEVEL: z.string().toLowerCase().pipe(z.enum(LOG_LEVELS)).default('info'),
  MOONMIND_AUTH: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['none', 'required']))
    .default('none'),
  MOONMIND_OIDC_ISSUER: z.string().refine(isSafeUrl).optional(),
  MOONMIND_OIDC_AUDIENCE: z.string().max(500).optional(),
  MOONMIND_OIDC_ALGORITHMS: algorithms.default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  MOONMIND_OIDC_SCOPES_CLAIM: z.string().max(200).default('scope'),
  MOONMIND_OIDC_WORKER_SCOPE: workerScope.optional(),
  MOONMIND_METRICS_FOR_ANYONE: z.stringbool().default(false),
  MOONMIND_CORS_ORIGINS: origins.default([]),
  MOONMIND_PROXIES: number(10).default(0),
  MOONMIND_RATE_LIMIT: number(1_000_000).nullable().default(null),
  MOONMIND_DRAIN_SECONDS: number(3600).default(0),
  MOONMIND_REQUEST_SECONDS: number(3600).pipe(z.number().min(1)).default(300),
  MOONMIND_MAX_CONNECTIONS: number(1_000_000).pipe(z.number().min(1)).default(10_000),
});

export type Values = z.infer<typeof variables>;

/** What each variable allows, in words, and an example. */
export const HELP: Readonly<Record<keyof typeof variables.shape, { allowed: string; example: string }>> = {
  PORT: { allowed: 'a whole number from 0 (picks a free port) to 65535', example: '8787' },
  HOST: {
    allowed:
      'a loopback address (localhost, 127.0.0.0/8 or ::1), or any other with MOONMIND_AUTH=required: without user authentication the service must not be reachable from outside this machine',
    example: '127.0.0.1',
  },
  DATABASE_URL: {
    allowed: 'a PostgreSQL URL, or absent for the embedded database',
    example: 'postgres://moonmind@localhost:5432/moonmind',
  },
  MOONMIND_DATA_DIR: { allowed: "the embedded database's folder", example: './.moonmind/data' },
  MOONMIND_ARTIFACTS_DIR: {
    allowed: "the folder of the artifacts' bytes, which all processes on one database share",
    example: '/var/lib/moonmind/artifacts',
  },
  MOONMIND_ALLOW_PATH_SOURCE: { allowed: 'true or false', example: 'false' },
  MOONMIND_MANIFEST_REQUIRED_CAPABILITIES: {
    allowed:
      'a comma-separated list of at least one capability, each of letters, digits, ".", "_", ":" or "-"',
    example: 'manifest,gpu',
  },
  MOONMIND_DEFAULT_REPOSITORY: {
    allowed: 'owner/repo, an http(s) URL without credentials, or git@host:owner/repo',
    example: 'owner/repo',
  },
  MOONMIND_DEFAULT_RUNTIME: { allowed: `one of ${DEFAULT_RUNTIMES.join(', ')}`, example: 'codex' },
  MOONMIND_CODEX_MODEL: { allowed: 'a model name of at most 128 characters', example: 'gpt-5-codex' },
  MOONMIND_CODEX_EFFORT: { allowed: 'an effort of at most 128 characters', example: 'medium' },
  MOONMIND_RETENTION_DAYS: {
    allowed: 'a whole number of days from 0 (keeps jobs for ever) to 36500',
    example: '30',
  },
  MOONMIND_AUDIT_RETENTION_DAYS: {
    allowed: 'a whole number of days from 0 (keeps the audit log for ever) to 36500',
    example: '365',
  },
  MOONMIND_AUTH: {
    allowed:
      'none (users need no credential, and only this machine may call) or required, which it must be where MOONMIND_OIDC_ISSUER is set',
    example: 'required',
  },
  MOONMIND_OIDC_ISSUER: {
    allowed:
      'the https URL of the OIDC issuer whose JWTs are taken, exactly as their iss has it (http on this machine alone); it is needed where MOONMIND_OIDC_AUDIENCE or MOONMIND_OIDC_WORKER_SCOPE is set',
    example: 'https://login.example.org/realms/team',
  },
  MOONMIND_OIDC_AUDIENCE: {
    allowed:
      'what the aud of a JWT must be or hold, at most 500 characters; it is needed where MOONMIND_OIDC_ISSUER is set',
    example: 'https://moonmind.example.org',
  },
  MOONMIND_OIDC_ALGORITHMS: {
    allowed: `a comma-separated list of ${JWT_ALGORITHMS.join(', ')}`,
    example: 'RS256,ES256',
  },
  MOONMIND_OIDC_SCOPES_CLAIM: {
    allowed: 'the name, at most 200 characters, of the claim that lists scopes',
    example: 'scope',
  },
  MOONMIND_OIDC_WORKER_SCOPE: {
    allowed: `what the scopes claim must list for a JWT to act as a worker: at most 100 visible ASCII characters without " and \\, and none of ${SCOPES.join(', ')}`,
    example: 'moonmind:work',
  },
  MOONMIND_METRICS_FOR_ANYONE: {
    allowed: 'true or false: whether /metrics needs no credential where users need one',
    example: 'false',
  },
  MOONMIND_CORS_ORIGINS: {
    allowed: 'a comma-separated list of origins, each a scheme and a host without path or slash at its end',
    example: 'https://console.example.org',
  },
  MOONMIND_PROXIES: {
    allowed:
      'the number, from 0 to 10, of reverse proxies in front of the service, each of which adds to X-Forwarded-For',
    example: '1',
  },
  MOONMIND_RATE_LIMIT: {
    allowed:
      'the requests a minute of each credential, or address without one, up to 1000000; 0 for any number',
    example: '6000',
  },
  MOONMIND_DRAIN_SECONDS: {
    allowed:
      'a whole number of seconds from 0 to 3600 for which the service still serves while /readyz answers 503',
    example: '10',
  },
  MOONMIND_REQUEST_SECONDS: {
    allowed: 'a whole number of seconds from 1 to 3600 within which a request must have come in',
    example: '300',
  },
  MOONMIND_MAX_CONNECTIONS: {
    allowed: 'a whole number of connections from 1 to 1000000',
    example: '10000',
  },
  LOG_LEVEL: { allowed: `one of ${LOG_LEVELS.join(', ')}`, example: 'info' },
};

/** The variables that another one forbids, or asks for; told beside those that are wrong by themselves. */
function contradictions(given: Environment): (keyof typeof variables.shape)[] {
  const isRequired = given.MOONMIND_AUTH?.toLowerCase() === 'required';
  const name = host.safeParse(given.HOST ?? '127.0.0.1');
  const issuer = given.MOONMIND_OIDC_ISSUER;
  const audience = given.MOONMIND_OIDC_AUDIENCE;
  return [
    ...(name.success && !isLoopback(name.data) && !isRequired ? (['HOST'] as const) : []),
    ...(issuer && !isRequired ? (['MOONMIND_AUTH'] as const) : []),
    ...(issuer && !audience ? (['MOONMIND_OIDC_AUDIENCE'] as const) : []),
    ...((audience || given.MOONMIND_OIDC_WORKER_SCOPE) && !issuer ? (['MOONMIND_OIDC_ISSUER'] as const) : []),
  ];
}

/**
 * What the variables are set to, or default to. One that is empty or blank counts as absent.
 * @throws {ConfigError} with one line for each variable that is wrong: what it must be, and an example.
 */
export function readValues(env: Environment): Values {
  const given = Object.keys(HELP).map((name) => [name, env[name]?.trim() || undefined]);
  const result = variables.safeParse(Object.fromEntries(given));
  const wrong = new Set(result.error?.issues.map((issue) => issue.path[0]));
  for (const name of contradictions(Object.fromEntries(given))) wrong.add(name);
  if (!result.success || wrong.size > 0) {
    const lines = Object.entries(HELP)
      .filter(([name]) => wrong.has(name))
      .map(([name, { allowed, example }]) => `${name} must be ${allowed}. For example: ${name}=${example}`);
    throw new ConfigError(lines.join('\n'));
  }
  return result.data;
}
