// Compiled twice by release:check: as an ES module, and as CommonJS, which knows no top-level await.
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
    format: formatJson([]).trim() === '[]',
    references: parseReference('${NAME}')?.kind === 'env',
    schema: manifestSchema.safeParse(manifest).success,
    secrets: detectSecrets('password: hunter2-x\n').length === 1 && detectSecrets(content).length === 0,
  };
  for (const [part, works] of Object.entries(parts)) {
    if (!works) throw new Error(`@moonmind/manifest-contract/${part} does not work.`);
  }
}

/** A worker takes a job of the service, with its heart in a thread, and tells its end though the first try is refused. */
async function useWorker(): Promise<void> {
  const { startTestService } = await import('@moonmind/api/testing');
  const service = await startTestService();
  try {
    const client = createQueueClient({ url: service.url });
    const payload = { repository: 'octo/docs', task: { instructions: 'Read.', publish: { mode: 'none' } } };
    const { data } = await client.POST('/api/queue/jobs', { body: { type: 'task', payload } });
    const jobId = data?.id ?? '';
    const token = await service.tokenFor('worker-1');
    const worker = createWorker({ url: service.url, token, capabilities: ['codex', 'git'], leaseSeconds: 3 });
    worker.handle('task', async () => {
      const before = (await client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId } } })).data;
      const beaten = async () => {
        const { data: job } = await client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId } } });
        return job?.leaseExpiresAt !== before?.leaseExpiresAt;
      };
      while (!(await beaten())) await new Promise((resolve) => setTimeout(resolve, 50));
      service.fail({ call: '/complete', how: 'unavailable' });
      worker.stop();
    });
    await worker.run();
    const { data: done } = await client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId } } });
    if (done?.status !== 'succeeded') throw new Error(`The worker's job is ${done?.status}.`);
  } finally {
    await service.close();
  }
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
