import { expect, test } from 'vitest';
import { onBothDatabases } from '../testing/databases.js';
import { rawSecret, uniqueName } from '../testing/samples.js';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const TOKENS = '/api/queue/workers/tokens';
const SELF = '/api/queue/workers/self';

onBothDatabases('worker tokens', (api) => {
  test('a new token is shown once', async () => {
    const workerId = uniqueName('w');
    const { status, body } = await api().post(TOKENS, {
      workerId,
      description: 'for tests',
      allowedRepositories: ['a/b', 'a/b'],
      allowedJobTypes: ['manifest'],
      capabilities: ['Manifest', ' github', 'manifest'],
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      token: expect.stringMatching(/^mmwt_[0-9a-f]{48}$/),
      workerToken: {
        id: expect.any(String),
        workerId,
        description: 'for tests',
        allowedRepositories: ['a/b'],
        allowedJobTypes: ['manifest'],
        capabilities: ['manifest', 'github'],
        isActive: true,
        expiresAt: null,
        revokedAt: null,
        createdAt: expect.stringMatching(TIME),
        updatedAt: expect.stringMatching(TIME),
      },
    });
    const listed = await api().get(TOKENS);
    expect(listed.body.items).toContainEqual(body.workerToken);
    expect(listed.text).not.toContain(body.token);
    expect((await api().get(`${TOKENS}?limit=1`)).body.items).toHaveLength(1);
    expect(api().log.join('')).not.toContain(body.token);
  });

  test('a worker is told what its token says, and nobody else is', async () => {
    const { body } = await api().post(TOKENS, { workerId: uniqueName('w'), capabilities: ['manifest'] });
    const self = await api().get(SELF, { token: body.token });
    const { workerId, allowedRepositories, allowedJobTypes, capabilities, expiresAt } = body.workerToken;
    expect(self.status).toBe(200);
    expect(self.body).toEqual({ workerId, allowedRepositories, allowedJobTypes, capabilities, expiresAt });
    expect(self.text).not.toContain(body.token);
    expect((await api().get(SELF)).body.code).toBe('worker_auth_failed');
  });

  test('a list that is null bounds nothing, as one that is absent', async () => {
    const lists = { allowedRepositories: null, allowedJobTypes: null, capabilities: null };
    const { status, body } = await api().post(TOKENS, { workerId: uniqueName('w'), ...lists });
    expect(status).toBe(201);
    expect(body.workerToken).toMatchObject({
      allowedRepositories: [],
      allowedJobTypes: [],
      capabilities: [],
    });
  });

  test('a worker call needs a live token', async () => {
    const claim = { workerId: 'w', leaseSeconds: 60 };
    for (const token of [
      undefined,
      '',
      'mmwt_',
      `mmwt_${'0'.repeat(48)}`,
      'x\u00e9',
      `mmwt_${'A'.repeat(48)}`,
    ]) {
      const headers = token === undefined ? {} : { 'X-MoonMind-Worker-Token': token };
      const { status, body } = await api().post('/api/queue/jobs/claim', claim, { headers });
      expect([status, body.code]).toEqual([401, 'worker_auth_failed']);
      if (token) expect(JSON.stringify(body)).not.toContain(token);
    }
    const asUser = await api().post('/api/queue/jobs/claim', claim, {
      headers: { authorization: 'Bearer a.b.c' },
    });
    expect(asUser.status).toBe(401);
  });

  test('a wrong body of an unknown worker tells nothing but that it is unknown', async () => {
    expect((await api().post('/api/queue/jobs/claim', { workerId: 7 })).status).toBe(401);
  });

  test('a revoked token is refused, and revoking again answers the same', async () => {
    const worker = await api().worker();
    const { items } = (await api().get(TOKENS)).body;
    const { id } = items.find((token: { workerId: string }) => token.workerId === worker.id);
    const revoked = await api().post(`${TOKENS}/${id}/revoke`);
    expect(revoked.body).toMatchObject({ id, isActive: false, revokedAt: expect.stringMatching(TIME) });
    expect((await worker.post('/api/queue/jobs/claim', { leaseSeconds: 60 })).status).toBe(401);
    expect((await api().post(`${TOKENS}/${id}/revoke`, {})).body).toEqual(revoked.body);
    for (const missing of ['0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10', 'x'])
      expect((await api().post(`${TOKENS}/${missing}/revoke`)).body.code).toBe('worker_token_not_found');
  });

  test('a token ends when it expires', async () => {
    const expiresAt = new Date(Date.now() + 400).toISOString();
    const worker = await api().worker({ expiresAt });
    expect((await worker.post('/api/queue/jobs/claim', { leaseSeconds: 60 })).status).toBe(200);
    await expect
      .poll(async () => (await worker.post('/api/queue/jobs/claim', { leaseSeconds: 60 })).status, {
        timeout: 5000,
      })
      .toBe(401);
  });

  test.each([
    [{}, '/workerId'],
    [{ workerId: ' ' }, '/workerId'],
    [{ workerId: 'w', allowedJobTypes: ['sql'] }, '/allowedJobTypes/0'],
    [{ workerId: 'w', capabilities: 'manifest' }, '/capabilities'],
    [{ workerId: 'w', expiresAt: '2001-01-01T00:00:00Z' }, '/expiresAt'],
    [{ workerId: 'w', expiresAt: 'soon' }, '/expiresAt'],
    [{ workerId: 'w', capabilites: [] }, '/capabilites'],
    [{ workerId: `w-${rawSecret()}` }, '/workerId'],
  ])('the token %j is refused', async (sent, pointer) => {
    const { status, body } = await api().post(TOKENS, sent);
    expect([status, body.code]).toEqual([422, 'invalid_queue_payload']);
    expect(body.errors[0].pointer).toBe(pointer);
  });
});
