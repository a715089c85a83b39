/** Tokens of workers and of users: created and shown once, listed, revoked. */
import { answerOf, type components } from '@moonmind/queue-client/client';
import { EXIT, type ExitCode } from '../exit.js';
import { err, out } from '../io.js';
import { allPages } from './pages.js';
import { connect, type RemoteFlags } from './settings.js';
import { showJson, showRows } from './show.js';

type NewWorkerToken = components['schemas']['NewWorkerToken'];
type NewApiToken = components['schemas']['NewApiToken'];

export interface WorkerTokenFlags extends RemoteFlags {
  readonly description?: string;
  readonly type?: NonNullable<NewWorkerToken['allowedJobTypes']>;
  readonly repository?: string[];
  readonly capability?: string[];
  readonly expires?: string;
}

export async function createWorkerToken(workerId: string, flags: WorkerTokenFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const body = {
    workerId,
    ...(flags.description === undefined ? {} : { description: flags.description }),
    ...(flags.type ? { allowedJobTypes: flags.type } : {}),
    ...(flags.repository ? { allowedRepositories: flags.repository } : {}),
    ...(flags.capability ? { capabilities: flags.capability } : {}),
    ...(flags.expires === undefined ? {} : { expiresAt: flags.expires }),
  };
  const made = await answerOf(client.POST('/api/queue/workers/tokens', { body }));
  return shownOnce(made.token, made, flags);
}

export async function listWorkerTokens(flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const items = await allPages((cursor) =>
    answerOf(client.GET('/api/queue/workers/tokens', { params: { query: cursor ? { cursor } : {} } })),
  );
  showRows(
    items,
    {
      id: ({ id }) => id,
      worker: ({ workerId }) => workerId,
      active: ({ isActive }) => (isActive ? 'yes' : 'no'),
      expires: ({ expiresAt }) => expiresAt,
      description: ({ description }) => description,
    },
    flags,
  );
  return EXIT.clean;
}

export async function revokeWorkerToken(tokenId: string, flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const params = { path: { tokenId } };
  const token = await answerOf(client.POST('/api/queue/workers/tokens/{tokenId}/revoke', { params }));
  return revoked(token, flags);
}

export interface ApiTokenFlags extends RemoteFlags {
  readonly scope: NewApiToken['scopes'];
  readonly expires?: string;
}

export async function createApiToken(name: string, flags: ApiTokenFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const body = {
    name,
    scopes: flags.scope,
    ...(flags.expires === undefined ? {} : { expiresAt: flags.expires }),
  };
  const made = await answerOf(client.POST('/api/tokens', { body }));
  return shownOnce(made.token, made, flags);
}

export async function listApiTokens(flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const items = await allPages((cursor) =>
    answerOf(client.GET('/api/tokens', { params: { query: cursor ? { cursor } : {} } })),
  );
  showRows(
    items,
    {
      id: ({ id }) => id,
      name: ({ name }) => name,
      scopes: ({ scopes }) => scopes.join(','),
      expires: ({ expiresAt }) => expiresAt,
      revoked: ({ revokedAt }) => revokedAt,
      'last used': ({ lastUsedAt }) => lastUsedAt,
    },
    flags,
  );
  return EXIT.clean;
}

export async function revokeApiToken(tokenId: string, flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const params = { path: { tokenId } };
  const token = await answerOf(client.POST('/api/tokens/{tokenId}/revoke', { params }));
  return revoked(token, flags);
}

/** The token alone on standard output, for `TOKEN=$(moonmind …)`. */
function shownOnce(token: string, whole: unknown, { json }: RemoteFlags): ExitCode {
  if (json) {
    showJson(whole);
    return EXIT.clean;
  }
  out.write(`${token}\n`);
  err.write('Keep it: it is shown this once.\n');
  return EXIT.clean;
}

function revoked(token: { readonly id: string }, { json }: RemoteFlags): ExitCode {
  if (json) showJson(token);
  else out.write(`${token.id} revoked\n`);
  return EXIT.clean;
}
