/**
 * A worker process of the fault run. Writes down what it is answered, a line at a time, before it acts on it. It does not
 * believe that a job is lost: it completes what it was given whatever its heartbeats say, so that the fence is tried.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from './client.js';
import type { Entry, Hold } from './history.js';

/** What the run tells a worker in its first argument, as JSON. */
export interface WorkerSettings {
  readonly workerId: string;
  readonly token: string;
  readonly urls: readonly string[];
  readonly first: number;
  readonly capabilities: readonly string[];
  readonly leaseSeconds: number;
  /** Where its history goes. */
  readonly file: string;
}

/** Jobs that it works on at once. */
const SLOTS = 3;
const WAIT_SECONDS = 2;
/** One job in so many takes longer than a lease; one in so many fails and is tried again. */
const LONG_ONE_IN = 6;
const FAILS_ONE_IN = 20;

interface Claimed {
  readonly jobs: readonly { readonly id: string; readonly attempt: number; readonly leaseToken: string }[];
}

const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
const { workerId, leaseSeconds } = settings;
const client = createClient(settings.urls, settings.first);
const headers = { 'x-moonmind-worker-token': settings.token };
const record = (entry: Entry) => appendFileSync(settings.file, `${JSON.stringify(entry)}\n`);

// Ends with the process that started it.
process.once('disconnect', () => process.exit());
await Promise.all(Array.from({ length: SLOTS }, workOn));

async function workOn(): Promise<never> {
  for (;;) {
    const answer = await client.call({
      path: '/api/queue/jobs/claim',
      headers,
      body: {
        workerId,
        leaseSeconds,
        workerCapabilities: settings.capabilities,
        waitSeconds: WAIT_SECONDS,
        claimId: randomUUID(),
      },
    });
    if (answer?.status !== 200) throw new Error(`The claim was refused: ${JSON.stringify(answer)}`);
    for (const { id: jobId, attempt, leaseToken } of (answer.body as Claimed).jobs) {
      const hold: Hold = { jobId, attempt, leaseToken, workerId };
      record({ kind: 'claimed', ...hold });
      await run(hold);
    }
  }
}

async function run(hold: Hold): Promise<void> {
  const call = (verb: string, body = {}) =>
    client.call({
      path: `/api/queue/jobs/${hold.jobId}/${verb}`,
      headers,
      body: { workerId, leaseToken: hold.leaseToken, ...body },
    });
  const beat = setInterval(() => void call('heartbeat', { leaseSeconds }), (leaseSeconds * 1000) / 3);
  const long = Math.random() * LONG_ONE_IN < 1;
  await sleep(long ? leaseSeconds * 1500 : 50 + Math.random() * 400);
  clearInterval(beat);
  const fails = Math.random() * FAILS_ONE_IN < 1;
  const answer = fails
    ? await call('fail', { errorMessage: 'The source is gone.', retryable: true, retryAfterSeconds: 1 })
    : await call('complete', { resultSummary: `attempt ${hold.attempt}` });
  if (answer?.status === 200) record({ kind: fails ? 'failed' : 'completed', ...hold });
  else record({ kind: 'refused', ...hold, code: codeOf(answer?.body) });
}

function codeOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : 'unknown';
}
