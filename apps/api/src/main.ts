/** The process: starts the service, ends it on SIGTERM and SIGINT. */
import { readConfig } from './config.js';
import { createLogger } from './logger.js';
import { startServer } from './server.js';

try {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const server = await startServer(config, logger);
  const database = config.databaseUrl ? 'postgresql' : 'embedded';
  logger.info({ url: server.url, database }, `MoonMind listens on ${server.url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, async () => {
      logger.info({ signal }, 'stopping');
      await server.stop();
      process.exit(0);
    });
} catch (error) {
  process.stderr.write(
    `MoonMind did not start.\n${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
