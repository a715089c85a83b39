/**
 * Every route of the OpenAPI document, called under every credential. What each call must be answered is told by the table
 * below, which is written by hand and knows nothing of the code: a route that is not in it fails the test.
 */
import { randomUUID } from 'node:crypto';
import { SCOPES, type Scope } from '@moonmind/queue-store';
import { exportSPKI, generateKeyPair, importJWK, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '../testing/databases.js';
import { AUDIENCE, startIssuer, type TestIssuer } from '../testing/issuer.js';
import { createTestApi, type TestApi } from '../testing/test-api.js';
import { mintApiToken } from './users.js';
import { mintWorkerToken } from './worker-token.js';

/** Who may call, and the status of a call without a body, on things that are not there, by whoever may. */
const ROUTES: Readonly<Record<string, readonly [need: 'anyone' | 'worker' | Scope, allowed: number]>> = {
  'GET /healthz': ['anyone', 200],
  'GET /readyz': ['anyone', 200],
  'GET /openapi.json': ['anyone', 200],
  'GET /docs': ['anyone', 200],
  'GET /docs/{file}': ['anyone', 200],
  'GET /metrics': ['read', 200],

  'GET /api/queue/jobs': ['read', 200],
  'GET /api/queue/jobs/{jobId}': ['read', 404],
  'GET /api/queue/jobs/{jobId}/events': ['read', 404],
  'GET /api/queue/jobs/{jobId}/events/stream': ['read', 404],
  'GET /api/queue/jobs/{jobId}/artifacts': ['read', 404],
  'GET /api/queue/jobs/{jobId}/artifacts/{artifactId}/download': ['read', 404],
  'GET /api/queue/jobs/{jobId}/explain': ['read', 404],
  'GET /api/queue/events/stream': ['read', 200],
  'GET /api/queue/summary': ['read', 200],
  'GET /api/queue/workers': ['read', 200],
  'GET /api/manifests': ['read', 200],
  'GET /api/manifests/{name}': ['read', 404],
  'GET /api/manifests/{name}/revisions': ['read', 404],
  'GET /api/manifests/{name}/revisions/{contentHash}': ['read', 404],
  'GET /api/manifests/{name}/runs': ['read', 404],
  'POST /api/manifests/validate': ['read', 415],

  'POST /api/queue/jobs': ['submit', 415],
  'POST /api/queue/jobs/{jobId}/cancel': ['submit', 404],
  'POST /api/queue/jobs/{jobId}/requeue': ['submit', 404],
  'POST /api/manifests/{name}/runs': ['submit', 404],

  'PUT /api/manifests/{name}': ['manage_manifests', 415],
  'DELETE /api/manifests/{name}': ['manage_manifests', 404],
  'POST /api/manifests/{name}/restore': ['manage_manifests', 415],

  'GET /api/queue/workers/tokens': ['manage_workers', 200],
  'POST /api/queue/workers/tokens': ['manage_workers', 415],
  'POST /api/queue/workers/tokens/{tokenId}/revoke': ['manage_workers', 404],

  'GET /api/audit': ['administer', 200],
  'GET /api/tokens': ['administer', 200],
  'POST /api/tokens': ['administer', 415],
  'POST /api/tokens/{tokenId}/revoke': ['administer', 404],

  'GET /api/queue/workers/self': ['worker', 200],
  'POST /api/queue/jobs/claim': ['worker', 415],
  'POST /api/queue/jobs/heartbeat': ['worker', 415],
  'POST /api/queue/jobs/{jobId}/heartbeat': ['worker', 415],
  'POST /api/queue/jobs/{jobId}/complete': ['worker', 415],
  'POST /api/queue/jobs/{jobId}/fail': ['worker', 415],
  'POST /api/queue/jobs/{jobId}/release': ['worker', 415],
  'POST /api/queue/jobs/{jobId}/cancel/ack': ['worker', 415],
  'POST /api/queue/jobs/{jobId}/events': ['worker', 415],
  'POST /api/queue/jobs/{jobId}/artifacts/upload': ['worker', 404],
  'POST /api/manifests/{name}/state': ['worker', 415],
};

/** What a call bears, and what that proves: scopes, that it is a worker's, or nothing. */
interface Credential {
  readonly headers: Readonly<Record<string, string>>;
  readonly scopes?: readonly Scope[];
  readonly isWorker?: true;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const workerToken = (token: string) => ({ 'x-moonmind-worker-token': token });

let opened: Awaited<ReturnType<typeof openEmbedded>>;
let issuer: TestIssuer;
let api: TestApi;
let credentials: Readonly<Record<string, Credential>>;
beforeAll(async () => {
  [opened, issuer] = await Promise.all([openEmbedded(), startIssuer()]);
  api = createTestApi(opened.store, { userAuth: { oidc: oidc() } });
  credentials = { ...(await apiTokens()), ...(await workerTokens()), ...(await jwts()) };
});
afterAll(async () => {
  await opened.close();
  await issuer.close();
});

function oidc() {
  const algorithms = ['ES256'] as const;
  return { issuer: issuer.issuer, audience: AUDIENCE, algorithms, scopesClaim: 'scope' };
}

async function apiTokens(): Promise<Record<string, Credential>> {
  const past = '2020-01-01T00:00:00.000Z';
  const make = async (scopes: readonly Scope[], expiresAt: string | null = null) => {
    const { token, tokenHash } = mintApiToken();
    const { id } = await opened.store.apiTokens.create({ tokenHash, name: 'matrix', scopes, expiresAt });
    return { token, id };
  };
  const revoked = await make(SCOPES);
  await opened.store.apiTokens.revoke(revoked.id);
  const all = await make(SCOPES);
  const ofEachScope = await Promise.all(
    SCOPES.map(async (scope): Promise<[string, Credential]> => {
      const { token } = await make([scope]);
      return [`an API token for ${scope}`, { headers: bearer(token), scopes: [scope] }];
    }),
  );
  return {
    none: { headers: {} },
    'a bearer that is no token': { headers: bearer('letmein') },
    'an unknown API token': { headers: bearer(mintApiToken().token) },
    'an expired API token': { headers: bearer((await make(SCOPES, past)).token) },
    'a revoked API token': { headers: bearer(revoked.token) },
    ...Object.fromEntries(ofEachScope),
    'an API token for all': { headers: bearer(all.token), scopes: SCOPES },
    'an API token as a worker’s': { headers: workerToken(all.token) },
    'an API token without its scheme': { headers: { authorization: all.token } },
  };
}

async function workerTokens(): Promise<Record<string, Credential>> {
  const make = async (expiresAt: string | null = null) => {
    const { token, tokenHash } = mintWorkerToken();
    return {
      token,
      id: (await opened.store.workerTokens.create({ tokenHash, workerId: 'w', expiresAt })).id,
    };
  };
  const [good, expired, revoked] = [await make(), await make('2020-01-01T00:00:00.000Z'), await make()];
  await opened.store.workerTokens.revoke(revoked.id);
  return {
    'a worker token': { headers: workerToken(good.token), isWorker: true },
    'a worker token as a bearer': { headers: bearer(good.token) },
    'an unknown worker token': { headers: workerToken(mintWorkerToken().token) },
    'an expired worker token': { headers: workerToken(expired.token) },
    'a revoked worker token': { headers: workerToken(revoked.token) },
  };
}

async function jwts(): Promise<Record<string, Credential>> {
  const scope = SCOPES.join(' ');
  const now = Math.floor(Date.now() / 1000);
  const publicKey = await importJWK(issuer.publicKey(), 'ES256', { extractable: true });
  if (publicKey instanceof Uint8Array) throw new Error('The issuer has no public key.');
  const other = await generateKeyPair('ES256');
  const claims = { iss: issuer.issuer, aud: AUDIENCE, sub: 'ada', exp: now + 600, scope };
  const secret = Buffer.from(await exportSPKI(publicKey));
  return {
    'a JWT without signature': { headers: bearer(new UnsecuredJWT(claims).encode()) },
    'a JWT signed with the public key as a secret': {
      headers: bearer(await issuer.sign({ scope }, { key: secret, alg: 'HS256' })),
    },
    'a JWT of another key': { headers: bearer(await issuer.sign({ scope }, { key: other.privateKey })) },
    'a JWT for another audience': { headers: bearer(await issuer.sign({ scope, aud: 'elsewhere' })) },
    'a JWT of another issuer': {
      headers: bearer(await issuer.sign({ scope, iss: 'https://elsewhere.example' })),
    },
    'an expired JWT': { headers: bearer(await issuer.sign({ scope, exp: now - 3600 })) },
    'a JWT for all': { headers: bearer(await issuer.sign({ scope })), scopes: SCOPES },
    'a JWT for read and submit': {
      headers: bearer(await issuer.sign({ scope: 'openid read submit' })),
      scopes: ['read', 'submit'],
    },
    'a JWT for nothing here': { headers: bearer(await issuer.sign({ scope: 'openid email' })), scopes: [] },
    'a JWT as a worker’s': { headers: workerToken(await issuer.sign({ scope })) },
  };
}

const PARAMETERS: Readonly<Record<string, string>> = {
  name: 'no-such-manifest',
  contentHash: `sha256:${'0'.repeat(64)}`,
  file: 'start.js',
};

function expected(
  need: 'anyone' | 'worker' | Scope,
  allowed: number,
  { scopes, isWorker }: Credential,
): number {
  if (need === 'anyone') return allowed;
  if (need === 'worker') return isWorker ? allowed : 401;
  if (!scopes) return 401;
  return scopes.includes(need) ? allowed : 403;
}

test('the table has every route of the document, and no other', async () => {
  const { body } = await api.get('/openapi.json');
  const routes = Object.entries<Record<string, { 'x-required-scope'?: string }>>(body.paths).flatMap(
    ([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toEqual(Object.keys(ROUTES).sort());
});

test('the document tells of each route what the table does', async () => {
  const { body } = await api.get('/openapi.json');
  for (const [route, [need]] of Object.entries(ROUTES)) {
    const [method = '', path = ''] = route.split(' ');
    const { security, 'x-required-scope': scope } = body.paths[path][method.toLowerCase()];
    const told = need === 'anyone' ? [] : need === 'worker' ? [{ workerToken: [] }] : [{ user: [need] }];
    expect([route, security]).toEqual([route, told]);
    expect([route, scope]).toEqual([route, need === 'anyone' || need === 'worker' ? undefined : need]);
  }
});

describe('where the configuration lets users act as workers', () => {
  const WORKER_ROUTES = Object.entries(ROUTES).filter(([, [need]]) => need === 'worker');
  let working: TestApi;
  beforeAll(() => {
    working = createTestApi(opened.store, {
      userAuth: { oidc: { ...oidc(), workerScope: 'moonmind:work' } },
    });
  });
  const sign = (scope: string) => issuer.sign({ scope, sub: 'worker-of-ada' });

  test.each(WORKER_ROUTES)(
    '%s takes a JWT with the scope, and no other user’s credential',
    async (route, [, allowed]) => {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? randomUUID());
      const cells: [string, Readonly<Record<string, string>>, number][] = [
        ['a JWT with the scope', bearer(await sign('openid moonmind:work')), allowed],
        ['a JWT with all scopes of users', bearer(await sign(SCOPES.join(' '))), 403],
        ['a JWT with a scope that begins so', bearer(await sign('moonmind:working')), 403],
        [
          'a JWT with the scope for another audience',
          bearer(await issuer.sign({ scope: 'moonmind:work', aud: 'elsewhere' })),
          401,
        ],
        [
          'an expired JWT with the scope',
          bearer(await issuer.sign({ scope: 'moonmind:work', exp: 1_700_000_000 })),
          401,
        ],
        ['a JWT with the scope as a worker token', workerToken(await sign('moonmind:work')), 401],
        [
          'a JWT with the scope beside a wrong worker token',
          { ...bearer(await sign('moonmind:work')), ...workerToken(mintWorkerToken().token) },
          401,
        ],
        ...Object.entries(credentials)
          .filter(([name]) => !name.includes('JWT'))
          .map(([name, credential]): [string, Readonly<Record<string, string>>, number] => [
            name,
            credential.headers,
            expected('worker', allowed, credential),
          ]),
      ];
      const told: Record<string, number> = {};
      for (const [name, headers] of cells) {
        const response = await working.app.request(path, { method, headers: { ...headers } });
        told[name] = response.status;
        if (response.status === 401 || response.status === 403)
          expect(response.headers.get('www-authenticate')).toMatch(
            /MoonMind-Worker-Token|insufficient_scope/,
          );
        await response.body?.cancel();
      }
      expect(told).toEqual(Object.fromEntries(cells.map(([name, , status]) => [name, status])));
    },
  );

  test('the scope opens no user’s route, and the document tells of both credentials', async () => {
    const jwt = await sign('moonmind:work');
    expect((await working.get('/api/queue/jobs', { bearer: jwt })).status).toBe(403);
    const { body } = await working.get('/openapi.json');
    const { security } = body.paths['/api/queue/jobs/claim'].post;
    expect(security).toEqual([{ workerToken: [] }, { user: ['moonmind:work'] }]);
  });

  test('the worker is the JWT’s subject, and nobody else', async () => {
    const jwt = await sign('moonmind:work');
    const self = await working.get('/api/queue/workers/self', { bearer: jwt });
    expect(self.body).toMatchObject({ workerId: 'worker-of-ada', allowedJobTypes: [], capabilities: [] });
    const claim = (workerId: string) =>
      working.post('/api/queue/jobs/claim', { workerId, leaseSeconds: 5 }, { bearer: jwt });
    expect(await claim('worker-of-ada')).toMatchObject({ status: 200, body: { job: null } });
    expect((await claim('worker-of-bob')).body.code).toBe('worker_not_authorized');
  });
});

describe('under every credential', () => {
  test.each(Object.entries(ROUTES))('%s answers as its need (%o) says', async (route, [need, allowed]) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? randomUUID());
    const told: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const [name, credential] of Object.entries(credentials)) {
      const response = await api.app.request(path, { method, headers: { ...credential.headers } });
      told[name] = response.status;
      wanted[name] = expected(need, allowed, credential);
      const challenge = response.headers.get('www-authenticate');
      if (wanted[name] === 401) expect(challenge).toMatch(need === 'worker' ? /^MoonMind-W/ : /^Bearer /);
      if (wanted[name] === 403) expect(challenge).toContain(`scope="${need}"`);
      await response.body?.cancel();
    }
    expect(told).toEqual(wanted);
  });
});
