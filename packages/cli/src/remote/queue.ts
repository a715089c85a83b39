/** The queue: list, show, watch, explain, cancel, requeue, summary. */
import { answerOf, type components, type Job } from '@moonmind/queue-client/client';
import { EXIT, type ExitCode } from '../exit.js';
import { err, out } from '../io.js';
import { connect, type RemoteFlags } from './settings.js';
import { showFields, showJson, showRows } from './show.js';
import { lineOf, waitFor } from './wait.js';

type Summary = components['schemas']['QueueSummary'];

export interface ListFlags extends RemoteFlags {
  readonly status?: Job['status'];
  readonly type?: Job['type'];
  readonly limit: number;
}

export async function list(flags: ListFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const { status, type, limit } = flags;
  const query = { limit, ...(status ? { status } : {}), ...(type ? { type } : {}) };
  const { items, hasMore } = await answerOf(client.GET('/api/queue/jobs', { params: { query } }));
  showRows(
    items,
    {
      id: ({ id }) => id,
      type: ({ type }) => type,
      status: ({ status }) => status,
      attempt: ({ attempt, maxAttempts }) => `${attempt}/${maxAttempts}`,
      worker: ({ claimedBy }) => claimedBy,
      created: ({ createdAt }) => createdAt,
    },
    flags,
  );
  if (hasMore) err.write('There are more; --limit shows up to 200.\n');
  return EXIT.clean;
}

export async function show(jobId: string, flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const params = { path: { jobId } };
  const job = await answerOf(client.GET('/api/queue/jobs/{jobId}', { params }));
  if (flags.json) {
    showJson(job);
    return EXIT.clean;
  }
  showFields({
    id: job.id,
    type: job.type,
    status: job.status,
    attempt: `${job.attempt} of ${job.maxAttempts}`,
    worker: job.claimedBy,
    created: job.createdAt,
    started: job.startedAt,
    finished: job.finishedAt,
    'next attempt': job.nextAttemptAt,
    result: job.resultSummary,
    error: job.errorMessage,
    requires: Array.isArray(job.payload.requiredCapabilities)
      ? job.payload.requiredCapabilities.join(' ')
      : null,
  });
  const query = { sort: 'desc', limit: 20 } as const;
  const events = await answerOf(
    client.GET('/api/queue/jobs/{jobId}/events', { params: { ...params, query } }),
  );
  for (const event of events.items.reverse()) out.write(`  ${lineOf(event, out)}\n`);
  return EXIT.clean;
}

/** Tells a job's events as they happen; ends with the job's outcome. */
export async function watch(jobId: string, flags: RemoteFlags): Promise<ExitCode> {
  return waitFor(connect(flags), jobId);
}

export async function explain(jobId: string, flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const params = { path: { jobId } };
  const explanation = await answerOf(client.GET('/api/queue/jobs/{jobId}/explain', { params }));
  if (flags.json) {
    showJson(explanation);
    return EXIT.clean;
  }
  const { summary, status, place, requiredCapabilities, missingCapabilities, fittingWorkers, nearestWorker } =
    explanation;
  out.write(`${summary}\n`);
  showFields({
    status,
    ahead: place && `${place.exact ? '' : 'at least '}${place.ahead}`,
    requires: requiredCapabilities.join(' '),
    'nobody offers': missingCapabilities.join(' '),
    'workers that fit': fittingWorkers,
    nearest:
      nearestWorker &&
      `${nearestWorker.workerId}, lacks ${nearestWorker.missingCapabilities.join(' ') || 'nothing'}`,
  });
  return EXIT.clean;
}

export async function cancel(
  jobId: string,
  flags: RemoteFlags & { readonly reason?: string },
): Promise<ExitCode> {
  const { client } = connect(flags);
  const body = flags.reason === undefined ? {} : { reason: flags.reason };
  const params = { path: { jobId } };
  const job = await answerOf(client.POST('/api/queue/jobs/{jobId}/cancel', { params, body }));
  return told(
    job,
    job.status === 'cancelled' ? 'cancelled' : 'cancellation requested; its worker stops it',
    flags,
  );
}

export async function requeue(jobId: string, flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const job = await answerOf(client.POST('/api/queue/jobs/{jobId}/requeue', { params: { path: { jobId } } }));
  return told(job, `queued anew, attempt ${job.attempt}`, flags);
}

function told(job: Job, what: string, { json }: RemoteFlags): ExitCode {
  if (json) showJson(job);
  else out.write(`${job.id} ${what}\n`);
  return EXIT.clean;
}

export async function summary(flags: RemoteFlags): Promise<ExitCode> {
  const { client } = connect(flags);
  const answer = await answerOf(client.GET('/api/queue/summary', {}));
  if (flags.json) showJson(answer);
  else showSummary(answer);
  return EXIT.clean;
}

function showSummary({ counts, oldestQueued, ready, uncovered }: Summary): void {
  const categories = Object.entries(counts);
  const statuses = Object.keys(counts.manifests);
  showRows(
    categories,
    Object.fromEntries([
      ['', ([category]: (typeof categories)[number]) => category],
      ...statuses.map((status) => [
        status,
        ([, byStatus]: (typeof categories)[number]) => new Map(Object.entries(byStatus)).get(status),
      ]),
    ]),
    {},
  );
  if (oldestQueued) out.write(`\nOldest queued: ${oldestQueued.jobId} since ${oldestQueued.createdAt}\n`);
  const columns = {
    jobs: ({ jobs }: Summary['ready'][number]) => jobs,
    oldest: ({ oldestCreatedAt }: Summary['ready'][number]) => oldestCreatedAt,
    requires: ({ requiredCapabilities }: Summary['ready'][number]) => requiredCapabilities.join(' '),
  };
  if (ready.length > 0) {
    out.write('\nReady:\n');
    showRows(ready, columns, {});
  }
  if (uncovered.length > 0) {
    out.write(`\n${out.style('No live worker can take these:', 'bold', 'red')}\n`);
    showRows(uncovered, columns, {});
  }
}
