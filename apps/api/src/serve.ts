/** The service from its start to the signal that ends it. */
import { once } from 'node:events';
import { readConfig, unknownVariables } from './config.js';
import { createLogger } from './logger.js';
import { startServer } from './server.js';

/**
 * Serves as the environment says, logs to standard output, and returns once SIGTERM or SIGINT has ended it in good order.
 * @param env the variables of docs/configuration.md.
 * @throws {ConfigError} variables are wrong; its message tells all of them.
 * @throws as `startServer`.
 */
export async function serve(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const config = readConfig(env);
  const logger = createLogger(config.logLevel);
  for (const { name, nearest } of unknownVariables(env))
    logger.warn({ name, nearest }, 'the environment has a variable that the service does not know');
  const server = await startServer(config, logger);
  const database = config.databaseUrl ? 'postgresql' : 'embedded';
  logger.info({ url: server.url, database }, `MoonMind listens on ${server.url}`);
  const told = new AbortController();
  const { signal } = told;
  const ended = (['SIGTERM', 'SIGINT'] as const).map(async (name) => {
    await once(process, name, { signal });
    return name;
  });
  logger.info({ signal: await Promise.race(ended) }, 'stopping');
  // From here on a second signal ends the process as it ends any other.
  for (const other of ended) other.catch(() => {});
  told.abort();
  await server.stop();
}
