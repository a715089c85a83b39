/** The worker as its users run it, a process of its own, against the service on both databases (SC-003). */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createLogger, readConfig, startServer } from '@moonmind/api';
import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));

// What the test reads of the service's answers.
const Run = z.object({ jobId: z.string() });
const Job = z.looseObject({ id: z.string(), status: z.string(), startedAt: z.string().nullable() });
const Events = z.object({ items: z.array(z.object({ payload: z.unknown() })) });
const Stage = z.object({ stage: z.string(), status: z.string() });

/** A manifest of each kind of source, with the capabilities that it comes to require. */
const MANIFESTS = [
  {
    reader: 'GithubRepositoryReader',
    provider: 'openai',
    store: 'qdrant',
    requires: ['manifest', 'embeddings', 'openai', 'qdrant', 'github'],
  },
  {
    reader: 'ConfluenceReader',
    provider: 'google',
    store: 'pgvector',
    requires: ['manifest', 'embeddings', 'google', 'pgvector', 'confluence'],
  },
  {
    reader: 'SimpleDirectoryReader',
    provider: 'ollama',
    store: 'milvus',
    requires: ['manifest', 'embeddings', 'ollama', 'milvus', 'local_fs'],
  },
] as const;

/** What the service's environment says of its database, and how to be rid of it. */
const DATABASES: [string, () => Promise<{ env: Record<string, string>; drop: () => Promise<void> }>][] = [
  [
    'PGlite',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'moonmind-worker-'));
      return { env: { MOONMIND_DATA_DIR: folder }, drop: () => rm(folder, { recursive: true }) };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const { url, drop } = await createTestDatabase();
      return { env: { DATABASE_URL: url }, drop };
    },
  ],
];

describe.each(DATABASES)('a manifest worker on %s', (_database, open) => {
  const closers: (() => Promise<void>)[] = [];
  /** The service, and the way to it on which the worker's claims may be tampered with. */
  let url: string;
  let workerUrl: string;
  let tamper: (claimed: string) => string | Promise<string> = (claimed) => claimed;
  const tokens = new Map<string, string>();
  let running: ChildProcess | undefined;

  beforeAll(async () => {
    const { env, drop } = await open();
    closers.unshift(drop);
    const server = await startServer(readConfig({ PORT: '0', ...env }), createLogger('silent'));
    closers.unshift(() => server.stop());
    url = server.url;

    const way = createServer(async (request, response) => {
      const answer = await fetch(url + request.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-moonmind-worker-token': String(request.headers['x-moonmind-worker-token']),
        },
        body: await text(request),
      });
      const body = await answer.text();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(request.url?.endsWith('/claim') ? await tamper(body) : body);
    });
    way.listen(0, '127.0.0.1');
    await once(way, 'listening');
    closers.unshift(async () => {
      way.closeAllConnections();
      way.close();
    });
    const address = way.address();
    if (address === null || typeof address === 'string') throw new Error('the way has no port');
    workerUrl = `http://127.0.0.1:${address.port}`;
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async function makeToken(workerId: string): Promise<string> {
    const answer = await call('POST', '/api/queue/workers/tokens', { workerId });
    const [token] = /mmwt_[0-9a-f]{48}/.exec(JSON.stringify(answer)) ?? [];
    if (token === undefined) throw new Error('the answer holds no token');
    return token;
  }

  /** Starts the worker once for the given capabilities, and waits for its end. */
  async function work(workerId: string, capabilities: readonly string[]): Promise<void> {
    const token = tokens.get(workerId) ?? (await makeToken(workerId));
    tokens.set(workerId, token);
    const child = spawn(process.execPath, [WORKER, '--once'], {
      env: {
        PATH: process.env.PATH,
        MOONMIND_URL: workerUrl,
        MOONMIND_WORKER_TOKEN: token,
        WORKER_ID: workerId,
        CAPABILITIES: capabilities.join(','),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    const [code] = await once(child, 'exit');
    expect(code, output).toBe(0);
  }

  /** Puts a manifest into the registry and starts a run of it; gives the job's id. */
  async function run(name: string, { reader, provider, store }: (typeof MANIFESTS)[number]): Promise<string> {
    const content = [
      'version: v0',
      `metadata: {name: ${name}, description: "Zeichen: äöü ✓"}`,
      `embeddings: {provider: ${provider}}`,
      `vectorStore: {type: ${store}}`,
      `dataSources: [{type: ${reader}}]`,
      '',
    ].join('\n');
    await call('PUT', `/api/manifests/${name}`, { content });
    return Run.parse(await call('POST', `/api/manifests/${name}/runs`, { action: 'run' })).jobId;
  }

  const job = async (id: string) => Job.parse(await call('GET', `/api/queue/jobs/${id}`));
  const manifest = (name: string) => call('GET', `/api/manifests/${name}`);

  it.each(MANIFESTS)(
    'finishes a run of $reader, $provider and $store when it can do more than is required',
    async (kind) => {
      const name = `covers-${kind.provider}`;
      const id = await run(name, kind);
      expect(await job(id)).toMatchObject({ payload: { requiredCapabilities: kind.requires } });
      expect(await manifest(name)).toMatchObject({ lastRun: { jobId: id, status: 'queued' } });

      await work('superset', [...kind.requires, 'gpu', 'docker']);

      const done = await job(id);
      expect(done).toMatchObject({ status: 'succeeded', attempt: 1, resultSummary: `run of ${name} done` });
      const { startedAt, finishedAt } = done;
      expect(await manifest(name)).toMatchObject({
        lastRun: { jobId: id, status: 'succeeded', startedAt, finishedAt },
      });
      const stages = Events.parse(await call('GET', `/api/queue/jobs/${id}/events`)).items.flatMap(
        ({ payload }) => {
          const { data } = Stage.safeParse(payload);
          return data ? [`${data.stage} ${data.status}`] : [];
        },
      );
      expect(stages).toEqual(
        ['validate', 'plan', 'run', 'finalize'].flatMap((stage) => [
          `moonmind.manifest.${stage} started`,
          `moonmind.manifest.${stage} completed`,
        ]),
      );
    },
  );

  it('gets nothing when it lacks any one of the required capabilities', async () => {
    const [kind] = MANIFESTS;
    const id = await run('lacking', kind);
    await Promise.all(
      kind.requires.map((missing) =>
        work(`without-${missing}`, [
          ...kind.requires.filter((capability) => capability !== missing),
          'docker',
        ]),
      ),
    );
    expect((await job(id)).status).toBe('queued');
    await work('exact', kind.requires);
    expect((await job(id)).status).toBe('succeeded');
  });

  it('fails a job whose text is not the one that its hash pins', async () => {
    const [kind] = MANIFESTS;
    const id = await run('tampered', kind);
    tamper = (claimed) => claimed.replace('Zeichen', 'zeichen');
    await work('hash', kind.requires);
    tamper = (claimed) => claimed;

    expect(await job(id)).toMatchObject({
      status: 'failed',
      errorMessage: 'the text handed over does not match manifestHash',
    });
    expect(await manifest('tampered')).toMatchObject({ lastRun: { jobId: id, status: 'failed' } });
  });

  it('acknowledges a cancellation that came while it claimed', async () => {
    const [kind] = MANIFESTS;
    const id = await run('cancelled', kind);
    tamper = async (claimed) => {
      await call('POST', `/api/queue/jobs/${id}/cancel`, { reason: 'a change of mind' });
      return claimed;
    };
    await work('cancel', kind.requires);
    tamper = (claimed) => claimed;
    expect((await job(id)).status).toBe('cancelled');
  });

  it('hands the job back, no attempt spent, when it is told to end', async () => {
    const [kind] = MANIFESTS;
    const id = await run('released', kind);
    tamper = (claimed) => {
      running?.kill('SIGTERM');
      return claimed;
    };
    await work('stopped', kind.requires);
    tamper = (claimed) => claimed;
    expect(await job(id)).toMatchObject({ status: 'queued', attempt: 1, claimedBy: null });
    await work('next', kind.requires);
    expect((await job(id)).status).toBe('succeeded');
  });

  it('takes nothing but manifest jobs', async () => {
    const payload = { repository: 'acme/docs', task: { instructions: 'x' } };
    const { id } = Job.parse(await call('POST', '/api/queue/jobs', { type: 'task', payload }));
    await work('manifests-only', ['codex', 'git', 'gh']);
    expect((await job(id)).status).toBe('queued');
  });
});

it('says what it needs when it is not told', async () => {
  const child = spawn(process.execPath, [WORKER, '--once'], { env: { WORKER_ID: 'w' }, stdio: 'pipe' });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(code).toBe(2);
  expect(errors).toContain('Set MOONMIND_WORKER_TOKEN, WORKER_ID and CAPABILITIES');
});
