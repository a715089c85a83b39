import { randomUUID } from 'node:crypto';
import { SCOPES, type Scope } from '@moonmind/queue-store';
import { beforeAll, describe, expect, test } from 'vitest';
import { mintApiToken } from '../auth/users.js';
import { onBothDatabases } from '../testing/databases.js';
import { manifestText, rawSecret, taskJob, uniqueName } from '../testing/samples.js';
import { createTestApi, LOCAL_USER, type TestApi } from '../testing/test-api.js';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const TOKENS = '/api/tokens';
const JOBS = '/api/queue/jobs';

onBothDatabases('API tokens', (local) => {
  let api: TestApi;
  let admin: string;
  beforeAll(async () => {
    const { token, tokenHash } = mintApiToken();
    await local().store.apiTokens.create({ tokenHash, name: 'admin', scopes: SCOPES });
    admin = token;
    api = createTestApi(local().store, { userAuth: {}, bearer: admin });
  });
  const make = async (scopes: readonly Scope[], more: object = {}) => {
    const { body } = await api.post(TOKENS, { name: uniqueName('ci'), scopes, ...more });
    const { token, apiToken }: { token: string; apiToken: { id: string } } = body;
    return { token, id: apiToken.id };
  };

  test('a new token is shown once, and its calls are its own', async () => {
    const name = uniqueName('ci');
    const made = await api.post(TOKENS, { name, scopes: ['submit', 'read', 'submit'] });
    expect(made.status).toBe(201);
    const { id: adminId } =
      (await api.store.apiTokens.list({})).items.find((item) => item.name === 'admin') ?? {};
    expect(made.body).toEqual({
      token: expect.stringMatching(/^mmat_[0-9a-f]{48}$/),
      apiToken: {
        id: expect.any(String),
        name,
        scopes: ['read', 'submit'],
        createdByUserId: adminId,
        expiresAt: null,
        lastUsedAt: null,
        revokedAt: null,
        createdAt: expect.stringMatching(TIME),
      },
    });
    const { token, apiToken } = made.body;
    const job = await api.post(JOBS, taskJob(), { bearer: token });
    expect([job.status, job.body.createdByUserId]).toEqual([201, apiToken.id]);
    const listed = await api.get(`${TOKENS}?limit=200`);
    expect(listed.text).not.toContain(token.slice(5));
    expect(listed.body.items.find((item: { id: string }) => item.id === apiToken.id)).toEqual({
      ...apiToken,
      lastUsedAt: expect.stringMatching(TIME),
    });
  });

  test('a revision and a cancellation tell whose they are', async () => {
    const { token, id } = await make(['read', 'submit', 'manage_manifests']);
    const name = uniqueName();
    const as = { bearer: token };
    await api.put(`/api/manifests/${name}`, { content: manifestText(name) }, as);
    const revisions = await api.get(`/api/manifests/${name}/revisions`, as);
    expect(revisions.body.items[0].createdByUserId).toBe(id);
    const job = await api.post(JOBS, taskJob(), as);
    const cancelled = await api.post(`${JOBS}/${job.body.id}/cancel`, {}, as);
    expect(cancelled.body.cancelRequestedByUserId).toBe(id);
  });

  describe('without a credential that is good', () => {
    test.each<[string, (good: string) => Record<string, string>]>([
      ['none', () => ({})],
      ['an unknown one', () => ({ authorization: `Bearer mmat_${'0'.repeat(48)}` })],
      ['another scheme', (good) => ({ authorization: `Basic ${good}` })],
      ['no scheme', (good) => ({ authorization: good })],
      ['one with more behind it', (good) => ({ authorization: `Bearer ${good} x` })],
      ['one in capitals', (good) => ({ authorization: `Bearer ${good.toUpperCase()}` })],
      ['one in the worker’s header', (good) => ({ 'x-moonmind-worker-token': good })],
      ['one in a cookie', (good) => ({ cookie: `token=${good}` })],
    ])('(%s) a user’s call is a 401 that says how, and does nothing', async (_what, headers) => {
      const sent = { bearer: null, headers: headers(admin) };
      const { status, body, headers: answered, text } = await api.post(JOBS, taskJob(), sent);
      expect([status, body.code]).toEqual([401, 'auth_required']);
      const challenge = answered.get('www-authenticate');
      expect(challenge).toBe(
        'authorization' in headers(admin)
          ? 'Bearer realm="moonmind", error="invalid_token"'
          : 'Bearer realm="moonmind"',
      );
      expect(text).not.toContain(admin.slice(5));
    });

    test('in the query it is not taken either', async () => {
      const { status } = await api.get(`${JOBS}?access_token=${admin}`, { bearer: null });
      expect(status).toBe(401);
    });
  });

  test('the scheme is Bearer in any letter case', async () => {
    const { status } = await api.get(JOBS, { bearer: null, headers: { authorization: `bearer  ${admin}` } });
    expect(status).toBe(200);
  });

  test('too little is a 403 that names the missing scope, and does nothing', async () => {
    const { token } = await make(['read']);
    const name = uniqueName();
    const put = await api.put(`/api/manifests/${name}`, { content: manifestText(name) }, { bearer: token });
    expect([put.status, put.body.code]).toEqual([403, 'forbidden']);
    expect(put.body.detail).toContain('manage_manifests');
    expect(put.headers.get('www-authenticate')).toBe(
      'Bearer realm="moonmind", error="insufficient_scope", scope="manage_manifests"',
    );
    expect((await api.get(`/api/manifests/${name}`)).status).toBe(404);
  });

  test('a revoked token opens nothing from then on, an expired one from its time on', async () => {
    const { token, id } = await make(['read']);
    expect((await api.get(JOBS, { bearer: token })).status).toBe(200);
    const revoked = await api.post(`${TOKENS}/${id}/revoke`);
    expect([revoked.status, revoked.body.revokedAt]).toEqual([200, expect.stringMatching(TIME)]);
    expect((await api.get(JOBS, { bearer: token })).status).toBe(401);
    expect((await api.post(`${TOKENS}/${id}/revoke`)).body).toEqual(revoked.body);

    const old = mintApiToken();
    const expiresAt = '2020-01-01T00:00:00.000Z';
    await api.store.apiTokens.create({ tokenHash: old.tokenHash, name: 'old', scopes: SCOPES, expiresAt });
    expect((await api.get(JOBS, { bearer: old.token })).status).toBe(401);
  });

  test('a stream ends when its token does, and others go on', async () => {
    const quick = createTestApi(api.store, { userAuth: {}, bearer: admin, streams: { checkMs: 20 } });
    const open = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const { body, status } = await quick.app.request('/api/queue/events/stream', { headers });
      if (!body) throw new Error('No stream.');
      expect(status).toBe(200);
      return body.getReader();
    };
    const { token, id } = await make(['read']);
    const [stream, other] = [await open(token), await open(admin)];
    await Promise.all([stream.read(), other.read()]);
    await quick.post(`${TOKENS}/${id}/revoke`);
    // Whatever still comes, its end follows.
    for (let part = await stream.read(); !part.done; ) part = await stream.read();
    const reading = other.read();
    await quick.post(JOBS, taskJob());
    const { value } = await reading;
    expect(new TextDecoder().decode(value)).toContain('queue_event');
    await other.cancel();
  });

  test.each([
    ['no name', { scopes: ['read'] }],
    ['a blank name', { name: ' ', scopes: ['read'] }],
    ['no scope', { name: 'a', scopes: [] }],
    ['an unknown scope', { name: 'a', scopes: ['root'] }],
    ['a time gone by', { name: 'a', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }],
    ['a secret in its name', { name: `for ${rawSecret()}`, scopes: ['read'] }],
    ['an id of its own', { name: 'a', scopes: ['read'], id: randomUUID() }],
    ['a hash of its own', { name: 'a', scopes: ['read'], tokenHash: `sha256:${'0'.repeat(64)}` }],
  ])('a token with %s is refused', async (_what, body) => {
    const { status, body: problem } = await api.post(TOKENS, body);
    expect([status, problem.code]).toEqual([422, 'invalid_queue_payload']);
  });

  test('there is a 404 for a token that is not there', async () => {
    for (const id of [randomUUID(), 'x']) {
      const { status, body } = await api.post(`${TOKENS}/${id}/revoke`);
      expect([status, body.code]).toEqual([404, 'api_token_not_found']);
    }
  });

  test('are listed page by page', async () => {
    await make(['read']);
    await make(['read']);
    const first = await api.get(`${TOKENS}?limit=1`);
    const second = await api.get(`${TOKENS}?limit=1&cursor=${first.body.nextCursor}`);
    expect(first.body.items[0].createdAt >= second.body.items[0].createdAt).toBe(true);
    expect(first.body.items[0].id).not.toBe(second.body.items[0].id);
  });

  test('worker and user credentials never stand in for each other', async () => {
    const worker = await api.worker();
    const asUser = await api.get(JOBS, { bearer: worker.token });
    expect([asUser.status, asUser.body.code]).toEqual([401, 'auth_required']);
    const both = await api.get(JOBS, { bearer: null, token: worker.token });
    expect(both.status).toBe(401);
    const claim = { workerId: worker.id, leaseSeconds: 5 };
    const asWorker = await api.post(`${JOBS}/claim`, claim, { token: admin });
    expect([asWorker.status, asWorker.body.code]).toEqual([401, 'worker_auth_failed']);
    expect((await worker.post(`${JOBS}/claim`, { leaseSeconds: 5 })).status).toBe(200);
  });

  test('metrics take a reader, or anyone where that is configured', async () => {
    expect((await api.get('/metrics', { bearer: null })).status).toBe(401);
    expect((await api.get('/metrics')).status).toBe(200);
    const open = createTestApi(api.store, { userAuth: {}, metricsForAnyone: true });
    expect((await open.get('/metrics')).status).toBe(200);
    for (const path of ['/healthz', '/readyz', '/openapi.json', '/docs'])
      expect([path, (await api.get(path, { bearer: null })).status]).toEqual([path, 200]);
  });

  test('with user authentication, neither Host nor Origin decides; without it, no credential does', async () => {
    const headers = {
      host: 'moonmind.example',
      origin: 'https://elsewhere.example',
      'sec-fetch-site': 'cross-site',
    };
    const called = await api.get(JOBS, { headers });
    expect(called.status).toBe(200);
    expect(called.headers.has('access-control-allow-origin')).toBe(false);
    expect((await local().get(JOBS, { headers, bearer: admin })).status).toBe(403);
    const job = await local().post(JOBS, taskJob(), { bearer: `mmat_${'0'.repeat(48)}` });
    expect([job.status, job.body.createdByUserId]).toEqual([201, LOCAL_USER]);
  });
});
