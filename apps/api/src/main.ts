/**
 * The process: starts the service, ends it on SIGTERM and SIGINT. `migrate` brings the database up to date and ends;
 * `--print-config` shows what the environment says, and ends.
 */
import { printableConfig, readConfig } from './config.js';
import { createLogger } from './logger.js';
import { migrateDatabase, startServer } from './server.js';

const USAGE = `Usage: node dist/main.js [migrate | --print-config | --help]

Without an argument the service starts; docs/configuration.md lists the variables it reads.
  migrate         brings the database up to date, under a lock, and ends
  --print-config  prints each variable's value as JSON, passwords masked, and ends
`;

const COMMANDS: Readonly<Record<string, () => Promise<void> | void>> = {
  async migrate() {
    await migrateDatabase(readConfig(process.env));
    process.stdout.write('The database is up to date.\n');
  },
  '--print-config': () => {
    process.stdout.write(`${JSON.stringify(printableConfig(process.env), null, 2)}\n`);
  },
  '--help': () => {
    process.stdout.write(USAGE);
  },
};

async function serve(): Promise<void> {
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
}

const [argument, ...more] = process.argv.slice(2);
const command = argument === undefined ? serve : more.length === 0 ? COMMANDS[argument] : undefined;
if (!command) {
  process.stderr.write(USAGE);
  process.exit(2);
}
try {
  await command();
} catch (error) {
  const failed = command === serve ? 'MoonMind did not start.' : 'MoonMind did not do it.';
  process.stderr.write(`${failed}\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
