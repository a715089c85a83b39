/** How a command ends, for whoever called it. */

/** The exit codes. */
export const EXIT = {
  /** Nothing to tell of, or done. */
  clean: 0,
  /** Findings; a job that did not succeed; a difference. */
  findings: 1,
  /** The command line or the settings are wrong. */
  usage: 2,
  /** It could not be checked or done: a file that cannot be read, a service that does not answer or refuses. */
  failed: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line or the settings are wrong; the message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The work could not be done; the message says why. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
}
