/** What befalls workers, and what must come of it. Each throws where it does not. */
import assert from 'node:assert/strict';
import type { JobEvent } from '@moonmind/queue-client/client';
import { answerOf } from '@moonmind/queue-client/client';
import { startFaultyProxy } from '../../../apps/api/src/test-kit/faulty-proxy.js';
import type { Place } from './place.js';

/** Figures of one run, in milliseconds or counts. */
export type Figures = Readonly<Record<string, number>>;

const LEASE = 3;
const LEASE_MS = LEASE * 1000;

/** SIGKILL under a job: it is queued again at most two seconds after its lease. */
export async function killed(place: Place): Promise<Figures> {
  const lane = place.lane();
  const { id } = await place.submit(lane);
  const worker = await place.worker({ lane, behaviour: { kind: 'waits' }, leaseSeconds: LEASE });
  await worker.hears('began');
  await worker.end('SIGKILL');
  const died = performance.now();
  const job = await place.until(id, ({ status }) => status === 'queued', LEASE_MS + 10_000);
  const requeuedMs = Math.round(performance.now() - died);
  assert.equal(job.attempt, 2);
  assert.ok(requeuedMs <= LEASE_MS + 2000, `queued again only after ${requeuedMs} ms`);
  return { requeuedMs };
}

/**
 * SIGSTOP until the lease is over, then SIGCONT: a handler that waits is aborted, and what a handler tells that was about to
 * end is not taken.
 */
export async function stopped(place: Place): Promise<Figures> {
  const settings = [{ kind: 'waits' }, { kind: 'works', ms: 2000 }] as const;
  const proxy = await startFaultyProxy(place.url);
  let [zombieCompletions, refusedCompletions] = [0, 0];
  proxy.seen = (path, status) => {
    if (!path.endsWith('/complete')) return;
    if (status === 200) zombieCompletions += 1;
    else refusedCompletions += 1;
  };
  const pairs = await Promise.all(
    settings.map(async (behaviour) => {
      const lane = place.lane();
      const { id } = await place.submit(lane);
      const worker = await place.worker({ lane, behaviour, url: proxy.url, leaseSeconds: LEASE });
      await worker.hears('began');
      return { id, worker };
    }),
  );
  for (const { worker } of pairs) worker.process.kill('SIGSTOP');
  for (const { id } of pairs)
    await place.until(id, ({ status, attempt }) => status === 'queued' && attempt === 2, LEASE_MS + 5000);
  for (const { worker } of pairs) worker.process.kill('SIGCONT');
  const [waiting, working] = pairs;
  const aborted = await waiting?.worker.hears('aborted');
  assert.equal(aborted?.what === 'aborted' && aborted.reason, 'lease_lost');
  await Promise.race([working?.worker.hears('aborted'), working?.worker.hears('ended')]);
  // For its last words to arrive.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const jobs = await Promise.all(pairs.map(({ id }) => place.job(id)));
  assert.equal(zombieCompletions, 0, 'a completion under a lease that was over was taken');
  assert.deepEqual(
    jobs.map(({ status, attempt }) => `${status} ${attempt}`),
    ['queued 2', 'queued 2'],
  );
  await Promise.all(pairs.map(({ worker }) => worker.end('SIGTERM')));
  await proxy.close();
  return { zombieCompletions, refusedCompletions };
}

/** A main loop that is busy for 4 s, longer than the lease: the heart beats on, and the lease is kept. */
export async function busy(place: Place): Promise<Figures> {
  const lane = place.lane();
  const proxy = await startFaultyProxy(place.url);
  const beats: number[] = [];
  proxy.seen = (path, status) => {
    if (path.endsWith('/jobs/heartbeat') && status === 200) beats.push(performance.now());
  };
  const { id } = await place.submit(lane);
  const behaviour = { kind: 'busy', ms: 4000 } as const;
  const worker = await place.worker({ lane, behaviour, url: proxy.url, leaseSeconds: LEASE });
  await worker.hears('began');
  const began = performance.now();
  const job = await place.until(id, ({ status }) => status !== 'running' && status !== 'queued', 20_000);
  assert.deepEqual([job.status, job.attempt], ['succeeded', 1]);
  await worker.end('SIGTERM');
  await proxy.close();
  // One is due every second; two seconds between two of them would be one that is missing.
  const times = [began, ...beats.filter((at) => at > began && at < began + 4000), began + 4000];
  const longestGapMs = Math.round(Math.max(...times.slice(1).map((at, n) => at - (times[n] ?? at))));
  assert.ok(longestGapMs < 2000, `no heartbeat for ${longestGapMs} ms`);
  return { longestGapMs };
}

/** A main loop that hangs for 12 s: another worker that is there takes the job and ends it; the handler finds its lease lost. */
export async function hung(place: Place): Promise<Figures> {
  const lane = place.lane();
  const { id } = await place.submit(lane);
  const worker = await place.worker({ lane, behaviour: { kind: 'busy', ms: 12_000 }, leaseSeconds: LEASE });
  await worker.hears('began');
  const began = performance.now();
  const other = await place.worker({ lane, behaviour: { kind: 'works', ms: 1 }, leaseSeconds: LEASE });
  await place.until(id, ({ status, attempt }) => status === 'queued' && attempt === 2, 12_000);
  const requeuedMs = Math.round(performance.now() - began);
  const aborted = await worker.hears('aborted', 20_000);
  assert.equal(aborted.what === 'aborted' && aborted.reason, 'lease_lost');
  assert.ok(!worker.said.some(({ what }) => what === 'ended'), 'the hung handler ran to its end');
  // Of the two, it asks no more for jobs.
  await worker.end('SIGTERM');
  // The job rests for 30 s after its lease.
  const job = await place.until(id, ({ status }) => status === 'succeeded', 60_000);
  assert.equal(job.attempt, 2);
  assert.deepEqual(
    other.said.filter(({ what }) => what === 'began'),
    [{ what: 'began', jobId: id, attempt: 2 }],
  );
  await other.end('SIGTERM');
  return { requeuedMs };
}

/** The service dies under a job and comes back: the result is told. */
export async function restarted(place: Place): Promise<Figures> {
  const lane = place.lane();
  const { id } = await place.submit(lane);
  const worker = await place.worker({ lane, behaviour: { kind: 'works', ms: 1500 }, leaseSeconds: 15 });
  await worker.hears('began');
  await place.restart(2000);
  const job = await place.until(id, ({ status }) => status !== 'running', 20_000);
  assert.deepEqual([job.status, job.attempt], ['succeeded', 1]);
  await worker.end('SIGTERM');
  return {};
}

/** Claims whose answers are cut off: the next try gets their jobs, each runs once, and none is left behind. */
export async function cut(place: Place, cuts: number): Promise<Figures> {
  const lane = place.lane();
  const proxy = await startFaultyProxy(place.url);
  let left = cuts;
  let turn = 0;
  proxy.mishap = (path) => {
    if (!path.endsWith('/claim') || left === 0) return undefined;
    turn += 1;
    if (turn % 2 === 0) return undefined;
    left -= 1;
    return 'lost';
  };
  const ids: string[] = [];
  for (let n = 0; n < cuts; n += 1) ids.push((await place.submit(lane)).id);
  const behaviour = { kind: 'works', ms: 1 } as const;
  const worker = await place.worker({ lane, behaviour, url: proxy.url, leaseSeconds: 60 });
  const late = ids.at(-1) ?? '';
  await place.until(late, ({ status }) => status === 'succeeded', cuts * 1000 + 10_000);
  for (const id of ids)
    assert.equal((await place.until(id, ({ status }) => status !== 'running', 5000)).attempt, 1);
  await worker.end('SIGTERM');
  await proxy.close();
  const began = worker.said.filter(({ what }) => what === 'began').length;
  assert.equal(began, ids.length, `${began} runs of ${ids.length} jobs`);
  assert.equal(left, 0, `${left} answers were not cut`);
  return { cuts };
}

/** SIGTERM to an idle worker: it ends within a second. */
export async function idle(place: Place): Promise<Figures> {
  const worker = await place.worker({ lane: place.lane(), behaviour: { kind: 'waits' } });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const endedMs = Math.round(await worker.end('SIGTERM'));
  assert.equal(worker.process.exitCode, 0);
  assert.ok(endedMs <= 1000, `it ended only after ${endedMs} ms`);
  return { endedMs };
}

/** SIGTERM to a worker whose handler does not heed its signal: it ends within the drain and 3 s, and hands the job back. */
export async function drained(place: Place): Promise<Figures> {
  const lane = place.lane();
  const { id } = await place.submit(lane);
  const worker = await place.worker({ lane, behaviour: { kind: 'deaf' }, drainSeconds: 2 });
  await worker.hears('began');
  const endedMs = Math.round(await worker.end('SIGTERM'));
  assert.ok(endedMs <= 5000, `it ended only after ${endedMs} ms`);
  const job = await place.job(id);
  assert.deepEqual([job.status, job.attempt], ['queued', 1]);
  return { endedMs };
}

/** SIGKILL amid a flood of lines: each that was acknowledged is stored, without gap or repeat. */
export async function logged(place: Place): Promise<Figures> {
  const lane = place.lane();
  const proxy = await startFaultyProxy(place.url);
  let acknowledged = 0;
  proxy.seen = (path, status, body) => {
    if (path.endsWith('/events') && status === 201) acknowledged = JSON.parse(body).highestSequence + 1;
  };
  const { id } = await place.submit(lane);
  const worker = await place.worker({ lane, behaviour: { kind: 'writes' }, url: proxy.url });
  await worker.hears('began');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await worker.end('SIGKILL');
  await proxy.close();
  const numbers = (await eventsOf(place, id)).flatMap(
    ({ message }) => /^line (\d+)$/.exec(message)?.[1] ?? [],
  );
  assert.deepEqual(
    numbers,
    numbers.map((_, line) => String(line)),
  );
  assert.ok(acknowledged > 0, 'no line was acknowledged');
  assert.ok(numbers.length >= acknowledged, `${numbers.length} lines of ${acknowledged} acknowledged ones`);
  return { acknowledged };
}

async function eventsOf(place: Place, jobId: string): Promise<JobEvent[]> {
  const all: JobEvent[] = [];
  for (;;) {
    const last = all.at(-1)?.id;
    const query = { limit: 500, ...(last ? { afterEventId: last } : {}) };
    const params = { path: { jobId }, query };
    const { items } = await answerOf(place.client.GET('/api/queue/jobs/{jobId}/events', { params }));
    if (items.length === 0) return all;
    all.push(...items);
  }
}
