/** Every error that can leave a handler, as the problem that the client sees. */
import { StoreError } from '@moonmind/queue-store';
import { Problem } from './problem.js';

/** The problem that an error makes; null for one that no one foresaw, which the caller logs and answers with 500. */
export function problemFrom(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof StoreError)) return null;
  // The driver's words may name hosts and users.
  if (error.code === 'database_unavailable')
    return new Problem('database_unavailable', 'The database does not answer. Try again in a moment.', {
      headers: { 'retry-after': '2' },
    });
  return new Problem(error.code, error.message);
}

/** The answer to an error that no one foresaw: nothing of its inside goes out. */
export function unforeseen(): Problem {
  return new Problem(
    'queue_internal_error',
    'The service failed to carry the call out. Try again, and report the requestId if it stays so.',
  );
}

/**
 * What may be logged of an unforeseen error: its name, its SQLSTATE and where it arose. Messages of database errors
 * quote statements with their parameters, and those of parsers quote their input, so no message is kept.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...code,
    stack: frames.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: loggable(error.cause) }),
  };
}
