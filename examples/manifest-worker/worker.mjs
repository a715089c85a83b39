/**
 * A manifest worker in one file, without dependencies: claims a manifest job, checks the YAML it is handed, tells its
 * stages, and completes. What it leaves out is the ingestion itself: put yours where the stage `run` stands.
 *
 *   MOONMIND_URL           the service; default http://127.0.0.1:8787
 *   MOONMIND_WORKER_TOKEN  the token, from POST /api/queue/workers/tokens
 *   WORKER_ID              the worker id that the token was made for
 *   CAPABILITIES           comma-separated, for example manifest,embeddings,openai,qdrant,github
 *   --once                 end after one job, or when there is none
 */
import { createHash } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';

const {
  MOONMIND_URL = 'http://127.0.0.1:8787',
  MOONMIND_WORKER_TOKEN,
  WORKER_ID,
  CAPABILITIES,
} = process.env;
if (!MOONMIND_WORKER_TOKEN || !WORKER_ID || !CAPABILITIES) {
  console.error('Set MOONMIND_WORKER_TOKEN, WORKER_ID and CAPABILITIES; the head of this file says how.');
  process.exit(2);
}
const once = process.argv.includes('--once');
const leaseSeconds = 30;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());

/** Ends work on a job for a reason that is no failure of it. */
class Interrupted extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason; // 'cancelled' | 'lost' | 'stopping'
  }
}

while (!stopping.signal.aborted) {
  const job = await claim();
  if (job) await work(job);
  if (once) break;
  if (!job) await rest(2_000, undefined, { signal: stopping.signal }).catch(() => {});
}

async function claim() {
  const workerCapabilities = CAPABILITIES.split(',');
  const body = { workerId: WORKER_ID, leaseSeconds, allowedTypes: ['manifest'], workerCapabilities };
  return (await post('/api/queue/jobs/claim', body)).job;
}

async function work(job) {
  const { manifest, manifestHash } = job.payload;
  const call = (verb, body = {}) =>
    post(`/api/queue/jobs/${job.id}/${verb}`, { workerId: WORKER_ID, leaseToken: job.leaseToken, ...body });

  let interruption = null;
  const heartbeat = async () => {
    const { cancelRequestedAt } = await call('heartbeat', { leaseSeconds });
    if (cancelRequestedAt) interruption = new Interrupted('cancelled');
  };
  // A heartbeat that gets no answer is not the end: the lease lasts for two more.
  const pulse = setInterval(
    () => {
      heartbeat().catch((error) => {
        if (error instanceof Interrupted) interruption = error;
      });
    },
    (leaseSeconds * 1_000) / 3,
  );

  const stage = async (name, action) => {
    await heartbeat();
    if (stopping.signal.aborted) interruption = new Interrupted('stopping');
    if (interruption) throw interruption;
    await tell('info', name, 'started');
    try {
      await action();
    } catch (error) {
      await tell('error', name, 'failed');
      throw error;
    }
    await tell('info', name, 'completed');
  };
  const tell = (level, name, status) => {
    const message = `moonmind.manifest.${name}`;
    return call('events', { level, message, payload: { stage: message, status } });
  };

  console.log(`${job.id}: ${manifest.action} ${manifest.name}`);
  try {
    await stage('validate', () => {
      const hash = `sha256:${createHash('sha256').update(manifest.source.content).digest('hex')}`;
      if (hash !== manifestHash) throw new Error('the text handed over does not match manifestHash');
    });
    await stage('plan', () => {});
    if (manifest.action === 'run') {
      await stage('run', () => {
        // Ingest here: manifest.source.content is the YAML, job.payload.effectiveRunConfig what to heed,
        // job.payload.manifestSecretRefs the credentials to resolve. Call `heartbeat` often enough in a long step.
      });
    }
    await stage('finalize', () => {});
    await call('complete', { resultSummary: `${manifest.action} of ${manifest.name} done` });
    console.log(`${job.id}: succeeded`);
  } catch (error) {
    await giveUp(error, call);
    console.log(`${job.id}: ${error.message}`);
  } finally {
    clearInterval(pulse);
  }
}

function giveUp(error, call) {
  if (!(error instanceof Interrupted)) return call('fail', { errorMessage: error.message, retryable: false });
  switch (error.reason) {
    case 'cancelled':
      return call('cancel/ack', { message: 'stopped between two stages' });
    case 'stopping':
      return call('release', { reason: 'the worker stops' });
    default: // The job is another's by now: nothing to say about it.
      return undefined;
  }
}

/** Posts JSON and gives the JSON answered; a job that is no longer ours (409) interrupts. */
async function post(path, body) {
  const response = await fetch(new URL(path, MOONMIND_URL), {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-moonmind-worker-token': MOONMIND_WORKER_TOKEN,
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  if (response.status === 409) throw new Interrupted('lost');
  throw new Error(`${path} answered ${response.status} ${answer.code}: ${answer.detail}`);
}
