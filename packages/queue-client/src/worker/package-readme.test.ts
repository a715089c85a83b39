/** The README's worker, pasted, on the built package. (A file whose name begins with readme would be packed.) */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startTestService } from '@moonmind/api/testing';
import { expect, it } from 'vitest';
import { answerOf, createQueueClient } from '../client/client.js';

const MANIFEST = `version: v0
metadata:
  name: repo-docs
embeddings:
  provider: openai
vectorStore:
  type: pgvector
dataSources:
  - type: GithubRepositoryReader
`;

it("the README's worker takes a job, leaves its file, and ends on SIGTERM", async () => {
  const service = await startTestService();
  const client = createQueueClient({ url: service.url });
  // Beside the package's own package.json, where its name leads to itself.
  const file = fileURLToPath(new URL('../../readme-example.tmp.mjs', import.meta.url));
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const example = /^```ts\n(.*?)^```/ms.exec(readme)?.[1] ?? '';
  expect(example).toContain('http://127.0.0.1:8787');
  let worker: ChildProcess | undefined;
  writeFileSync(file, example.replace('http://127.0.0.1:8787', service.url));
  try {
    const params = { path: { name: 'repo-docs' } };
    await client.PUT('/api/manifests/{name}', { params, body: { content: MANIFEST } });
    const body = { action: 'plan' };
    const { jobId } = await answerOf(client.POST('/api/manifests/{name}/runs', { params, body }));
    worker = spawn(process.execPath, [file], {
      env: { PATH: process.env.PATH, MOONMIND_WORKER_TOKEN: await service.tokenFor('readme') },
      stdio: 'ignore',
    });
    const ended = once(worker, 'exit');
    const path = { jobId };
    // Ends with the job: the stream of a job's events does.
    await (await fetch(`${service.url}/api/queue/jobs/${jobId}/events/stream`)).text();
    worker.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const job = await answerOf(client.GET('/api/queue/jobs/{jobId}', { params: { path } }));
    expect(job).toMatchObject({ status: 'succeeded', resultSummary: 'planned' });
    const { items } = await answerOf(client.GET('/api/queue/jobs/{jobId}/artifacts', { params: { path } }));
    expect(items.map(({ name }) => name)).toEqual(['reports/plan.json']);
  } finally {
    worker?.kill('SIGKILL');
    rmSync(file);
    await service.close();
  }
});
