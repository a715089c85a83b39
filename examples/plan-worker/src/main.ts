/**
 * A worker that plans manifest jobs.
 *
 *   MOONMIND_URL           the service; default http://127.0.0.1:8787
 *   MOONMIND_WORKER_TOKEN  the token, from `moonmind worker-token create` or POST /api/queue/workers/tokens
 *   CAPABILITIES           comma-separated; default: all that manifests of v0 may require
 *   MOONMIND_ROOT          the folder that manifests may read below; default: where it is started
 */
import { createWorker } from '@moonmind/queue-client';
import { planJob } from './plan-job.js';

const EVERYTHING =
  'manifest,embeddings,openai,google,ollama,pgvector,qdrant,milvus,github,gdrive,confluence,local_fs';

const { MOONMIND_URL: url = 'http://127.0.0.1:8787', MOONMIND_WORKER_TOKEN: token } = process.env;
if (!token) {
  console.error('Set MOONMIND_WORKER_TOKEN; the head of examples/plan-worker/src/main.ts says how.');
  process.exit(2);
}
const capabilities = (process.env.CAPABILITIES ?? EVERYTHING).split(',').map((name) => name.trim());
const root = process.env.MOONMIND_ROOT ?? process.cwd();

const worker = createWorker({ url, token, capabilities, slots: 2 });
worker.handle('manifest', (job) => planJob(job, root));
await worker.run();
