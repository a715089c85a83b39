/** The command that makes an API token without one: the first of a service. */
import { parseArgs } from 'node:util';
import { type ApiToken, type QueueStore, SCOPES } from '@moonmind/queue-store';
import type { ActName } from './auth/acts.js';
import { mintApiToken } from './auth/users.js';
import { isPresentable } from './http/client-values.js';

const DAY_MS = 86_400_000;

/** Tells what is wrong with the command's arguments. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

export interface ApiTokenWish {
  readonly name: string;
  readonly scopes: ApiToken['scopes'];
  readonly expiresAt: string | null;
}

/**
 * Reads `--name NAME [--scopes A,B] [--days N]`. Default: all scopes, without an end.
 * @throws {ArgumentError} with what would be right.
 */
export function readApiTokenArguments(args: readonly string[], now = new Date()): ApiTokenWish {
  const { name, scopes = SCOPES.join(), days } = parsed(args);
  const wanted = scopes.split(',').map((scope) => scope.trim());
  if (name === undefined || name.trim() === '' || !isPresentable(name))
    throw new ArgumentError('--name must say whom the token is for, in at most 128 characters.');
  if (wanted.some((scope) => !SCOPES.some((known) => known === scope)))
    throw new ArgumentError(`--scopes must be a comma-separated list of ${SCOPES.join(', ')}.`);
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days))
    throw new ArgumentError('--days must be a whole number of days from 1 to 99999.');
  return {
    name,
    scopes: SCOPES.filter((scope) => wanted.includes(scope)),
    expiresAt: days === undefined ? null : new Date(now.getTime() + Number(days) * DAY_MS).toISOString(),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { name: { type: 'string' }, scopes: { type: 'string' }, days: { type: 'string' } },
    }).values;
  } catch {
    // The parser's words repeat the argument, which may be anything.
    throw new ArgumentError('api-token takes --name, --scopes and --days, each with a value.');
  }
}

/** Makes the token; gives its secret, which is kept nowhere. */
export async function makeApiToken(
  store: Pick<QueueStore, 'apiTokens'>,
  wish: ApiTokenWish,
): Promise<{ token: string; apiToken: ApiToken }> {
  const { token, tokenHash } = mintApiToken();
  const action: ActName = 'api_token.create';
  const nobody = { target: null, actorId: null, actorName: null, address: null, requestId: null };
  const act = { ...nobody, action, actorKind: 'command' } as const;
  return { token, apiToken: await store.apiTokens.create({ ...wish, tokenHash, act }) };
}
