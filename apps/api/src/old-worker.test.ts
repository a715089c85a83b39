/** The exchange of a worker of the old service, as it was observed: it must run against this service unchanged. */
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from './testing/databases.js';
import { hashOf, taskJob } from './testing/samples.js';
import type { Reply } from './testing/test-api.js';

onBothDatabases('a worker of the old service', (api) => {
  let token = '';
  const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const headers = { accept: 'application/json', 'X-MoonMind-Worker-Token': token };
    return api().call(method, path, body === undefined ? { headers } : { body, headers });
  };
  /** Any status over 299 is an error to it. */
  const ok = async (path: string, body: unknown) => {
    const reply = await send('POST', path, body);
    expect(reply.status).toBeLessThanOrEqual(299);
    return reply.body;
  };
  const claim = () =>
    ok('/api/queue/jobs/claim', {
      workerId: 'w1',
      leaseSeconds: 60,
      allowedTypes: ['task', 'codex_exec', 'codex_skill'],
      workerCapabilities: ['codex', 'git', 'gh'],
    });
  beforeEach(async () => {
    await api().clear();
    token = (await api().post('/api/queue/workers/tokens', { workerId: 'w1' })).body.token;
  });

  test('claims, tells, completes, and tells once more', async () => {
    expect((await claim()).job).toBe(null);
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    const { job } = await claim();
    expect(job).toMatchObject({ id, type: 'task', payload: expect.any(Object) });
    const event = (message: string, payload: object) =>
      ok(`/api/queue/jobs/${id}/events`, { workerId: 'w1', level: 'info', message, payload });
    await event('moonmind.task.prepare', { stage: 'moonmind.task.prepare', status: 'started' });
    expect((await send('GET', `/api/task-runs/${id}/live-session/worker`)).status).toBe(404);
    const beat = await ok(`/api/queue/jobs/${id}/heartbeat`, { workerId: 'w1', leaseSeconds: 60 });
    expect(beat.cancelRequestedAt).toBe(null);
    await event('moonmind.task.execute', { stage: 'moonmind.task.execute', status: 'finished' });
    const form = new FormData();
    form.set('file', new Blob(['the log']), 'codex_exec.log');
    form.set('workerId', 'w1');
    form.set('name', 'logs/codex_exec.log');
    form.set('contentType', 'text/plain');
    form.set('digest', hashOf('the log'));
    const uploaded = await api().app.request(`/api/queue/jobs/${id}/artifacts/upload`, {
      method: 'POST',
      headers: { accept: 'application/json', 'X-MoonMind-Worker-Token': token },
      body: form,
    });
    expect(uploaded.status).toBe(201);
    const done = await ok(`/api/queue/jobs/${id}/complete`, { workerId: 'w1', resultSummary: 'pushed' });
    expect(done.status).toBe('succeeded');
    await event('Job completed', { summary: 'pushed' });
    const again = await send('POST', `/api/queue/jobs/${id}/complete`, { workerId: 'w1' });
    expect(again.status).toBe(409);
  });

  test('sees a cancel in its heartbeat and acknowledges it, without a message', async () => {
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    await claim();
    await api().post(`/api/queue/jobs/${id}/cancel`);
    const beat = await ok(`/api/queue/jobs/${id}/heartbeat`, { workerId: 'w1', leaseSeconds: 60 });
    expect(beat.cancelRequestedAt).toEqual(expect.any(String));
    await ok(`/api/queue/jobs/${id}/events`, {
      workerId: 'w1',
      level: 'warn',
      message: 'stopping',
      payload: {},
    });
    expect((await ok(`/api/queue/jobs/${id}/cancel/ack`, { workerId: 'w1' })).status).toBe('cancelled');
  });

  test('fails a job, and claims without its lists', async () => {
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    expect(await ok('/api/queue/jobs/claim', { workerId: 'w1', leaseSeconds: 60 })).toMatchObject({
      job: null,
    });
    await claim();
    const failed = await ok(`/api/queue/jobs/${id}/fail`, {
      workerId: 'w1',
      errorMessage: 'exit 1',
      retryable: false,
    });
    expect(failed.status).toBe('failed');
  });
});
