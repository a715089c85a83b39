import { SCOPES, type Scope } from '@moonmind/queue-store';
import { beforeAll, expect, test } from 'vitest';
import { ACTS } from '../auth/acts.js';
import { mintApiToken } from '../auth/users.js';
import { onBothDatabases } from '../testing/databases.js';
import { manifestText, rawSecret, taskJob, uniqueName } from '../testing/samples.js';
import { createTestApi, LOCAL_USER, type Reply, type TestApi } from '../testing/test-api.js';

const JOBS = '/api/queue/jobs';

onBothDatabases('the audit log', (local) => {
  let api: TestApi;
  let actor: { id: string; token: string };
  let reader: string;
  beforeAll(async () => {
    const make = async (name: string, scopes: readonly Scope[]) => {
      const { token, tokenHash } = mintApiToken();
      return { token, id: (await local().store.apiTokens.create({ tokenHash, name, scopes })).id };
    };
    actor = await make('actor', SCOPES);
    reader = (await make('reader', ['read'])).token;
    api = createTestApi(local().store, { userAuth: {}, bearer: actor.token });
  });
  /** What was written down of the calls that `work` makes, the oldest first. */
  const written = async (work: () => Promise<unknown>) => {
    const before = (await api.get('/api/audit?limit=1')).body.items[0]?.id;
    await work();
    const { items } = (await api.get('/api/audit?limit=200')).body;
    const until = items.findIndex(({ id }: { id: string }) => id === before);
    return (until < 0 ? items : items.slice(0, until)).reverse();
  };
  const once = async (call: () => Promise<Reply>) => {
    let reply: Reply | undefined;
    const [entry, ...more] = await written(async () => {
      reply = await call();
    });
    expect(more).toEqual([]);
    return { entry, reply: reply?.body, requestId: reply?.headers.get('x-request-id') };
  };

  test('has one entry for each act of a user: who, what, which, when, from where, and how it ended', async () => {
    const told = new Map<string, unknown>();
    const act = async (
      action: string,
      call: () => Promise<Reply>,
      target: (reply: Reply['body']) => string,
    ) => {
      const { entry, reply, requestId } = await once(call);
      expect(entry).toEqual({
        id: expect.any(String),
        at: expect.stringMatching(/Z$/),
        action,
        target: target(reply),
        actorKind: 'api_token',
        actorId: actor.id,
        actorName: 'actor',
        address: null,
        requestId,
        outcome: 'success',
      });
      told.set(action, reply);
      return reply;
    };
    const name = uniqueName();
    const put = await act(
      'manifest.put',
      () => api.put(`/api/manifests/${name}`, { content: manifestText(name) }),
      () => name,
    );
    const { contentHash } = put;
    await act(
      'manifest.restore',
      () => api.post(`/api/manifests/${name}/restore`, { contentHash }),
      () => name,
    );
    const run = await act(
      'manifest.run',
      () => api.post(`/api/manifests/${name}/runs`),
      () => name,
    );
    await act(
      'job.cancel',
      () => api.post(`${JOBS}/${run.jobId}/cancel`),
      () => run.jobId,
    );
    await act(
      'job.requeue',
      () => api.post(`${JOBS}/${run.jobId}/requeue`),
      () => run.jobId,
    );
    await api.post(`${JOBS}/${run.jobId}/cancel`);
    await act(
      'manifest.delete',
      () => api.call('DELETE', `/api/manifests/${name}`),
      () => name,
    );
    await act(
      'job.create',
      () => api.post(JOBS, taskJob()),
      ({ id }) => id,
    );
    const worker = await act(
      'worker_token.create',
      () => api.post('/api/queue/workers/tokens', { workerId: 'w' }),
      ({ workerToken }) => workerToken.id,
    );
    await act(
      'worker_token.revoke',
      () => api.post(`/api/queue/workers/tokens/${worker.workerToken.id}/revoke`),
      ({ id }) => id,
    );
    const token = await act(
      'api_token.create',
      () => api.post('/api/tokens', { name: 'a', scopes: ['read'] }),
      ({ apiToken }) => apiToken.id,
    );
    await act(
      'api_token.revoke',
      () => api.post(`/api/tokens/${token.apiToken.id}/revoke`),
      ({ id }) => id,
    );
    expect([...told.keys()].sort()).toEqual([...ACTS].sort());
    const shown = JSON.stringify((await api.get('/api/audit?limit=200')).body);
    for (const secret of [actor.token, token.token, worker.token])
      expect(shown).not.toContain(secret.slice(5));
  });

  test('has what was refused, by the code of the problem, and nothing that may be a secret', async () => {
    const secret = rawSecret();
    const entries = await written(async () => {
      await api.post(JOBS, taskJob(), { bearer: reader });
      await api.post(JOBS, { type: 'task', payload: { note: secret } });
      await api.put(`/api/manifests/${secret}`, { content: manifestText(secret) });
      await api.post(`${JOBS}/${LOCAL_USER}/cancel`);
      await api.post('/api/tokens', { name: secret, scopes: ['read'] });
      await api.call('DELETE', '/api/manifests/docs?dryRun=true', { bearer: reader });
    });
    expect(
      entries.map((entry: Record<string, unknown>) => [entry.action, entry.target, entry.outcome]),
    ).toEqual([
      ['job.create', null, 'forbidden'],
      ['job.create', null, 'invalid_queue_payload'],
      ['manifest.put', null, 'invalid_manifest'],
      ['job.cancel', LOCAL_USER, 'job_not_found'],
      ['api_token.create', null, 'invalid_queue_payload'],
      ['manifest.delete', 'docs', 'forbidden'],
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret.slice(0, 24));
    expect(entries[0].actorName).toBe('reader');
  });

  test('has no reads, no checks, no dry runs, no workers and nobody', async () => {
    const worker = await api.worker();
    const name = uniqueName();
    const content = manifestText(name);
    const entries = await written(async () => {
      await api.get(JOBS);
      await api.post('/api/manifests/validate', { content });
      await api.put(`/api/manifests/${name}?dryRun=true`, { content });
      await api.put(`/api/manifests/${name}?dryRun=true`, { content: 'a: [' });
      await worker.post(`${JOBS}/claim`, { leaseSeconds: 5 });
      await api.post(JOBS, taskJob(), { bearer: null });
    });
    expect(entries).toEqual([]);
  });

  test('tells those of who needs no credential as such', async () => {
    const { entry } = await once(() => local().post(JOBS, taskJob()));
    expect(entry).toMatchObject({ actorKind: 'local', actorId: LOCAL_USER, actorName: null });
  });

  test('is read page by page by who administers, and by nobody else', async () => {
    await api.post(JOBS, taskJob());
    const first = await api.get('/api/audit?limit=1');
    const second = await api.get(`/api/audit?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0].id < first.body.items[0].id).toBe(true);
    expect((await api.get('/api/audit', { bearer: reader })).status).toBe(403);
    expect((await api.get('/api/audit?cursor=x')).body.code).toBe('invalid_query');
  });

  test('is narrowed to an actor, an action, a target, an outcome and a time', async () => {
    const name = uniqueName();
    const content = manifestText(name);
    const began = new Date(Date.now() - 1000).toISOString();
    await api.put(`/api/manifests/${name}`, { content });
    await api.put(`/api/manifests/${name}`, { content }, { bearer: reader });
    await api.post(`/api/manifests/${name}/runs`);
    await api.call('DELETE', `/api/manifests/${name}`);
    const found = async (query: Record<string, string>) => {
      const { status, body } = await api.get(`/api/audit?${new URLSearchParams({ target: name, ...query })}`);
      expect(status).toBe(200);
      return body.items.map((entry: Record<string, unknown>) => `${entry.action} ${entry.outcome}`);
    };
    const removal = 'manifest.delete manifest_in_use';
    const all = [removal, 'manifest.run success', 'manifest.put forbidden', 'manifest.put success'];
    expect(await found({})).toEqual(all);
    expect(await found({ action: 'manifest.put', actorId: actor.id.toUpperCase() })).toEqual([all[3]]);
    expect(await found({ outcome: 'refused' })).toEqual([removal, all[2]]);
    expect(await found({ outcome: 'forbidden' })).toEqual([all[2]]);
    expect(await found({ after: began, outcome: 'success' })).toEqual([all[1], all[3]]);
    expect(await found({ before: began })).toEqual([]);
    for (const wrong of ['action=x', 'outcome=x', 'actorId=ada', 'after=yesterday', 'who=ada', 'target='])
      expect((await api.get(`/api/audit?${wrong}`)).body.code).toBe('invalid_query');
    for (const time of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00%2B01:00', '9999-12-31T23:59:59-01:00'])
      expect((await api.get(`/api/audit?before=${time}`)).body.errors[0].pointer).toBe('/before');
  });

  test('that cannot be written holds no refusal up, and the log says so', async () => {
    const { store } = api;
    const refused = () => Promise.reject(new Error('no room'));
    const failing = createTestApi({ ...store, audit: { ...store.audit, refused } });
    expect((await failing.post(JOBS, {})).status).toBe(422);
    expect(failing.log.join('')).toMatch(/could not be written to the audit log/);
  });
});
