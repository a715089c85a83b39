/** The worker as people start it: a process of its own, built. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startTestService, type TestService } from '@moonmind/api/testing';
import { answerOf, createQueueClient } from '@moonmind/queue-client';
import { afterAll, beforeAll, expect, it } from 'vitest';

const PROGRAM = path.resolve(import.meta.dirname, '../dist/main.js');
const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

function start(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: REPOSITORY,
    env: { PATH: process.env.PATH, MOONMIND_URL: service.url, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, said })) };
}

it('plans whatever a manifest may require, and ends on SIGTERM', async () => {
  const client = createQueueClient({ url: service.url });
  const readers = [
    'SimpleDirectoryReader',
    'GithubRepositoryReader',
    'GoogleDriveReader',
    'ConfluenceReader',
  ];
  const pairs = [
    ['openai', 'qdrant'],
    ['google', 'pgvector'],
    ['ollama', 'milvus'],
  ];
  const texts = pairs.map(
    ([provider, store]) => `version: v0
metadata: { name: all-${provider} }
embeddings: { provider: ${provider} }
vectorStore: { type: ${store} }
dataSources:
${readers.map((type) => `  - { type: ${type}, params: { inputDir: docs } }`).join('\n')}
`,
  );
  const { child, ended } = start({ MOONMIND_WORKER_TOKEN: await service.tokenFor('planner') });
  for (const content of texts) {
    const name = /name: ([\w-]+)/.exec(content)?.[1] ?? '';
    const params = { path: { name } };
    await answerOf(client.PUT('/api/manifests/{name}', { params, body: { content } }));
    const { jobId } = await answerOf(
      client.POST('/api/manifests/{name}/runs', { params, body: { action: 'plan' } }),
    );
    const job = { path: { jobId } };
    await expect
      .poll(() => answerOf(client.GET('/api/queue/jobs/{jobId}', { params: job })), { timeout: 15_000 })
      .toMatchObject({ status: 'succeeded', resultSummary: expect.stringContaining(`planned ${name}`) });
  }
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, said: 'moonmind worker: draining: 0 jobs run\n' });
});

it('says what it needs: exit code 2', async () => {
  const { code, said } = await start({}).ended;
  expect(code).toBe(2);
  expect(said).toContain('MOONMIND_WORKER_TOKEN');
});
