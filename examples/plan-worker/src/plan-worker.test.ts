import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestService, type TestService } from '@moonmind/api/testing';
import {
  answerOf,
  createQueueClient,
  createWorker,
  type Job,
  type QueueClient,
} from '@moonmind/queue-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsIn } from './directory.js';
import { chunksOf } from './estimate.js';
import { planJob } from './plan-job.js';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

let service: TestService;
let client: QueueClient;
let token = '';
beforeAll(async () => {
  service = await startTestService();
  client = createQueueClient({ url: service.url });
  token = await service.tokenFor('planner');
});
afterAll(() => service.close());

function textOf(name: string, inputDir: string): string {
  return `version: v0
metadata:
  name: ${name}
embeddings:
  provider: openai
  batchSize: 10
vectorStore:
  type: qdrant
dataSources:
  - id: docs
    type: SimpleDirectoryReader
    params:
      inputDir: ${inputDir}
      recursive: true
      requiredExts: [.md]
  - id: wiki
    type: ConfluenceReader
transforms:
  splitter:
    type: TokenTextSplitter
    chunkSize: 100
    chunkOverlap: 20
`;
}

/** Stores the text, queues it, and lets a worker plan it. */
async function plan(name: string, text: string, body: object = { action: 'plan' }): Promise<Job> {
  const params = { path: { name } };
  await client.PUT('/api/manifests/{name}', { params, body: { content: text } });
  const { jobId } = await answerOf(client.POST('/api/manifests/{name}/runs', { params, body }));
  const capabilities = ['manifest', 'embeddings', 'openai', 'qdrant', 'local_fs', 'confluence'];
  const worker = createWorker({ url: service.url, token, capabilities, handleSignals: false, say: () => {} });
  worker.handle('manifest', async (job) => {
    try {
      return await planJob(job, REPOSITORY);
    } finally {
      worker.stop();
    }
  });
  await worker.run();
  return answerOf(client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId } } }));
}

async function artifactsOf(jobId: string): Promise<Map<string, string>> {
  const { items } = await answerOf(
    client.GET('/api/queue/jobs/{jobId}/artifacts', { params: { path: { jobId } } }),
  );
  const texts = items.map(async ({ id, name }) => {
    const response = await fetch(`${service.url}/api/queue/jobs/${jobId}/artifacts/${id}/download`);
    return [name, await response.text()] as const;
  });
  return new Map(await Promise.all(texts));
}

async function stagesOf(jobId: string): Promise<string[]> {
  const { items } = await answerOf(
    client.GET('/api/queue/jobs/{jobId}/events', { params: { path: { jobId } } }),
  );
  return items
    .map(({ payload }) => Object(payload))
    .filter(({ stage }) => stage !== undefined)
    .map(({ stage, status }) => `${stage} ${status}`);
}

it('plans a real folder, and reports what an independent count finds', async () => {
  const docs = path.join(REPOSITORY, 'docs');
  const sizes = readdirSync(docs)
    .filter((file) => file.endsWith('.md'))
    .map((file) => statSync(path.join(docs, file)).size);
  // By the definition: chunks begin every 80 tokens until one reaches the end.
  const chunks = sizes.map((bytes) => {
    const tokens = Math.ceil(bytes / 4);
    let count = 1;
    for (let end = 100; end < tokens; end += 80) count += 1;
    return count;
  });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

  const text = textOf('repo-docs', './docs');
  const job = await plan('repo-docs', text);
  expect(job).toMatchObject({ status: 'succeeded' });
  const artifacts = await artifactsOf(job.id);
  expect([...artifacts.keys()].sort()).toEqual([
    'logs/manifest.log',
    'manifest/input.yaml',
    'reports/plan.json',
  ]);
  expect(artifacts.get('manifest/input.yaml')).toBe(text);
  const totals = {
    files: sizes.length,
    bytes: sum(sizes),
    chunks: sum(chunks),
    embeddingBatches: Math.ceil(sum(chunks) / 10),
    unreachable: 1,
  };
  expect(JSON.parse(artifacts.get('reports/plan.json') ?? '')).toMatchObject({
    name: 'repo-docs',
    dataSources: [
      { id: 'docs', reachable: true, files: sizes.length },
      { id: 'wiki', reachable: false },
    ],
    totals,
  });
  expect(artifacts.get('logs/manifest.log')).toContain(job.resultSummary);

  expect(await stagesOf(job.id)).toEqual(
    ['validate', 'plan', 'finalize'].flatMap((stage) => [
      `moonmind.manifest.${stage} started`,
      `moonmind.manifest.${stage} completed`,
    ]),
  );
  const stored = await answerOf(
    client.GET('/api/manifests/{name}', { params: { path: { name: 'repo-docs' } } }),
  );
  expect(stored.state.stateJson).toMatchObject({ plannedHash: stored.contentHash, files: sizes.length });
});

it('takes no more documents than maxDocs allows', async () => {
  const job = await plan('few', textOf('few', 'docs'), { action: 'plan', options: { maxDocs: 2 } });
  const report = JSON.parse((await artifactsOf(job.id)).get('reports/plan.json') ?? '');
  expect(report.totals.files).toBe(2);
});

it.each([
  ['run', 'docs', { action: 'run' }, 'later phase'],
  ['plan', '../..', { action: 'plan' }, "leads out of the worker's folder"],
  ['plan', 'no/such/folder', { action: 'plan' }, 'not there'],
])('fails for good in its stage %s, and says why: %s', async (stage, inputDir, body, why) => {
  const job = await plan('fails', textOf('fails', inputDir), body);
  expect(job).toMatchObject({ status: 'failed', attempt: 1, errorMessage: expect.stringContaining(why) });
  expect((await stagesOf(job.id)).at(-1)).toBe(`moonmind.manifest.${stage} failed`);
});

it('stops where its job is cancelled, and leaves no report', async () => {
  const params = { path: { name: 'cancelled' } };
  await client.PUT('/api/manifests/{name}', {
    params,
    body: { content: textOf('cancelled', 'docs') },
  });
  const started = client.POST('/api/manifests/{name}/runs', { params, body: { action: 'plan' } });
  const path = { jobId: (await answerOf(started)).jobId };
  const capabilities = ['manifest', 'embeddings', 'openai', 'qdrant', 'local_fs', 'confluence'];
  const options = { url: service.url, token, capabilities, leaseSeconds: 3 };
  const worker = createWorker({ ...options, handleSignals: false, say: () => {} });
  worker.handle('manifest', async (job) => {
    await client.POST('/api/queue/jobs/{jobId}/cancel', { params: { path }, body: {} });
    await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
    try {
      return await planJob(job, REPOSITORY);
    } finally {
      worker.stop();
    }
  });
  await worker.run();
  const job = await answerOf(client.GET('/api/queue/jobs/{jobId}', { params: { path } }));
  expect(job.status).toBe('cancelled');
  expect([...(await artifactsOf(path.jobId)).keys()]).toEqual([]);
});

describe('a folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-plan-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const signal = new AbortController().signal;

  it('is read as its parameters say, without links and hidden files', async () => {
    mkdirSync(path.join(folder, 'deep'));
    for (const [file, text] of [
      ['a.md', 'a'],
      ['b.TXT', 'bb'],
      ['.hidden.md', 'h'],
      ['deep/c.md', 'ccc'],
    ] as const)
      writeFileSync(path.join(folder, file), text);
    symlinkSync(REPOSITORY, path.join(folder, 'link'));
    const read = async (params: object) =>
      (await documentsIn(params, { root: folder, signal })).map(
        ({ path: file, bytes }) => `${file} ${bytes}`,
      );
    expect(await read({})).toEqual(['a.md 1', 'b.TXT 2']);
    expect(await read({ recursive: true, requiredExts: ['md'] })).toEqual(['a.md 1', 'deep/c.md 3']);
    expect(await read({ recursive: true, exclude: ['deep/**'] })).toEqual(['a.md 1', 'b.TXT 2']);
    expect(await read({ excludeHidden: false })).toEqual(['.hidden.md 1', 'a.md 1', 'b.TXT 2']);
    await expect(read({ inputDir: 'link' })).rejects.toThrow('leads out');
  });

  it('is read no further once its job is cancelled', async () => {
    const cancel = new AbortController();
    const reading = documentsIn({ recursive: true }, { root: REPOSITORY, signal: cancel.signal });
    // Behind the look at the folder, within the walk.
    setImmediate(() => cancel.abort(new Error('The job is cancelled.')));
    await expect(reading).rejects.toThrow('The job is cancelled.');
  });
});

it.each([
  [0, 0],
  [1, 1],
  [400, 1],
  [401, 2],
  [720, 2],
  [721, 3],
])('%i bytes are %i chunks of 100 tokens that overlap by 20', (bytes, chunks) => {
  expect(
    chunksOf(bytes, { type: 'TokenTextSplitter', chunkSize: 100, chunkOverlap: 20, unit: 'tokens' }),
  ).toBe(chunks);
});
