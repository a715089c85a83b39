/** What the abuses are held against: the built service twice, with and without user authentication. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ApiServer, makeApiToken, startApi } from '@moonmind/testing';

/** A request must have come in within so many seconds: slow ones need not be waited for longer. */
export const REQUEST_SECONDS = 3;

export interface World {
  /** Users need a credential. */
  readonly guarded: ApiServer;
  /** Users need none: only this machine may call. */
  readonly local: ApiServer;
  /** Every scope, for `guarded`. */
  readonly bearer: string;
  readonly folder: string;
  call(method: string, path: string, sent?: Sent): Promise<Reply>;
  /** Bytes that `guarded` has in memory. */
  residentBytes(): Promise<number>;
  end(): Promise<void>;
}

export interface Sent {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly body: ReturnType<JSON['parse']>;
}

export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-abuse-'));
  const common = { MOONMIND_REQUEST_SECONDS: String(REQUEST_SECONDS), LOG_LEVEL: 'info' };
  const env = { ...common, MOONMIND_DATA_DIR: path.join(folder, 'guarded'), MOONMIND_AUTH: 'required' };
  const bearer = await makeApiToken(env);
  const guarded = await startApi(env);
  const local = await startApi({ ...common, MOONMIND_DATA_DIR: path.join(folder, 'local') });
  const call: World['call'] = async (method, route, { body, raw, headers = {} } = {}) => {
    const response = await fetch(guarded.url + route, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(raw === undefined ? {} : { body: raw }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return {
    guarded,
    local,
    bearer,
    folder,
    call,
    async residentBytes() {
      const { text } = await call('GET', '/metrics');
      return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1] ?? 'NaN');
    },
    async end() {
      await Promise.all([guarded.end(), local.end()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Throws, with what was expected, unless it holds. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

export const TASK = { type: 'task', payload: { repository: 'owner/repo', task: { instructions: 'x' } } };
