import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../testing/databases.js';
import {
  hashOf,
  inlineJob,
  MANIFEST_CAPABILITIES,
  manifestText,
  rawSecret,
  TASK_CAPABILITIES,
  taskJob,
  uniqueName,
} from '../testing/samples.js';
import type { TestApi, TestWorker } from '../testing/test-api.js';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const EVERYTHING = [...MANIFEST_CAPABILITIES, ...TASK_CAPABILITIES];

async function submit(api: TestApi, job: unknown = taskJob()): Promise<string> {
  const { status, body } = await api.post('/api/queue/jobs', job);
  expect(status).toBe(201);
  return body.id;
}

async function claim(worker: TestWorker, asked: Readonly<Record<string, unknown>> = {}) {
  const sent = { leaseSeconds: 60, workerCapabilities: EVERYTHING, ...asked };
  const { status, body } = await worker.post('/api/queue/jobs/claim', sent);
  expect(status).toBe(200);
  return body;
}

onBothDatabases('workers', (api) => {
  let worker: TestWorker;
  beforeEach(async () => {
    await api().clear();
    worker = await api().worker();
  });

  test('a claim gives a fitting job with its lease token; nothing to do is a null job', async () => {
    expect(await claim(worker)).toEqual({ job: null, jobs: [] });
    const id = await submit(api());
    const { job, jobs } = await claim(worker);
    expect(jobs).toEqual([job]);
    expect(job).toMatchObject({
      id,
      status: 'running',
      claimedBy: worker.id,
      attempt: 1,
      leaseToken: expect.any(String),
      leaseExpiresAt: expect.stringMatching(TIME),
      startedAt: expect.stringMatching(TIME),
    });
    expect((await api().get(`/api/queue/jobs/${id}`)).body).not.toHaveProperty('leaseToken');
    expect((await claim(worker)).job).toBe(null);
  });

  test('the claimer of a manifest job gets its YAML, whatever the source; users never do', async () => {
    const name = uniqueName();
    await api().put(`/api/manifests/${name}`, { content: manifestText(name) });
    const { jobId } = (await api().post(`/api/manifests/${name}/runs`)).body;
    await api().put(`/api/manifests/${name}`, { content: manifestText(name, '# newer\n') });
    const run = (await claim(worker)).job;
    expect(run.id).toBe(jobId);
    expect(run.payload.manifest.source.content).toBe(manifestText(name));
    expect(hashOf(run.payload.manifest.source.content)).toBe(run.payload.manifestHash);

    const inline = uniqueName();
    await submit(api(), inlineJob(inline));
    expect((await claim(worker)).job.payload.manifest.source.content).toBe(manifestText(inline));
    expect((await api().get('/api/queue/jobs?limit=200')).text).not.toContain('spaceKey');
  });

  test('only a worker with every required capability gets the job, in any letter case', async () => {
    const id = await submit(api(), inlineJob());
    for (const missing of MANIFEST_CAPABILITIES) {
      const rest = EVERYTHING.filter((capability) => capability !== missing);
      expect((await claim(worker, { workerCapabilities: rest })).job).toBe(null);
    }
    expect((await claim(worker, { workerCapabilities: [] })).job).toBe(null);
    const shouted = EVERYTHING.map((capability) => ` ${capability.toUpperCase()}`);
    expect((await claim(worker, { workerCapabilities: shouted })).job.id).toBe(id);
  });

  test('priority goes first, then age; a limit bounds the batch', async () => {
    const low = await submit(api(), { ...taskJob(), priority: -1 });
    const first = await submit(api());
    const second = await submit(api());
    const high = await submit(api(), { ...taskJob(), priority: 9 });
    const { job, jobs } = await claim(worker, { limit: 3 });
    expect(jobs.map(({ id }: { id: string }) => id)).toEqual([high, first, second]);
    expect(job.id).toBe(high);
    expect(new Set(jobs.map(({ leaseToken }: { leaseToken: string }) => leaseToken)).size).toBe(3);
    expect((await claim(worker)).job.id).toBe(low);
  });

  test('allowedTypes bound a claim', async () => {
    const id = await submit(api());
    expect((await claim(worker, { allowedTypes: ['manifest'] })).job).toBe(null);
    expect((await claim(worker, { allowedTypes: ['manifest', 'task'] })).job.id).toBe(id);
  });

  test.each([
    [{ leaseSeconds: 0 }, '/leaseSeconds'],
    [{ leaseSeconds: 86_401 }, '/leaseSeconds'],
    [{ leaseSeconds: 1.5 }, '/leaseSeconds'],
    [{ leaseSeconds: 1e300 }, '/leaseSeconds'],
    [{ leaseSeconds: '60' }, '/leaseSeconds'],
    [{ workerId: '' }, '/workerId'],
    [{ workerId: 7 }, '/workerId'],
    [{ workerId: 'x'.repeat(256) }, '/workerId'],
    [{ allowedTypes: ['sql'] }, '/allowedTypes/0'],
    [{ allowedTypes: 'task' }, '/allowedTypes'],
    [{ workerCapabilities: [''] }, '/workerCapabilities/0'],
    [{ workerCapabilities: ['a\u0000'] }, '/workerCapabilities/0'],
    [{ limit: 0 }, '/limit'],
    [{ limit: 101 }, '/limit'],
  ])('the claim %j is refused', async (asked, pointer) => {
    const { status, body } = await worker.post('/api/queue/jobs/claim', { leaseSeconds: 60, ...asked });
    expect([status, body.code]).toEqual([422, 'invalid_queue_payload']);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test('unknown keys are ignored, and null lists count as absent ones', async () => {
    const id = await submit(api());
    const asked = { allowedTypes: null, future: { nested: [1] }, hostname: 'h' };
    expect((await claim(worker, asked)).job.id).toBe(id);
    const beat = await worker.post(`/api/queue/jobs/${id}/heartbeat`, {
      leaseSeconds: 5,
      pid: 1,
      leaseToken: null,
    });
    expect(beat.status).toBe(200);
  });

  test('a heartbeat prolongs the lease and tells of a cancel', async () => {
    const id = await submit(api());
    const { job } = await claim(worker, { leaseSeconds: 10 });
    const beat = await worker.post(`/api/queue/jobs/${id}/heartbeat`, {
      leaseSeconds: 3600,
      leaseToken: job.leaseToken.toUpperCase(),
    });
    expect(beat.body.leaseExpiresAt > job.leaseExpiresAt).toBe(true);
    expect(beat.body.cancelRequestedAt).toBe(null);
    await api().post(`/api/queue/jobs/${id}/cancel`, { reason: 'stop' });
    const told = await worker.post(`/api/queue/jobs/${id}/heartbeat`, { leaseSeconds: 60 });
    expect(told.body).toMatchObject({ status: 'running', cancelRequestedAt: expect.stringMatching(TIME) });
    const acknowledged = await worker.post(`/api/queue/jobs/${id}/cancel/ack`, { message: 'stopped' });
    expect(acknowledged.body).toMatchObject({ status: 'cancelled', claimedBy: null });
    expect((await worker.post(`/api/queue/jobs/${id}/cancel/ack`)).body.status).toBe('cancelled');
  });

  test('one heartbeat prolongs all leases of a worker, and tells what became of each', async () => {
    for (let count = 0; count < 3; count += 1) await submit(api());
    const { jobs } = await claim(worker, { leaseSeconds: 10, limit: 3 });
    const [going, stopping, ended] = jobs;
    await api().post(`/api/queue/jobs/${stopping.id}/cancel`);
    await worker.post(`/api/queue/jobs/${ended.id}/complete`);
    const beats = jobs.map(({ id, leaseToken }: { id: string; leaseToken: string }) => ({
      jobId: id,
      leaseToken,
    }));
    const stale = { jobId: going.id, leaseToken: ended.leaseToken };
    const { status, body } = await worker.post('/api/queue/jobs/heartbeat', {
      leaseSeconds: 3600,
      jobs: [...beats, stale],
    });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { jobId: going.id, result: 'ok' },
      { jobId: stopping.id, result: 'cancel' },
      { jobId: ended.id, result: 'lost' },
      { jobId: going.id, result: 'lost' },
    ]);
    const { body: now } = await api().get(`/api/queue/jobs/${going.id}`);
    expect(now.leaseExpiresAt > going.leaseExpiresAt).toBe(true);
  });

  test.each([
    [{ jobs: [{ jobId: 'x', leaseToken: 'y' }] }, ['/jobs/0/jobId', '/jobs/0/leaseToken']],
    [{}, ['/jobs']],
    [{ jobs: Array(501).fill({ jobId: randomUUID(), leaseToken: randomUUID() }) }, ['/jobs']],
  ])('the heartbeats %# are refused', async (asked, pointers) => {
    const { status, body } = await worker.post('/api/queue/jobs/heartbeat', { leaseSeconds: 60, ...asked });
    expect([status, body.code]).toEqual([422, 'invalid_queue_payload']);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(pointers);
  });

  test('complete ends a job; again with its lease token it answers the same, without one it is a conflict', async () => {
    const id = await submit(api());
    const { leaseToken } = (await claim(worker)).job;
    const done = await worker.post(`/api/queue/jobs/${id}/complete`, {
      resultSummary: 'all done',
      leaseToken,
    });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      status: 'succeeded',
      resultSummary: 'all done',
      claimedBy: null,
      leaseExpiresAt: null,
      finishedAt: expect.stringMatching(TIME),
    });
    expect((await worker.post(`/api/queue/jobs/${id}/complete`, { leaseToken })).body).toEqual(done.body);
    const again = await worker.post(`/api/queue/jobs/${id}/complete`);
    expect(again.body).toMatchObject({ status: 409, code: 'job_state_conflict' });
    expect((await worker.post(`/api/queue/jobs/${id}/cancel/ack`)).status).toBe(409);
  });

  test('fail ends a job, or queues it anew while attempts are left', async () => {
    const id = await submit(api(), { ...taskJob(), maxAttempts: 2 });
    await claim(worker);
    const retried = await worker.post(`/api/queue/jobs/${id}/fail`, {
      errorMessage: 'no route to host',
      retryable: true,
      retryAfterSeconds: 0,
    });
    expect(retried.body).toMatchObject({ status: 'queued', attempt: 2, errorMessage: 'no route to host' });
    expect((await claim(worker)).job.id).toBe(id);
    const dead = await worker.post(`/api/queue/jobs/${id}/fail`, {
      errorMessage: 'still none',
      retryable: true,
    });
    expect(dead.body.status).toBe('dead_letter');

    const other = await submit(api());
    await claim(worker);
    const failed = await worker.post(`/api/queue/jobs/${other}/fail`, { errorMessage: 'bad input' });
    expect(failed.body).toMatchObject({ status: 'failed', errorMessage: 'bad input' });
  });

  test('a retry waits: longer for each attempt, or as long as the worker says', async () => {
    for (const [asked, seconds] of [
      [{}, 15],
      [{ retryAfterSeconds: 300 }, 300],
    ] as const) {
      const id = await submit(api());
      await claim(worker);
      const { body } = await worker.post(`/api/queue/jobs/${id}/fail`, {
        errorMessage: 'busy',
        retryable: true,
        ...asked,
      });
      expect(Date.parse(body.nextAttemptAt) - Date.parse(body.updatedAt)).toBe(seconds * 1000);
      expect((await claim(worker)).job).toBe(null);
    }
  });

  test('release hands a job back without burning an attempt', async () => {
    const id = await submit(api());
    const { leaseToken } = (await claim(worker)).job;
    expect((await worker.post(`/api/queue/jobs/${id}/release`)).body).toMatchObject({
      status: 422,
      errors: [expect.objectContaining({ pointer: '/leaseToken' })],
    });
    const { body } = await worker.post(`/api/queue/jobs/${id}/release`, { leaseToken, reason: 'draining' });
    expect(body).toMatchObject({ status: 'queued', attempt: 1, claimedBy: null });
    const anew = (await claim(worker)).job;
    expect(anew.id).toBe(id);
    expect(anew.leaseToken).not.toBe(leaseToken);
    const later = await worker.post(`/api/queue/jobs/${id}/release`, {
      leaseToken: anew.leaseToken,
      delaySeconds: 600,
    });
    expect(later.body.nextAttemptAt).toMatch(TIME);
    expect((await claim(worker)).job).toBe(null);
  });

  test('another worker, and a past lease, change nothing', async () => {
    const id = await submit(api());
    const { leaseToken } = (await claim(worker)).job;
    const other = await api().worker();
    const calls = [
      ['heartbeat', { leaseSeconds: 60 }],
      ['complete', {}],
      ['fail', { errorMessage: 'x' }],
      ['release', { leaseToken }],
    ] as const;
    for (const [verb, body] of calls) {
      const refused = await other.post(`/api/queue/jobs/${id}/${verb}`, body);
      expect([verb, refused.status, refused.body.code]).toEqual([verb, 409, 'job_ownership_mismatch']);
    }
    for (const [verb, body] of calls) {
      const stale = { ...body, leaseToken: '0199d0a4-7c1e-4c1a-8c60-3f6f2c2a9d10' };
      const refused = await worker.post(`/api/queue/jobs/${id}/${verb}`, stale);
      expect([verb, refused.status, refused.body.code]).toEqual([verb, 409, 'stale_lease']);
    }
    expect((await api().get(`/api/queue/jobs/${id}`)).body).toMatchObject({
      status: 'running',
      claimedBy: worker.id,
    });
  });

  test('a verb on a queued job is a conflict, on none a 404', async () => {
    const id = await submit(api());
    expect((await worker.post(`/api/queue/jobs/${id}/heartbeat`, { leaseSeconds: 5 })).status).toBe(409);
    expect((await worker.post(`/api/queue/jobs/${id}/complete`)).body.code).toBe('job_state_conflict');
    for (const missing of ['0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10', 'no-id'])
      for (const [verb, body] of [
        ['heartbeat', { leaseSeconds: 5 }],
        ['complete', {}],
        ['fail', { errorMessage: 'x' }],
        ['cancel/ack', {}],
        ['events', { level: 'info', message: 'x' }],
      ] as const) {
        const refused = await worker.post(`/api/queue/jobs/${missing}/${verb}`, body);
        expect([verb, refused.status, refused.body.code]).toEqual([verb, 404, 'job_not_found']);
      }
  });

  test('a lease that ran out goes to another worker, and the first one is refused', async () => {
    const name = uniqueName();
    await api().put(`/api/manifests/${name}`, { content: manifestText(name) });
    const { jobId } = (await api().post(`/api/manifests/${name}/runs`)).body;
    const first = (await claim(worker, { leaseSeconds: 1 })).job;
    const lapsed = new Promise((resolve) =>
      setTimeout(resolve, Date.parse(first.leaseExpiresAt) - Date.now() + 50),
    );
    await lapsed;
    await api().store.jobs.sweep();
    const swept = (await api().get(`/api/queue/jobs/${jobId}`)).body;
    expect(swept).toMatchObject({ status: 'queued', attempt: 2, claimedBy: null });
    expect(Date.parse(swept.nextAttemptAt) - Date.parse(swept.updatedAt)).toBe(30_000);
    for (const leaseToken of [first.leaseToken, undefined]) {
      const late = await worker.post(`/api/queue/jobs/${jobId}/complete`, leaseToken ? { leaseToken } : {});
      expect(late.status).toBe(409);
    }
    const { items } = (await api().get(`/api/queue/jobs/${jobId}/events`)).body;
    expect(items.map(({ message }: { message: string }) => message)).toContain('Lease expired');
    expect((await api().get(`/api/manifests/${name}`)).body.lastRun.status).toBe('queued');
  });

  test('events tell the story of a job in order, those of its worker too', async () => {
    const id = await submit(api());
    await claim(worker);
    const appended = await worker.post(`/api/queue/jobs/${id}/events`, {
      level: 'warn',
      message: 'half way',
      payload: { stage: 'moonmind.manifest.plan', status: 'started', Grüße: [1, null, true] },
    });
    expect(appended.status).toBe(201);
    expect(appended.body).toEqual({
      id: expect.any(String),
      jobId: id,
      category: 'tasks',
      level: 'warn',
      message: 'half way',
      payload: { stage: 'moonmind.manifest.plan', status: 'started', Grüße: [1, null, true] },
      createdAt: expect.stringMatching(TIME),
    });
    await worker.post(`/api/queue/jobs/${id}/complete`);
    const after = await worker.post(`/api/queue/jobs/${id}/events`, { level: 'info', message: 'tidied up' });
    expect(after.status).toBe(201);
    const { items } = (await api().get(`/api/queue/jobs/${id}/events`)).body;
    const messages = ['Job queued', 'Job claimed', 'half way', 'Job completed', 'tidied up'];
    expect(items.map(({ message }: { message: string }) => message)).toEqual(messages);
    expect(items[0].payload).toMatchObject({ type: 'task' });
    expect(items[1].payload).toEqual({ workerId: worker.id });

    const list = async (query: string) =>
      (await api().get(`/api/queue/jobs/${id}/events?${query}`)).body.items.map(
        ({ message }: { message: string }) => message,
      );
    expect(await list(`afterEventId=${items[2].id}`)).toEqual(messages.slice(3));
    expect(await list(`beforeEventId=${items[2].id.toUpperCase()}`)).toEqual(messages.slice(0, 2));
    expect(await list('sort=desc&limit=2')).toEqual(messages.slice(3).reverse());
    expect(await list(`before=${items[0].createdAt}`)).toEqual([]);
    expect(await list('after=2000-01-01T01:00:00%2B01:00')).toEqual(messages);
    for (const query of ['limit=501', 'sort=up', 'after=yesterday', 'afterEventId=1', 'aftr=1'])
      expect((await api().get(`/api/queue/jobs/${id}/events?${query}`)).body.code).toBe('invalid_query');
    expect((await api().get('/api/queue/jobs/0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10/events')).status).toBe(404);
  });

  test('only a worker that holds or held the job may append', async () => {
    const id = await submit(api());
    const refused = await worker.post(`/api/queue/jobs/${id}/events`, { level: 'info', message: 'hello' });
    expect(refused.body).toMatchObject({ status: 403, code: 'job_not_authorized' });
  });

  test.each([
    [{ level: 'debug', message: 'x' }, '/level'],
    [{ level: 'info' }, '/message'],
    [{ level: 'info', message: '  ' }, '/message'],
    [{ level: 'info', message: 'x', payload: { a: 'half \udc00' } }, '/payload/a'],
    [{ level: 'info', message: 'x', payload: { 'a\u0000': 1 } }, '/payload/?'],
    [{ level: 'info', message: 'x', payload: { token: rawSecret() } }, '/payload/token'],
    [{ level: 'info', message: `see ${rawSecret()}` }, '/message'],
  ])('the event %j is refused', async (event, pointer) => {
    const id = await submit(api());
    await claim(worker);
    const { status, body } = await worker.post(`/api/queue/jobs/${id}/events`, event);
    expect([status, body.code]).toEqual([422, 'invalid_queue_payload']);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  test('a token speaks for its own worker id alone', async () => {
    const id = await submit(api());
    const other = { workerId: 'someone-else', leaseSeconds: 60 };
    for (const path of ['/api/queue/jobs/claim', `/api/queue/jobs/${id}/heartbeat`])
      expect((await api().post(path, other, { token: worker.token })).body).toMatchObject({
        status: 403,
        code: 'worker_not_authorized',
      });
  });

  test("a token's capabilities replace the request's, its types and repositories bound it", async () => {
    await submit(api(), taskJob('one', { repository: 'owner/one' }));
    const two = await submit(api(), taskJob('two', { repository: 'owner/two' }));
    const able = await api().worker({ capabilities: ['Manifest'] });
    expect((await claim(able)).job).toBe(null);
    const bound = await api().worker({
      capabilities: TASK_CAPABILITIES,
      allowedJobTypes: ['task', 'manifest'],
      allowedRepositories: ['owner/two'],
    });
    const refused = await bound.post('/api/queue/jobs/claim', {
      leaseSeconds: 60,
      allowedTypes: ['codex_exec'],
    });
    expect(refused.body).toMatchObject({ status: 403, code: 'worker_not_authorized' });
    expect(
      (await claim(bound, { workerCapabilities: [], allowedTypes: ['codex_exec', 'task'] })).job.id,
    ).toBe(two);
    expect((await claim(bound, { workerCapabilities: [] })).job).toBe(null);
  });
});
