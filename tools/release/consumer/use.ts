// Compiled twice by release:check: as an ES module, and as CommonJS, which knows no top-level await.
import { createJobAcceptor } from '@moonmind/job-types';
import { createManifestContract, normalizeManifestJobPayload } from '@moonmind/manifest-contract';
import { deriveRequiredCapabilities } from '@moonmind/manifest-contract/capabilities';
import { formatJson } from '@moonmind/manifest-contract/format';
import { parseReference } from '@moonmind/manifest-contract/references';
import { manifestSchema } from '@moonmind/manifest-contract/schema';
import { detectSecrets } from '@moonmind/manifest-contract/secrets';
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

async function main(): Promise<void> {
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
