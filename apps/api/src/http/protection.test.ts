import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintApiToken } from '../auth/users.js';
import { openEmbedded } from '../testing/databases.js';
import { rawSecret } from '../testing/samples.js';
import { createTestApi } from '../testing/test-api.js';

let opened: Awaited<ReturnType<typeof openEmbedded>>;
beforeAll(async () => {
  opened = await openEmbedded();
});
afterAll(() => opened.close());

test.each(['/healthz', '/api/queue/jobs', '/api/queue/jobs/nope', '/nowhere', '/openapi.json', '/metrics'])(
  'the answer of %s tells a browser to make nothing of it, and no version',
  async (path) => {
    const { headers } = await createTestApi(opened.store).get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; frame-ancestors 'none'/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
      expect(headers.has(name)).toBe(false);
  },
);

test('the reference page loads nothing but what it names from here, and nothing inline', async () => {
  const api = createTestApi(opened.store);
  const { status, headers, text } = await api.get('/docs');
  expect(status).toBe(200);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(text).not.toMatch(/<script>|<style|style=|\son\w+=|https?:/);
  const named = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
  const [icon, ...files] = named;
  expect(icon).toBe('data:,');
  expect(files).toHaveLength(3);
  for (const path of files) {
    const file = await api.get(path);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toMatch(
      path.endsWith('.css') ? /^text\/css/ : /^text\/javascript/,
    );
    expect(file.text.length).toBeGreaterThan(50);
  }
  // Styles load nothing from elsewhere either.
  const { text: css } = await api.get('/docs/swagger-ui.css');
  const loaded = [...css.matchAll(/url\(["']?([^)"']{0,20})|(@import)/g)].map(([, url]) => url);
  expect(loaded.filter((url) => !url?.startsWith('data:'))).toEqual([]);
  expect((await api.get('/docs/package.json')).status).toBe(422);
});

test('pages of other origins may call only where the configuration names them', async () => {
  const origin = 'https://console.example.org';
  const foreign = { origin, 'sec-fetch-site': 'cross-site', host: 'localhost' };
  const closed = await createTestApi(opened.store).get('/api/queue/jobs', { headers: foreign });
  expect(closed.status).toBe(403);
  const api = createTestApi(opened.store, { corsOrigins: [origin] });
  const open = await api.get('/api/queue/jobs', { headers: foreign });
  expect(open.status).toBe(200);
  expect(open.headers.get('access-control-allow-origin')).toBe(origin);
  expect(open.headers.get('vary')).toMatch(/origin/i);
  const preflight = await api.call('OPTIONS', '/api/queue/jobs', {
    headers: { ...foreign, 'access-control-request-method': 'POST' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).not.toMatch(/worker/i);
  const other = { ...foreign, origin: 'https://console.example.org.evil.example' };
  expect((await api.get('/api/queue/jobs', { headers: other })).status).toBe(403);
  const rebound = { ...foreign, host: 'console.example.org' };
  expect((await api.get('/api/queue/jobs', { headers: rebound })).status).toBe(403);
});

test('each caller has a number of requests a minute, told apart by credential', async () => {
  const api = createTestApi(opened.store, { rateLimit: 3 });
  const one = await api.worker();
  const claim = { leaseSeconds: 60, workerCapabilities: ['none'] };
  const statuses = [];
  for (let call = 0; call < 5; call += 1)
    statuses.push((await one.post('/api/queue/jobs/claim', claim)).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const refused = await one.post('/api/queue/jobs/claim', claim);
  expect(refused.body.code).toBe('rate_limited');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect((await api.get('/api/queue/jobs')).status).toBe(200);
  for (let call = 0; call < 9; call += 1) expect((await api.get('/healthz')).status).toBe(200);
});

test('credentials that are made up count for the address they come from', async () => {
  const api = createTestApi(opened.store, { rateLimit: 4 });
  const statuses = [];
  for (let call = 0; call < 6; call += 1) {
    const token = `mmwt_${String(call).repeat(48)}`;
    const claim = { workerId: 'w', leaseSeconds: 60 };
    statuses.push((await api.post('/api/queue/jobs/claim', claim, { token })).status);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
});

test('a user has one limit however the credential is written, and made-up ones give no more to nobody', async () => {
  const { token, tokenHash } = mintApiToken();
  await opened.store.apiTokens.create({ tokenHash, name: 'a', scopes: ['read'] });
  const api = createTestApi(opened.store, { rateLimit: 3, userAuth: {} });
  const statuses = [];
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer ', 'beareR'])
    statuses.push(
      (await api.get('/api/queue/jobs', { headers: { authorization: `${scheme} ${token}` } })).status,
    );
  expect(statuses).toEqual([200, 200, 200, 429, 429]);

  const local = createTestApi(opened.store, { rateLimit: 3 });
  const made = [];
  for (let call = 0; call < 5; call += 1)
    made.push((await local.get('/api/queue/jobs', { bearer: `x${call}` })).status);
  expect(made).toEqual([200, 200, 200, 429, 429]);
});

test('an address that has used up its minute may try no credential but those that were good', async () => {
  const mint = async () => {
    const { token, tokenHash } = mintApiToken();
    await opened.store.apiTokens.create({ tokenHash, name: 'a', scopes: ['read'] });
    return token;
  };
  const [known, other] = [await mint(), await mint()];
  const api = createTestApi(opened.store, { rateLimit: 3, userAuth: {} });
  const status = async (bearer: string) => (await api.get('/api/queue/jobs', { bearer })).status;
  expect(await status(known)).toBe(200);
  for (let call = 0; call < 3; call += 1) expect(await status(mintApiToken().token)).toBe(401);
  expect(await status(mintApiToken().token)).toBe(429);
  expect(await status(other)).toBe(429);
  expect(await status(known)).toBe(200);
  // What no route takes counts for the address too.
  expect((await api.get('/nowhere')).status).toBe(429);
  expect((await api.get('/healthz')).status).toBe(200);
});

test('a request keeps the id it comes with where that is sound, in its answer, its problem and the log', async () => {
  const api = createTestApi(opened.store);
  const answered = async (id: string) => {
    const { headers, body } = await api.get('/nowhere', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toBe(body.requestId);
    expect(JSON.parse(api.log.at(-1) ?? '').requestId).toBe(body.requestId);
    return body.requestId;
  };
  expect(await answered('edge-1:4f2a.9')).toBe('edge-1:4f2a.9');
  for (const id of ['short', 'a b c d e f g', 'x'.repeat(65), '{"level":60}', rawSecret()]) {
    expect(await answered(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(api.log.join('')).not.toContain(id);
  }
});
