// Compiled twice by release:check: as an ES module, and as CommonJS, which knows no top-level await.
import { createServer } from 'node:http';
import { createJobAcceptor } from '@moonmind/job-types';
import { createManifestContract, normalizeManifestJobPayload } from '@moonmind/manifest-contract';
import { deriveRequiredCapabilities } from '@moonmind/manifest-contract/capabilities';
import { formatJson } from '@moonmind/manifest-contract/format';
import { parseReference } from '@moonmind/manifest-contract/references';
import { manifestSchema } from '@moonmind/manifest-contract/schema';
import { detectSecrets } from '@moonmind/manifest-contract/secrets';
import { createWorker } from '@moonmind/queue-client';
import { createQueueClient } from '@moonmind/queue-client/client';
import { createEmbeddedStore } from '@moonmind/queue-store';

const content = `version: v0
metadata:
  name: release-check
embeddings:
  provider: openai
vectorStore:
  type: qdrant
dataSources:
  - id: docs
    type: GithubRepositoryReader
    params:
      owner: octo
      repo: docs
`;

/** Each part that is offered alone does its work. */
function useParts(capabilities: readonly string[]): void {
  const manifest = {
    version: 'v0',
    metadata: { name: 'release-check' },
    embeddings: { provider: 'openai' },
    vectorStore: { type: 'qdrant' },
    dataSources: [{ type: 'GithubRepositoryReader' }],
  };
  const parts = {
    capabilities: deriveRequiredCapabilities(manifest).join() === capabilities.join(),
    format: JSON.parse(formatJson([])) !== null,
    references: parseReference('${NAME}')?.kind === 'env',
    schema: manifestSchema.safeParse(manifest).success,
    secrets: detectSecrets('password: hunter2-x\n').length === 1 && detectSecrets(content).length === 0,
  };
  for (const [part, works] of Object.entries(parts)) {
    if (!works) throw new Error(`@moonmind/manifest-contract/${part} does not work.`);
  }
}

/** A worker takes one job of a service that stands in for the real one, with its heart in a thread, and tells its end. */
async function useWorker(): Promise<void> {
  const told: string[] = [];
  const job = { id: 'j', type: 'task', payload: {}, leaseToken: 't', attempt: 1, maxAttempts: 1 };
  const server = createServer((request, response) => {
    const verb = (request.url ?? '').split('/').at(-1) ?? '';
    told.push(verb);
    const jobs = verb === 'claim' && told.filter((one) => one === 'claim').length === 1 ? [job] : [];
    const items = [{ jobId: 'j', result: 'ok' }];
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end(JSON.stringify({ workerId: 'w', jobs, items })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const worker = createWorker({ url, token: 't', capabilities: ['codex'], leaseSeconds: 3 });
  worker.handle('task', async () => {
    while (!told.includes('heartbeat')) await new Promise((resolve) => setTimeout(resolve, 50));
    worker.stop();
  });
  await worker.run();
  const { response } = await createQueueClient({ url }).GET('/api/queue/summary');
  server.close();
  if (!response.ok || !told.includes('complete')) throw new Error(`The worker told ${told.join()}.`);
}

async function main(): Promise<void> {
  await useWorker();
  const payload = { manifest: { name: 'release-check', source: { kind: 'inline', content } } };
  const normalized = normalizeManifestJobPayload(payload);
  useParts(normalized.requiredCapabilities);

  const acceptor = createJobAcceptor({ manifest: createManifestContract() });
  const store = await createEmbeddedStore({ memory: true });
  try {
    const { job } = await store.jobs.create({
      job: acceptor.accept({ type: 'manifest', payload }),
      userId: 'ada',
    });
    const [claimed] = await store.jobs.claim({
      workerId: 'worker-1',
      leaseSeconds: 60,
      capabilities: normalized.requiredCapabilities,
    });
    if (claimed?.id !== job.id) throw new Error('The worker was not given the job.');
    const done = await store.jobs.complete({
      jobId: job.id,
      workerId: 'worker-1',
      leaseToken: claimed.leaseToken,
      resultSummary: 'Done.',
    });
    if (done.status !== 'succeeded') throw new Error(`The job is ${done.status}.`);
    console.log(normalized.manifestHash, normalized.requiredCapabilities.join(), done.status);
  } finally {
    await store.close();
  }
}

main();
