/** The registry: put, get, list, history, diff, restore, delete. */
import { safeRedactSecrets, validateManifestText } from '@moonmind/manifest-contract';
import { answerOf, QueueApiError } from '@moonmind/queue-client/client';
import { EXIT, type ExitCode, FailedError, UsageError } from '../exit.js';
import { readText, shown } from '../files.js';
import { err, out } from '../io.js';
import { visible } from '../terminal/visible.js';
import { allPages } from './pages.js';
import { type Connection, connect, type RemoteFlags } from './settings.js';
import { showJson, showRows } from './show.js';

export interface PutFlags extends RemoteFlags {
  readonly name?: string;
  readonly message?: string;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly ifHash?: string;
}

export async function put(file: string, flags: PutFlags): Promise<ExitCode> {
  const connection = connect(flags);
  const text = readText(file);
  const name = flags.name ?? nameOf(file, text);
  const record = await putText(connection, name, text, { ...flags, over: flags.ifHash });
  if (flags.json) showJson(record);
  else out.write(`${name} ${flags.dryRun ? 'would be stored' : 'stored'} ${record.contentHash}\n`);
  for (const { message, line, column } of record.warnings)
    err.write(`${shown(file)}:${line}:${column}: warning: ${visible(message)}\n`);
  return EXIT.clean;
}

/** Stores a text under a name. `over`: only over this revision, or where it is null only where there is none. */
export function putText(
  { client }: Connection,
  name: string,
  text: string,
  { over, ...flags }: Omit<PutFlags, 'name' | 'ifHash'> & { readonly over?: string | null | undefined },
) {
  const query = {
    ...(flags.strict ? { fieldValidation: 'strict' as const } : {}),
    ...(flags.dryRun ? { dryRun: true } : {}),
  };
  const header =
    over === undefined ? {} : over === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${over}"` };
  const body = { content: text, ...(flags.message === undefined ? {} : { message: flags.message }) };
  return answerOf(client.PUT('/api/manifests/{name}', { params: { path: { name }, query, header }, body }));
}

/** The name that a manifest bears. @throws {FailedError} it bears none. */
export function nameOf(file: string, text: string): string {
  const { name } = validateManifestText(text);
  if (name === null)
    throw new FailedError(
      `${shown(file)} has no valid \`metadata.name\`; \`moonmind manifest lint\` tells why.`,
    );
  return name;
}

export async function get(name: string, flags: RemoteFlags): Promise<ExitCode> {
  const manifest = await getManifest(connect(flags), name);
  if (flags.json) showJson(manifest);
  else out.write(manifest.content);
  return EXIT.clean;
}

export function getManifest({ client }: Connection, name: string) {
  return answerOf(client.GET('/api/manifests/{name}', { params: { path: { name } } }));
}

export async function list(flags: RemoteFlags & { readonly search?: string }): Promise<ExitCode> {
  const items = await listManifests(connect(flags), flags.search);
  showRows(
    items,
    {
      name: ({ name }) => name,
      'last run': ({ lastRunStatus }) => lastRunStatus,
      updated: ({ updatedAt }) => updatedAt,
      hash: ({ contentHash }) => contentHash.slice(0, 19),
    },
    flags,
  );
  return EXIT.clean;
}

export function listManifests({ client }: Connection, search?: string) {
  return allPages((cursor) => {
    const query = { limit: 200, ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) };
    return answerOf(client.GET('/api/manifests', { params: { query } }));
  });
}

export async function history(name: string, flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const revisions = await allPages((cursor) => {
    const query = { limit: 200, ...(cursor ? { cursor } : {}) };
    return answerOf(client.GET('/api/manifests/{name}/revisions', { params: { path: { name }, query } }));
  });
  showRows(
    revisions,
    {
      stored: ({ createdAt }) => createdAt,
      hash: ({ contentHash }) => contentHash,
      by: ({ createdByUserId }) => createdByUserId,
      message: ({ message }) => message,
    },
    flags,
  );
  return EXIT.clean;
}

/** What a file, or an old revision, has other than what is stored. Raw secrets of the file are not shown. */
export async function diff(name: string, other: string, flags: RemoteFlags): Promise<ExitCode> {
  const connection = connect(flags);
  const stored = (await getManifest(connection, name)).content;
  const [from, to] = /^sha256:/.test(other)
    ? [await revisionText(connection, name, other), stored]
    : [stored, readText(other)];
  if (from === to) return EXIT.clean;
  const [before, after] = [presentable(from), presentable(to)];
  const { createTwoFilesPatch } = await import('diff');
  const names = /^sha256:/.test(other) ? [other, 'stored'] : ['stored', other];
  const patch = createTwoFilesPatch(names[0] ?? '', names[1] ?? '', before, after)
    .split('\n')
    .slice(1);
  for (const line of patch) {
    const colour = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : null;
    out.write(`${colour ? out.style(line, colour) : line}\n`);
  }
  return EXIT.findings;
}

async function revisionText({ client }: Connection, name: string, contentHash: string): Promise<string> {
  const params = { path: { name, contentHash } };
  return (await answerOf(client.GET('/api/manifests/{name}/revisions/{contentHash}', { params }))).content;
}

function presentable(text: string): string {
  const redacted = safeRedactSecrets(text);
  if (redacted.success) return redacted.text;
  throw new FailedError(
    'The text holds a raw secret that cannot be hidden; `moonmind manifest lint` tells where.',
  );
}

export async function restore(
  name: string,
  contentHash: string,
  flags: RemoteFlags & { readonly message?: string },
): Promise<ExitCode> {
  const { client } = connect(flags);
  const body = { contentHash, ...(flags.message === undefined ? {} : { message: flags.message }) };
  const params = { path: { name } };
  const record = await answerOf(client.POST('/api/manifests/{name}/restore', { params, body }));
  if (flags.json) showJson(record);
  else out.write(`${name} restored to ${record.contentHash}\n`);
  return EXIT.clean;
}

export async function remove(
  name: string,
  flags: RemoteFlags & { readonly yes?: boolean; readonly ifHash?: string },
): Promise<ExitCode> {
  if (!flags.yes) throw new UsageError(`Deleting takes all revisions of ${name} along; say --yes.`);
  const { client } = connect(flags);
  const header = flags.ifHash ? { 'If-Match': `"${flags.ifHash}"` } : {};
  await client.DELETE('/api/manifests/{name}', { params: { path: { name }, header } });
  out.write(`${name} deleted\n`);
  return EXIT.clean;
}

/** What is stored under a name, or null. */
export async function storedHash(connection: Connection, name: string): Promise<string | null> {
  try {
    return (await getManifest(connection, name)).contentHash;
  } catch (error) {
    if (error instanceof QueueApiError && error.code === 'manifest_not_found') return null;
    throw error;
  }
}
