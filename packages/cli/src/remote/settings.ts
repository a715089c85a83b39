/** Where the service is and who calls: from flags, the environment, and a file, in that order. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scanString } from '@moonmind/manifest-contract/secrets';
import { createQueueClient, type QueueClient } from '@moonmind/queue-client/client';
import { UsageError } from '../exit.js';

/** The flags of every command that calls the service. */
export interface RemoteFlags {
  readonly url?: string;
  /** The name of the variable that holds the token. */
  readonly tokenEnv?: string;
  readonly json?: boolean;
}

export const SETTINGS_FILE = 'moonmind.config.json';
const KEYS = ['url', 'tokenEnv'] as const;

/** A connection to the service, as settings say. @throws {UsageError} a setting is wrong. */
export interface Connection {
  readonly url: string;
  readonly token: string | undefined;
  readonly client: QueueClient;
}

/** Connects. @throws {UsageError} a setting is wrong; the message says which. */
export function connect(flags: RemoteFlags): Connection {
  const file = readSettings(process.cwd());
  const { env } = process;
  // An empty variable counts as absent.
  const url = flags.url ?? (env.MOONMIND_URL || (file.url ?? 'http://127.0.0.1:8787'));
  const tokenEnv = flags.tokenEnv ?? (env.MOONMIND_TOKEN ? 'MOONMIND_TOKEN' : file.tokenEnv);
  const token = tokenEnv === undefined ? undefined : env[tokenEnv];
  if (tokenEnv !== undefined && !token)
    throw new UsageError(
      isVariable(tokenEnv)
        ? `The variable ${tokenEnv} is to hold the token, and is empty.`
        : `--token-env and tokenEnv take the name of a variable, such as MOONMIND_TOKEN: not the token itself.`,
    );
  try {
    return { url, token, client: createQueueClient({ url, ...(token ? { token } : {}) }) };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.replace('`url`', 'The URL'));
    throw error;
  }
}

/** Whether it is the name of a variable: what may be a token is not repeated. */
function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !/^mm\w{0,2}t_/.test(name) && scanString(name).length === 0;
}

/** The settings file of this folder, or of the nearest above. */
function readSettings(folder: string): Partial<Record<(typeof KEYS)[number], string>> {
  const file = path.join(folder, SETTINGS_FILE);
  if (!existsSync(file)) {
    const above = path.dirname(folder);
    return above === folder ? {} : readSettings(above);
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(`${file} is no JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file} holds no object.`);
  const entries = Object.entries(value);
  for (const [key, setting] of entries)
    if (!KEYS.some((known) => known === key) || typeof setting !== 'string')
      throw new UsageError(
        `${file} takes ${KEYS.join(' and ')}, each a string; a token itself belongs into the environment.`,
      );
  return Object.fromEntries(entries);
}
