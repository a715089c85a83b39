import { Buffer } from 'node:buffer';
import { exportSPKI, generateKeyPair, importJWK, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AUDIENCE, startIssuer, type TestIssuer } from '../testing/issuer.js';
import { rawSecret } from '../testing/samples.js';
import { JWT_ALGORITHMS, type JwtVerifier, jwtVerifier } from './jwt.js';

let issuer: TestIssuer;
let verify: JwtVerifier;
beforeEach(async () => {
  issuer = await startIssuer();
  verify = jwtVerifier({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    algorithms: JWT_ALGORITHMS,
    scopesClaim: 'scope',
  });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await issuer.close();
});

const now = () => Math.floor(Date.now() / 1000);

test('a JWT tells its user: the same one each time, another one for another subject or issuer', async () => {
  const ada = await verify(await issuer.sign({ scope: 'openid read submit everything' }));
  expect(ada).toEqual({
    userId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/),
    kind: 'oidc',
    name: 'ada',
    scopes: ['read', 'submit'],
    workerId: null,
    expiresAt: expect.stringMatching(/Z$/),
  });
  expect((await verify(await issuer.sign({ scope: 'read' })))?.userId).toBe(ada?.userId);
  expect((await verify(await issuer.sign({ sub: 'bob' })))?.userId).not.toBe(ada?.userId);
  // A subject of a secret's shape is shown to no one.
  expect(await verify(await issuer.sign({ sub: rawSecret() }))).toMatchObject({ name: null, scopes: [] });
});

test.each<[string, unknown, readonly string[]]>([
  ['an array', ['submit', 'read', 7, null], ['read', 'submit']],
  ['a string', 'administer  read', ['read', 'administer']],
  ['an object', { read: true }, []],
  ['nothing', undefined, []],
])('scopes may be %s', async (_what, scopes, expected) => {
  const named = jwtVerifier({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    algorithms: ['ES256'],
    scopesClaim: 'https://example.org/scopes',
  });
  const claims = { scope: 'manage_workers', 'https://example.org/scopes': scopes };
  expect((await named(await issuer.sign(claims)))?.scopes).toEqual(expected);
});

describe('is nobody’s where it', () => {
  test.each<[string, Record<string, unknown>]>([
    ['is of another issuer', { iss: 'https://elsewhere.example' }],
    ['is of an issuer that is named almost so', { iss: 'http://127.0.0.1' }],
    ['is for another audience', { aud: 'someone-else' }],
    ['is for no audience', { aud: undefined }],
    ['has expired', { exp: now() - 31 }],
    ['never expires', { exp: undefined }],
    ['does not hold yet', { nbf: now() + 300 }],
    ['has no subject', { sub: undefined }],
    ['has an empty subject', { sub: '' }],
    ['has an endless subject', { sub: 'a'.repeat(256) }],
  ])('%s', async (_what, claims) => {
    expect(await verify(await issuer.sign(claims))).toBeNull();
  });

  test('has no signature', async () => {
    const claims = { iss: issuer.issuer, aud: AUDIENCE, sub: 'ada', exp: now() + 600, scope: 'administer' };
    const jwt = new UnsecuredJWT(claims).encode();
    expect(await verify(jwt)).toBeNull();
    const [head, payload] = jwt.split('.');
    expect(await verify(`${head}.${payload}.AAAA`)).toBeNull();
  });

  test('is signed with the public key as a shared secret', async () => {
    const key = await importJWK(issuer.publicKey(), 'ES256', { extractable: true });
    if (key instanceof Uint8Array) throw new Error('No public key.');
    const secret = Buffer.from(await exportSPKI(key));
    expect(await verify(await issuer.sign({}, { key: secret, alg: 'HS256' }))).toBeNull();
  });

  test('is signed with another key under a known name, or was changed', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await verify(await issuer.sign({}, { key: privateKey }))).toBeNull();
    const [head, , signature] = (await issuer.sign({ scope: 'read' })).split('.');
    const claims = { iss: issuer.issuer, aud: AUDIENCE, sub: 'ada', exp: now() + 600, scope: 'administer' };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await verify(`${head}.${payload}.${signature}`)).toBeNull();
  });

  test('is signed under an algorithm that is not in the list', async () => {
    const strict = jwtVerifier({
      issuer: issuer.issuer,
      audience: AUDIENCE,
      algorithms: ['RS256'],
      scopesClaim: 'scope',
    });
    expect(await strict(await issuer.sign({}))).toBeNull();
  });
});

describe('the issuer’s keys', () => {
  test('are fetched once for many, and again for one that is unknown, at most every 30 seconds', async () => {
    const jwt = await issuer.sign({});
    await Promise.all(Array.from({ length: 20 }, () => verify(jwt)));
    expect(issuer.fetches()).toBe(1);
    await issuer.rotate();
    const later = await issuer.sign({});
    for (let time = 0; time < 20; time += 1) expect(await verify(later)).toBeNull();
    expect(issuer.fetches()).toBe(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30_001 });
    expect(await verify(later)).toMatchObject({ name: 'ada' });
    expect(await verify(jwt)).toBeNull();
    expect(issuer.fetches()).toBe(2);
  });

  test.each([
    ['an error', { status: 500, body: '{}' }],
    ['a redirect', { status: 302, body: '' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['no keys', { status: 200, body: '{"keys": 1}' }],
    ['more than 256 KiB', { status: 200, body: JSON.stringify({ keys: [], more: 'x'.repeat(300_000) }) }],
  ])(
    'that come as %s leave the question open: 503, and the issuer is left alone for a while',
    async (_what, answer) => {
      issuer.answerWith(answer);
      const jwt = await issuer.sign({});
      for (let time = 0; time < 5; time += 1)
        await expect(verify(jwt)).rejects.toMatchObject({
          code: 'issuer_unavailable',
          headers: { 'retry-after': '10' },
        });
      expect(issuer.fetches()).toBe(1);
      issuer.answerWith(null);
      const later = performance.now() + 10_001;
      vi.spyOn(performance, 'now').mockReturnValue(later);
      expect(await verify(jwt)).toMatchObject({ name: 'ada' });
    },
  );

  test('that were fetched serve while the issuer is gone', async () => {
    const jwt = await issuer.sign({});
    expect(await verify(jwt)).not.toBeNull();
    issuer.answerWith({ status: 500, body: '' });
    expect(await verify(await issuer.sign({ sub: 'bob' }))).toMatchObject({ name: 'bob' });
    // Whatever somebody makes up meanwhile.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30_001 });
    await issuer.rotate();
    await expect(verify(await issuer.sign({}))).rejects.toMatchObject({ code: 'issuer_unavailable' });
    expect(await verify(jwt)).toMatchObject({ name: 'ada' });
  });
});

test('metadata of another issuer is not taken', async () => {
  const other = jwtVerifier({
    issuer: `${issuer.issuer}/`,
    audience: AUDIENCE,
    algorithms: ['ES256'],
    scopesClaim: 'scope',
  });
  await expect(other(await issuer.sign({ iss: `${issuer.issuer}/` }))).rejects.toMatchObject({
    code: 'issuer_unavailable',
  });
});
