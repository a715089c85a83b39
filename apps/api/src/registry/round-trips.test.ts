/** SC-002 on every test run; `./tools/pnpm bench:api` measures the same over sockets and at length. */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../testing/databases.js';
import { hashOf, uniqueName } from '../testing/samples.js';
import type { TestApi } from '../testing/test-api.js';

const READERS = {
  GithubRepositoryReader: 'github',
  GoogleDriveReader: 'gdrive',
  ConfluenceReader: 'confluence',
  SimpleDirectoryReader: 'local_fs',
};
const PROVIDERS = ['openai', 'google', 'ollama'];
const STORES = ['qdrant', 'pgvector', 'milvus'];

/** Fifty manifests, each of another text, through every pair of reader, provider and store. */
const MANIFESTS = Array.from({ length: 50 }, (_, i) => {
  const [reader, capability] = Object.entries(READERS)[i % 4] ?? ['', ''];
  const provider = PROVIDERS[i % 3] ?? '';
  const store = STORES[Math.floor(i / 3) % 3] ?? '';
  const name = uniqueName(`round-trip-${i}`);
  return {
    name,
    text: `version: v0
metadata: { name: ${name} }
embeddings: { provider: ${provider} }
vectorStore: { type: ${store}, indexName: index_${i} }
dataSources: [{ id: source-${i}, type: ${reader}, params: { maxPages: ${i + 1} } }]
`,
    requiredCapabilities: ['manifest', 'embeddings', provider, store, capability],
  };
});

onBothDatabases('fifty manifests', (api) => {
  test('come back as they were put and queued, at a median below 200 ms for each call (SC-002)', {
    timeout: 120_000,
  }, async () => {
    const times: Record<string, number[]> = {};
    const timed = async (call: string, ...[method, path, sent]: Parameters<TestApi['call']>) => {
      const begun = performance.now();
      const reply = await api().call(method, path, sent);
      times[call] = [...(times[call] ?? []), performance.now() - begun];
      return reply;
    };
    for (const { name, text, requiredCapabilities } of MANIFESTS) {
      const contentHash = hashOf(text);
      const put = await timed('put', 'PUT', `/api/manifests/${name}`, { body: { content: text } });
      expect([put.status, put.body.contentHash, put.body.requiredCapabilities]).toEqual([
        201,
        contentHash,
        requiredCapabilities,
      ]);
      const read = await timed('read', 'GET', `/api/manifests/${name}`);
      expect([read.body.content, read.body.contentHash]).toEqual([text, contentHash]);

      const run = await timed('run', 'POST', `/api/manifests/${name}/runs`, { body: { action: 'plan' } });
      const source = { kind: 'inline', content: text };
      const inline = { type: 'manifest', payload: { manifest: { name, action: 'run', source } } };
      const submitted = await timed('submit', 'POST', '/api/queue/jobs', { body: inline });
      expect([run.status, submitted.status]).toEqual([201, 201]);
      for (const id of [run.body.jobId, submitted.body.id]) {
        const { body: job } = await timed('job', 'GET', `/api/queue/jobs/${id}`);
        expect(job.payload).toMatchObject({ manifestHash: contentHash, requiredCapabilities });
      }
    }
    const page = await timed('list', 'GET', '/api/manifests?limit=200');
    const hashes = new Map(
      page.body.items.map((item: { name: string; contentHash: string }) => [item.name, item.contentHash]),
    );
    for (const { name, text } of MANIFESTS) expect(hashes.get(name)).toBe(hashOf(text));
    // One median over all would let a slow kind of call hide among quick ones.
    const medians = Object.entries(times).map(([call, each]) => ({
      call,
      median: each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0,
    }));
    expect(medians.filter(({ median }) => median >= 200)).toEqual([]);
    expect(medians).toHaveLength(6);
  });
});
