/** Clients that submit jobs and manifest runs, each under an idempotency key until it is answered. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  MANIFEST_CAPABILITIES,
  manifestText,
  TASK_CAPABILITIES,
} from '../../apps/api/src/testing/samples.js';
import { createClient } from './client.js';
import type { Entry } from './history.js';

const BETWEEN_MS = 150;
export const CAPABILITIES = [...TASK_CAPABILITIES, ...MANIFEST_CAPABILITIES];

export interface Submitters {
  /** Resolves when what was sent is answered. */
  stop(): Promise<void>;
}

/** Starts `count` submitters, each with a manifest of its own, which every third of its jobs is a run of. */
export async function startSubmitters(
  urls: readonly string[],
  count: number,
  record: (entry: Entry) => void,
): Promise<Submitters> {
  const stopping = new AbortController();
  const submit = async (number: number) => {
    const client = createClient(urls, number);
    const name = `faults-${number}`;
    const put = await client.call({
      method: 'PUT',
      path: `/api/manifests/${name}`,
      headers: { 'content-type': 'application/yaml' },
      body: manifestText(name),
    });
    if (put?.status !== 201) throw new Error(`The manifest was refused: ${JSON.stringify(put)}`);
    const runs = { path: `/api/manifests/${name}/runs`, body: {} };
    const tasks = {
      path: '/api/queue/jobs',
      body: { type: 'task', payload: { repository: 'acme/docs', task: { instructions: 'Mend the links.' } } },
    };
    for (let sent = 0; !stopping.signal.aborted; sent += 1) {
      const answer = await client.call({
        ...(sent % 3 === 0 ? runs : tasks),
        headers: { 'idempotency-key': randomUUID() },
      });
      if (answer?.status !== 201) throw new Error(`A job was refused: ${JSON.stringify(answer)}`);
      record({ kind: 'created', jobId: jobIdOf(answer.body) });
      await sleep(BETWEEN_MS);
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, number) => submit(number)));
  // A failure is told by `stop`.
  all.catch(() => {});
  return {
    async stop() {
      stopping.abort();
      await all;
    },
  };
}

function jobIdOf(body: unknown): string {
  if (typeof body === 'object' && body !== null)
    for (const key of ['jobId', 'id'] as const) {
      const id: unknown = key in body ? Reflect.get(body, key) : undefined;
      if (typeof id === 'string') return id;
    }
  throw new Error(`An answer names no job: ${JSON.stringify(body)}`);
}
