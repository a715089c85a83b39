/** The service itself, in this process. */
import { ConfigError, serve as serveApi } from '@moonmind/api';
import { EXIT, type ExitCode, FailedError, UsageError } from './exit.js';

export interface ServeFlags {
  readonly port?: number;
  readonly host?: string;
  readonly dataDir?: string;
}

/**
 * Serves until SIGTERM or SIGINT. Flags go before the environment, which says all else.
 * @throws {UsageError} the configuration is wrong. @throws {FailedError} the service could not start.
 */
export async function serve({ port, host, dataDir }: ServeFlags): Promise<ExitCode> {
  const flags = { PORT: port?.toString(), HOST: host, MOONMIND_DATA_DIR: dataDir };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  try {
    await serveApi({ ...process.env, ...Object.fromEntries(given) });
    return EXIT.clean;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw error instanceof ConfigError ? new UsageError(message) : new FailedError(message);
  }
}
