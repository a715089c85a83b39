/** The app for tests, each answer held against what the OpenAPI document promises. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { z } from '@hono/zod-openapi';
import { createJobAcceptor } from '@moonmind/job-types';
import { createManifestContract } from '@moonmind/manifest-contract';
import type { QueueStore } from '@moonmind/queue-store';
import { createApp } from '../app.js';
import type { UserAuth } from '../auth/callers.js';
import type { Api } from '../http/operation.js';
import { createLogger } from '../logger.js';
import { type ArtifactFiles, artifactFolder } from '../queue/artifact-files.js';
import type { HubLimits } from '../queue/event-hub.js';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON body, into which tests look freely; undefined when the answer is none. */
  readonly body: ReturnType<JSON['parse']>;
}

export interface Sent {
  readonly body?: unknown;
  /** Sent as it is, beside its content-type in `headers`. */
  readonly raw?: string | Uint8Array | ReadableStream;
  readonly headers?: Readonly<Record<string, string>>;
  /** A worker token. */
  readonly token?: string;
  /** A user's credential. Default: the API's own; null: none. */
  readonly bearer?: string | null;
}

export interface TestApi {
  readonly app: Api;
  readonly store: QueueStore;
  /** All log lines so far. */
  readonly log: string[];
  call(method: string, path: string, sent?: Sent): Promise<Reply>;
  post(path: string, body?: unknown, sent?: Sent): Promise<Reply>;
  get(path: string, sent?: Sent): Promise<Reply>;
  put(path: string, body: unknown, sent?: Sent): Promise<Reply>;
  /** A worker with a token of its own. */
  worker(policy?: Readonly<Record<string, unknown>>): Promise<TestWorker>;
  /** Cancels what is queued, so that a claim finds only what its test submits. */
  clear(): Promise<void>;
}

export interface TestWorker {
  readonly id: string;
  readonly token: string;
  /** A worker's call with its token and workerId. */
  post(path: string, body?: Readonly<Record<string, unknown>>): Promise<Reply>;
}

export interface TestApiOptions {
  readonly allowPathSource?: boolean;
  readonly draining?: AbortSignal;
  readonly stopping?: AbortSignal;
  readonly streams?: HubLimits;
  readonly corsOrigins?: readonly string[];
  readonly rateLimit?: number;
  readonly userAuth?: UserAuth;
  readonly metricsForAnyone?: boolean;
  /** The credential of the calls that name none. */
  readonly bearer?: string;
  /** Default: a folder of its own, of which nothing is left behind. */
  readonly artifactFiles?: ArtifactFiles;
}

/** Scripts clean up as they exit; test processes do not, but all their files go with the run. */
function folderForNow(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-artifacts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function createTestApi(store: QueueStore, options: TestApiOptions = {}): TestApi {
  const log: string[] = [];
  const contract = createManifestContract({ allowPathSource: options.allowPathSource ?? false });
  const logger = createLogger('trace', { write: (line) => void log.push(line) });
  const {
    artifactFiles = artifactFolder(folderForNow()),
    allowPathSource: _,
    bearer: own,
    ...others
  } = options;
  const app = createApp({
    store,
    contract,
    acceptor: createJobAcceptor({ manifest: contract }),
    logger,
    artifactFiles,
    ...others,
  });
  const promised = promises(app);

  const call: TestApi['call'] = async (
    method,
    path,
    { body, raw, headers = {}, token, bearer = own } = {},
  ) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { 'x-moonmind-worker-token': token } : {}),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(raw === undefined ? {} : { body: raw, duplex: 'half' }),
    });
    const text = await response.text();
    const isJson = text !== '' && /json/.test(response.headers.get('content-type') ?? '');
    const json = isJson ? JSON.parse(text) : undefined;
    promised(method, path, response, json);
    return { status: response.status, headers: response.headers, text, body: json };
  };
  const api: TestApi = {
    app,
    store,
    log,
    call,
    post: (path, body, sent) => call('POST', path, { ...(body === undefined ? {} : { body }), ...sent }),
    get: (path, sent) => call('GET', path, sent),
    put: (path, body, sent) => call('PUT', path, { body, ...sent }),
    async worker(policy = {}) {
      const id = `worker-${randomUUID().slice(0, 8)}`;
      const { body } = await api.post('/api/queue/workers/tokens', { workerId: id, ...policy });
      const token: string = body.token;
      return { id, token, post: (path, sent = {}) => api.post(path, { workerId: id, ...sent }, { token }) };
    },
    async clear() {
      for (;;) {
        const { items } = await store.jobs.list({ status: 'queued', limit: 200 });
        if (items.length === 0) return;
        for (const { id } of items) await store.jobs.cancel({ jobId: id, userId: LOCAL_USER });
      }
    },
  };
  return api;
}

export const LOCAL_USER = '00000000-0000-0000-0000-000000000000';

/** Throws when an answer has a status, a media type or a body that its route does not declare. */
function promises(app: Api) {
  const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route] : [],
  );
  return (method: string, path: string, response: Response, json: unknown) => {
    const pathname = new URL(path, 'http://localhost').pathname;
    const route = routes
      .filter((candidate) => candidate.method === method.toLowerCase())
      .find(({ path: pattern }) => new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname));
    // What is answered 405 is no operation.
    if (!route || response.status === 405) return;
    const told = `${method} ${route.path} answered ${response.status}`;
    const promise = Object.entries(route.responses).find(
      ([status]) => Number(status) === response.status,
    )?.[1];
    if (!promise || '$ref' in promise)
      throw new Error(`${told}, which it does not declare:\n${JSON.stringify(json)}`);
    const mediaType = response.headers.get('content-type')?.split(';')[0];
    if ([204, 304, 416].includes(response.status) || method === 'HEAD') return;
    const types = Object.entries(promise.content ?? {});
    // A file has a type of its own.
    const content = types.find(([type]) => [mediaType, 'application/octet-stream'].includes(type))?.[1];
    if (!content || !('schema' in content))
      throw new Error(`${told} as ${mediaType}, which it does not declare`);
    if (json === undefined) return;
    const result = (content.schema as z.ZodType).safeParse(json);
    if (!result.success)
      throw new Error(`${told} with another body than it declares: ${result.error.message}`);
    if (response.status >= 400 && !promise.description?.includes(`\`${Reflect.get(Object(json), 'code')}\``))
      throw new Error(`${told} with a code that it does not declare: ${JSON.stringify(json)}`);
  };
}
