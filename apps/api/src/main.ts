#!/usr/bin/env node
/**
 * The process: starts the service, ends it on SIGTERM and SIGINT. `migrate` brings the database up to date and ends;
 * `api-token` makes a credential and ends; `--print-config` shows what the environment says, and ends.
 */
import { printableConfig, readConfig } from './config.js';
import { readApiTokenArguments } from './make-api-token.js';
import { serve } from './serve.js';
import { createApiToken, migrateDatabase } from './server.js';

const USAGE = `Usage: moonmind-api [migrate | api-token … | --print-config | --help]

Without an argument the service starts; docs/configuration.md lists the variables it reads.
  migrate         brings the database up to date, under a lock, and ends
  api-token --name NAME [--scopes A,B,…] [--days N]
                  makes an API token and prints it: with these scopes (default: all), for so many days (default: any)
  --print-config  prints each variable's value as JSON, passwords masked, and ends
`;

const COMMANDS: Readonly<Record<string, (...args: string[]) => Promise<void> | void>> = {
  async migrate() {
    await migrateDatabase(readConfig(process.env));
    process.stdout.write('The database is up to date.\n');
  },
  async 'api-token'(...args) {
    const wish = readApiTokenArguments(args);
    process.stdout.write(`${await createApiToken(readConfig(process.env), wish)}\n`);
  },
  '--print-config': () => {
    process.stdout.write(`${JSON.stringify(printableConfig(process.env), null, 2)}\n`);
  },
  '--help': () => {
    process.stdout.write(USAGE);
  },
};

async function start(): Promise<void> {
  await serve(process.env);
  // Whatever a library still holds open keeps no service alive that has stopped.
  process.exit(0);
}

/** Commands that take arguments of their own. */
const WITH_ARGUMENTS = ['api-token'];

const [argument, ...more] = process.argv.slice(2);
const isTooMuch = more.length > 0 && !WITH_ARGUMENTS.includes(argument ?? '');
const command = argument === undefined ? start : isTooMuch ? undefined : COMMANDS[argument];
if (!command) {
  process.stderr.write(USAGE);
  process.exit(2);
}
try {
  await command(...more);
} catch (error) {
  const failed = command === start ? 'MoonMind did not start.' : 'MoonMind did not do it.';
  process.stderr.write(`${failed}\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
