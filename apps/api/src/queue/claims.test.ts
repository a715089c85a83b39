/** Claims that wait, and what operators ask about workers and waiting jobs. */
import { beforeEach, describe, expect, test } from 'vitest';
import { onBothDatabases, openEmbedded } from '../testing/databases.js';
import { inlineJob, rawSecret, TASK_CAPABILITIES, taskJob } from '../testing/samples.js';
import { createTestApi, type TestWorker } from '../testing/test-api.js';

const CLAIM = '/api/queue/jobs/claim';

onBothDatabases('claims that wait', (api) => {
  let worker: TestWorker;
  beforeEach(async () => {
    await api().clear();
    worker = await api().worker();
  });
  const claim = (more = {}) =>
    worker.post(CLAIM, { leaseSeconds: 60, workerCapabilities: TASK_CAPABILITIES, waitSeconds: 20, ...more });

  test('a claim gets a job that comes while it waits', async () => {
    const waiting = claim();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    expect((await waiting).body.job.id).toBe(id);
  });

  test('without a job it answers when the time is over; the time has limits', async () => {
    const started = performance.now();
    expect((await claim({ waitSeconds: 0.1 })).body).toEqual({ job: null, jobs: [] });
    expect(performance.now() - started).toBeGreaterThan(90);
    for (const waitSeconds of [-1, 31, '5'])
      expect((await claim({ waitSeconds })).body.errors[0].pointer).toBe('/waitSeconds');
  });

  test('a client that goes leaves the next job to others', async () => {
    const gone = new AbortController();
    const body = {
      workerId: worker.id,
      leaseSeconds: 60,
      workerCapabilities: TASK_CAPABILITIES,
      waitSeconds: 20,
    };
    const left = api().app.request(
      new Request(`http://localhost${CLAIM}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-moonmind-worker-token': worker.token },
        body: JSON.stringify(body),
        signal: gone.signal,
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    gone.abort();
    expect(await (await left).json()).toEqual({ job: null, jobs: [] });
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    expect((await claim()).body.job.id).toBe(id);
  });

  test('the summary, the workers and the explanation tell of what waits', async () => {
    const { id } = (await api().post('/api/queue/jobs', inlineJob())).body;
    await claim({ waitSeconds: 0 });
    const summary = (await api().get('/api/queue/summary')).body;
    expect(summary.counts.manifests.queued).toBeGreaterThan(0);
    expect(summary.uncoveredSets).toBeGreaterThan(0);
    // Sights written together have one time: the place in the list tells nothing.
    const { items } = (await api().get('/api/queue/workers')).body;
    const seen = items.find(({ workerId }: { workerId: string }) => workerId === worker.id);
    expect(seen).toMatchObject({
      capabilities: [...TASK_CAPABILITIES].sort(),
      live: true,
      runningJobs: 0,
    });
    const explanation = (await api().get(`/api/queue/jobs/${id}/explain`)).body;
    expect(explanation).toMatchObject({
      jobId: id,
      status: 'queued',
      place: { ahead: 0, exact: true },
      fittingWorkers: 0,
    });
    expect(explanation.missingCapabilities).toContain('qdrant');
    expect(explanation.waitsFor[0].kind).toBe('capability');
    expect((await api().get('/api/queue/jobs/x/explain')).body.code).toBe('job_not_found');
    expect((await api().get('/api/queue/summary?x=1')).body.code).toBe('invalid_query');
  });

  test('a batch of events is stored once, and what is wrong with it is told', async () => {
    await api().post('/api/queue/jobs', taskJob());
    const { id, leaseToken } = (await claim()).body.job;
    const path = `/api/queue/jobs/${id}/events`;
    const events = [0, 1, 2].map((sequence) => ({ sequence, level: 'info', message: `step ${sequence}` }));
    const first = await worker.post(path, { leaseToken, events });
    expect([first.status, first.body.highestSequence]).toEqual([201, 2]);
    expect((await worker.post(path, { leaseToken, events })).body).toEqual(first.body);
    const stored = (await api().get(path)).body.items;
    expect(stored.slice(2)).toEqual(first.body.items);
    const wrong = async (body: Readonly<Record<string, unknown>>, pointer: string) => {
      const reply = await worker.post(path, body);
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, pointer]);
    };
    await wrong({ events }, '/leaseToken');
    await wrong({ leaseToken, events, message: 'beside' }, '/message');
    await wrong({ leaseToken, events: [] }, '/events');
    await wrong({ leaseToken, events: [events[0], events[0]] }, '/events');
    await wrong({ leaseToken, events: [{ ...events[0], sequence: -1 }] }, '/events/0/sequence');
    await wrong(
      { leaseToken, events: [{ ...events[0], payload: { a: rawSecret() } }] },
      '/events/0/payload/a',
    );
    await wrong({ leaseToken }, '/level');
    const stale = await worker.post(path, { leaseToken: '01890000-0000-4000-8000-000000000000', events });
    expect(stale.body.code).toBe('stale_lease');
    expect((await api().get(path)).body.items).toEqual(stored);
  });

  test('a claim sent again under its claimId answers the same job, another one the next', async () => {
    const [first, second] = [
      (await api().post('/api/queue/jobs', taskJob())).body,
      (await api().post('/api/queue/jobs', taskJob())).body,
    ];
    const { job } = (await claim({ claimId: 'morning' })).body;
    expect(job.id).toBe(first.id);
    expect((await claim({ claimId: 'morning' })).body.job).toEqual(job);
    expect((await claim({ claimId: 'noon', waitSeconds: 0 })).body.job.id).toBe(second.id);
    // Nothing is left for a claim without a name, and an ended job is not handed out again.
    expect((await claim({ claimId: null, waitSeconds: 0 })).body.job).toBe(null);
    await worker.post(`/api/queue/jobs/${first.id}/complete`, { leaseToken: job.leaseToken });
    expect((await claim({ claimId: 'morning', waitSeconds: 0 })).body.job).toBe(null);
    for (const claimId of ['', 'x'.repeat(256), 7])
      expect((await claim({ claimId })).body.errors[0].pointer).toBe('/claimId');
  });
});

describe('when the service stops', () => {
  test('claims that wait are answered at once', async () => {
    const { store, close } = await openEmbedded();
    const stopping = new AbortController();
    const api = createTestApi(store, { stopping: stopping.signal });
    const worker = await api.worker();
    const waiting = worker.post(CLAIM, { leaseSeconds: 60, workerCapabilities: ['x'], waitSeconds: 30 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    stopping.abort();
    expect((await waiting).body).toEqual({ job: null, jobs: [] });
    await close();
  });
});
