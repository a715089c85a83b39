/** A secret planted in each place of each call: refused, nothing stored, not in the answer, not in the log (FR-007). */
import { SCOPES } from '@moonmind/queue-store';
import { dumpDatabase } from '@moonmind/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mintApiToken } from './auth/users.js';
import { openPostgres } from './testing/databases.js';
import { AUDIENCE, startIssuer, type TestIssuer } from './testing/issuer.js';
import { inlineJob, manifestText, rawSecret, SECRETS, taskJob, uniqueName } from './testing/samples.js';
import { createTestApi, type Sent, type TestApi, type TestWorker } from './testing/test-api.js';

type Plant = (secret: string, at: { name: string; jobId: string }) => { method: string; path: string } & Sent;

const JOBS = '/api/queue/jobs';
const LEASE = '0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10';

const submit = (body: unknown) => ({ method: 'POST', path: JOBS, body });
const inManifest = (changes: Readonly<Record<string, unknown>>) => submit(inlineJob(uniqueName(), changes));
const withText = (text: string) => {
  const name = uniqueName();
  return inManifest({ name, source: { kind: 'inline', content: manifestText(name).replace('ENG', text) } });
};

const USER_PLACES: Readonly<Record<string, Plant>> = {
  'a job type': (secret) => submit({ type: secret }),
  'a body key': (secret) => submit({ ...taskJob(), [secret]: 1 }),
  'an affinity key': (secret) => submit({ ...taskJob(), affinityKey: `for ${secret}` }),
  'an idempotency key': (secret) => ({ ...submit(taskJob()), headers: { 'Idempotency-Key': secret } }),
  'a priority': (secret) => submit({ ...taskJob(), priority: secret }),
  'a payload': (secret) => submit({ type: 'task', payload: secret }),
  'task instructions': (secret) => submit(taskJob(`use ${secret} to log in`)),
  'a task repository': (secret) => submit(taskJob('x', { repository: `https://u:${secret}@host/a/b` })),
  'a task key': (secret) => submit(taskJob('x', { [secret]: true })),
  'a deep task value': (secret) => submit(taskJob('x', { inputs: { list: [{ note: secret }] } })),
  'a task capability': (secret) => submit(taskJob('x', { requiredCapabilities: [secret] })),
  'a manifest value': (secret) => withText(secret),
  'a manifest comment': (secret) => withText(`ENG # was ${secret}`),
  'a manifest key': (secret) => withText(`ENG\n      ${secret}: 1`),
  'a manifest name': (secret) => inManifest({ name: secret }),
  'an action': (secret) => inManifest({ action: secret }),
  'an option': (secret) => inManifest({ options: { maxDocs: secret } }),
  'an option name': (secret) => inManifest({ options: { [secret]: 1 } }),
  'a source kind': (secret) => inManifest({ source: { kind: secret } }),
  'a source name': (secret) => inManifest({ source: { kind: 'registry', name: secret } }),
  'an unknown field of a manifest': (secret) => inManifest({ note: secret }),
  'broken YAML': (secret) => withText(`ENG\n\t: [${secret}`),
  'broken JSON': (secret) => ({
    method: 'POST',
    path: JOBS,
    raw: `{"type": "task", "x": ${secret}`,
    headers: { 'content-type': 'application/json' },
  }),
  'a content type': (secret) => ({
    method: 'POST',
    path: JOBS,
    raw: 'x',
    headers: { 'content-type': `text/${secret}` },
  }),
  'a cancel reason': (secret, { jobId }) => ({
    method: 'POST',
    path: `${JOBS}/${jobId}/cancel`,
    body: { reason: secret },
  }),
  'a user’s credential': (secret) => ({
    ...submit({ type: 'no-such-type' }),
    headers: { authorization: `Bearer ${secret}` },
  }),
  'an API token’s name': (secret) => ({
    method: 'POST',
    path: '/api/tokens',
    body: { name: `for ${secret}`, scopes: ['read'] },
  }),
  'an API token’s scopes': (secret) => ({
    method: 'POST',
    path: '/api/tokens',
    body: { name: 'a', scopes: [secret] },
  }),
  'an API token’s id': (secret) => ({ method: 'POST', path: `/api/tokens/${secret}/revoke` }),
  'a cursor of the audit log': (secret) => ({ method: 'GET', path: `/api/audit?cursor=${secret}` }),
  'a job id': (secret) => ({ method: 'GET', path: `${JOBS}/${secret}` }),
  'a query value': (secret) => ({ method: 'GET', path: `${JOBS}?status=${secret}` }),
  'a query name': (secret) => ({ method: 'GET', path: `${JOBS}?${secret}=1` }),
  'a cursor': (secret) => ({ method: 'GET', path: `${JOBS}?cursor=${secret}` }),
  'a stream position': (secret) => ({
    method: 'GET',
    path: '/api/queue/events/stream',
    headers: { 'Last-Event-ID': secret },
  }),
  'an artifact id': (secret, { jobId }) => ({
    method: 'GET',
    path: `${JOBS}/${jobId}/artifacts/${secret}/download`,
  }),
  'a route': (secret) => ({ method: 'GET', path: `/${secret}` }),
  'a registry name': (secret) => ({
    method: 'PUT',
    path: `/api/manifests/${secret}`,
    body: { content: manifestText(secret) },
  }),
  'a registry text': (secret, { name }) => ({
    method: 'PUT',
    path: `/api/manifests/${name}`,
    raw: `${manifestText(name)}# ${secret}\n`,
    headers: { 'content-type': 'application/yaml' },
  }),
  'a credential key of a registry text': (secret, { name }) => ({
    method: 'PUT',
    path: `/api/manifests/${name}`,
    body: { content: manifestText(name).replace('${QDRANT_API_KEY}', secret) },
  }),
  'a registry message': (secret, { name }) => ({
    method: 'PUT',
    path: `/api/manifests/${name}`,
    body: { content: manifestText(name, '# again\n'), message: `rotates ${secret}` },
  }),
  'a precondition': (secret, { name }) => ({
    method: 'PUT',
    path: `/api/manifests/${name}`,
    body: { content: manifestText(name, '# again\n') },
    headers: { 'If-Match': secret },
  }),
  'a run option': (secret, { name }) => ({
    method: 'POST',
    path: `/api/manifests/${name}/runs`,
    body: { options: { note: secret } },
  }),
  'a run action': (secret, { name }) => ({
    method: 'POST',
    path: `/api/manifests/${name}/runs`,
    body: { action: secret },
  }),
  'a run hash': (secret, { name }) => ({
    method: 'POST',
    path: `/api/manifests/${name}/runs`,
    body: { contentHash: secret },
  }),
  'a search': (secret) => ({ method: 'GET', path: `/api/manifests?search=${secret}` }),
  'a worker id': (secret) => ({
    method: 'POST',
    path: '/api/queue/workers/tokens',
    body: { workerId: secret },
  }),
  'a token description': (secret) => ({
    method: 'POST',
    path: '/api/queue/workers/tokens',
    body: { workerId: 'w', description: secret },
  }),
  'a token repository': (secret) => ({
    method: 'POST',
    path: '/api/queue/workers/tokens',
    body: { workerId: 'w', allowedRepositories: [secret] },
  }),
  'a token capability': (secret) => ({
    method: 'POST',
    path: '/api/queue/workers/tokens',
    body: { workerId: 'w', capabilities: [secret] },
  }),
};

const WORKER_PLACES: Readonly<
  Record<string, (secret: string) => readonly [verb: string, body: Record<string, unknown>]>
> = {
  'a worker id of a call': (secret) => ['heartbeat', { workerId: secret, leaseSeconds: 5 }],
  'a lease token': (secret) => ['heartbeat', { leaseToken: secret, leaseSeconds: 5 }],
  'a result summary': (secret) => ['complete', { resultSummary: `made ${secret}` }],
  'an error message': (secret) => ['fail', { errorMessage: `401 for ${secret}` }],
  'a release reason': (secret) => ['release', { leaseToken: LEASE, reason: secret }],
  'an acknowledgement': (secret) => ['cancel/ack', { message: secret }],
  'an event message': (secret) => ['events', { level: 'info', message: secret }],
  'an event payload': (secret) => [
    'events',
    { level: 'info', message: 'x', payload: { a: [{ b: secret }] } },
  ],
  'an event of a batch': (secret) => [
    'events',
    { leaseToken: LEASE, events: [{ sequence: 0, level: 'info', message: 'x', payload: { a: secret } }] },
  ],
  'an event payload key': (secret) => ['events', { level: 'info', message: 'x', payload: { [secret]: 1 } }],
};

let opened: Awaited<ReturnType<typeof openPostgres>>;
let api: TestApi;
let worker: TestWorker;
const name = uniqueName();
let jobId = '';

beforeAll(async () => {
  opened = await openPostgres();
  api = createTestApi(opened.store);
  worker = await api.worker();
  await api.put(`/api/manifests/${name}`, { content: manifestText(name) });
});
afterAll(() => opened.close());
beforeEach(async () => {
  jobId = (await api.post(JOBS, taskJob())).body.id;
});

async function expectNoTrace(secret: string, reply: { text: string; status: number; headers: Headers }) {
  expect(reply.status).toBeLessThan(500);
  const written = [
    reply.text,
    JSON.stringify([...reply.headers]),
    api.log.join(''),
    await dumpDatabase(opened.url),
  ];
  // Half of it would tell enough.
  for (const text of written) expect(text.toLowerCase()).not.toContain(secret.slice(0, 24).toLowerCase());
}

/** The service's own: an API token, a worker token and a JWT, all of them good, wherever a call can hold one. */
describe('a good credential', () => {
  let issuer: TestIssuer;
  beforeAll(async () => {
    issuer = await startIssuer();
  });
  afterAll(() => issuer.close());

  const makers = {
    'API token': async () => {
      const { token, tokenHash } = mintApiToken();
      await opened.store.apiTokens.create({ tokenHash, name: 'canary', scopes: SCOPES });
      return token;
    },
    'worker token': async () => (await api.worker()).token,
    JWT: () => issuer.sign({ scope: SCOPES.join(' ') }),
  };
  test.each(Object.entries(makers))(
    '(%s) is in no log line and no row, and in no answer',
    async (_kind, make) => {
      const credential = await make();
      const oidc = {
        issuer: issuer.issuer,
        audience: AUDIENCE,
        algorithms: ['ES256'],
        scopesClaim: 'scope',
      } as const;
      const guarded = createTestApi(opened.store, { userAuth: { oidc } });
      const as = { bearer: credential, token: credential };
      const replies = [
        await guarded.post(JOBS, taskJob(), as),
        await guarded.post(JOBS, { type: credential, payload: { [credential]: credential } }, as),
        await guarded.get(`${JOBS}?status=${credential}&access_token=${credential}`, as),
        await guarded.get(`/api/manifests/${credential}`, as),
        await guarded.put(`/api/manifests/${name}?dryRun=${credential}`, { content: credential }, as),
        await guarded.get('/nowhere', {
          ...as,
          headers: { cookie: credential, referer: credential, 'x-request-id': credential },
        }),
        await guarded.post(`${JOBS}/claim`, { workerId: credential, leaseSeconds: 5 }, as),
        await guarded.get('/metrics', as),
        await guarded.get('/api/audit', as),
      ];
      const secret = credential.split('.').at(-1)?.slice(-32) ?? credential;
      const written = [
        guarded.log.join(''),
        await dumpDatabase(opened.url),
        ...replies.map(({ text }) => text),
      ];
      for (const text of written) expect(text).not.toContain(secret);
      for (const reply of replies) expect(reply.status).toBeLessThan(500);
    },
  );
});

describe.each(Object.keys(SECRETS) as (keyof typeof SECRETS)[])('a secret of %s', (kind) => {
  test.each(Object.entries(USER_PLACES))('in %s leaves no trace', async (_place, plant) => {
    const secret = rawSecret(kind);
    const { method, path, ...sent } = plant(secret, { name, jobId });
    const reply = await api.call(method, path, sent);
    await expectNoTrace(secret, reply);
    // A read may find nothing; whatever writes must refuse.
    if (method !== 'GET') expect(reply.status).toBeGreaterThanOrEqual(400);
    expect((await api.get(`${JOBS}/${jobId}`)).body.status).toBe('queued');
  });

  test.each(Object.entries(WORKER_PLACES))('in %s leaves no trace', async (_place, plant) => {
    await api.clear();
    const id = (await api.post(JOBS, taskJob())).body.id;
    await worker.post(`${JOBS}/claim`, { leaseSeconds: 60, workerCapabilities: ['codex', 'git', 'gh'] });
    const secret = rawSecret(kind);
    const [verb, body] = plant(secret);
    const reply = await worker.post(`${JOBS}/${id}/${verb}`, body);
    await expectNoTrace(secret, reply);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect((await api.get(`${JOBS}/${id}`)).body).toMatchObject({ status: 'running', claimedBy: worker.id });
  });

  test.each(['name', 'contentType', 'workerId', 'digest', 'leaseToken', 'unknown'])(
    'in the field %s of an upload leaves no trace',
    async (field) => {
      await api.clear();
      const id = (await api.post(JOBS, taskJob())).body.id;
      await worker.post(`${JOBS}/claim`, { leaseSeconds: 60, workerCapabilities: ['codex', 'git', 'gh'] });
      const secret = rawSecret(kind);
      const fields = { workerId: worker.id, name: 'a', [field]: secret };
      const parts = Object.entries(fields).map(
        ([key, value]) => `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
      );
      const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="${secret}"\r\n\r\nx\r\n--b--\r\n`;
      const reply = await api.call('POST', `${JOBS}/${id}/artifacts/upload`, {
        raw: [...parts, file].join(''),
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        token: worker.token,
      });
      await expectNoTrace(secret, reply);
      // What the call does not know is dropped, as on every worker's route.
      expect(reply.status).toBe(field === 'unknown' ? 201 : 422);
    },
  );

  test('sent as a credential where users need one leaves no trace', async () => {
    const secret = rawSecret(kind);
    const guarded = createTestApi(opened.store, { userAuth: {} });
    for (const authorization of [`Bearer ${secret}`, `Basic ${secret}`, secret]) {
      const reply = await guarded.post(JOBS, taskJob(), { headers: { authorization } });
      expect(reply.status).toBe(401);
      await expectNoTrace(secret, { ...reply, text: reply.text + guarded.log.join('') });
    }
  });

  test('sent as a worker token, or among claimed capabilities, leaves no trace', async () => {
    const secret = rawSecret(kind);
    await expectNoTrace(secret, await api.post(`${JOBS}/claim`, {}, { token: secret }));
    const asked = { leaseSeconds: 5, workerCapabilities: [secret] };
    await expectNoTrace(secret, await worker.post(`${JOBS}/claim`, asked));
  });
});
