import { StoreError } from '../store.js';

/** The database holds a schema newer than this version of the store knows: a newer release has run on it. */
export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError';
}

/** SQLSTATE classes and codes that say "not now": connection trouble, shutdown, no resources or no time left. */
const UNAVAILABLE_STATE = /^(08...|53...|57014|57P0[1-5]|25006)$/;

/** What postgres.js and Node say when there is no connection, or no more. */
const UNAVAILABLE_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The error's SQLSTATE or system code, wherever a driver has put it. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return errorCode(error.cause);
}

/** A lost connection or a server that shuts down becomes `database_unavailable`; any other error stays what it is. */
export function classified(error: unknown): unknown {
  const code = errorCode(error);
  if (code === undefined || error instanceof StoreError) return error;
  if (!UNAVAILABLE_STATE.test(code) && !UNAVAILABLE_CODES.has(code)) return error;
  return unavailable(error);
}

/** The refusal of a call that found no database to serve it. */
export function unavailable(cause?: unknown): StoreError {
  return new StoreError('database_unavailable', 'The database does not answer; try again shortly.', {
    cause,
  });
}
