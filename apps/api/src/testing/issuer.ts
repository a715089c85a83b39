/** An OIDC issuer of this process's own, for tests. */
import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export interface TestIssuer {
  readonly issuer: string;
  /** How often its keys were fetched. */
  fetches(): number;
  /** What it answers instead of its keys; null: its keys. */
  answerWith(answer: { readonly status: number; readonly body: string } | null): void;
  /** Signs with a key of its own, a new one after `rotate`. */
  sign(claims: Readonly<Record<string, unknown>>, changes?: SigningChanges): Promise<string>;
  /** Goes on with a new key, which it tells of. */
  rotate(): Promise<void>;
  /** The public key in use. */
  publicKey(): JWK;
  close(): Promise<void>;
}

export interface SigningChanges {
  readonly key?: CryptoKey | Uint8Array;
  readonly alg?: string;
}

export const AUDIENCE = 'moonmind-tests';

/** Serves its metadata and keys on loopback. */
export async function startIssuer(): Promise<TestIssuer> {
  let fetches = 0;
  let instead: { readonly status: number; readonly body: string } | null = null;
  const newKey = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
  };
  let count = 1;
  let key = await newKey('key-1');
  const server = createServer((request, response) => {
    const isMetadata = request.url === '/.well-known/openid-configuration';
    if (!isMetadata) fetches += 1;
    const told = isMetadata ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: [key.jwk] };
    const { status, body } = (isMetadata ? null : instead) ?? { status: 200, body: JSON.stringify(told) };
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The issuer listens on no port.');
  const issuer = `http://127.0.0.1:${address.port}`;
  return {
    issuer,
    fetches: () => fetches,
    answerWith(answer) {
      instead = answer;
    },
    sign(claims, { key: other = key.privateKey, alg = 'ES256' } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: issuer, aud: AUDIENCE, sub: 'ada', iat: now, exp: now + 600, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg, kid: key.jwk.kid }).sign(other);
    },
    async rotate() {
      count += 1;
      key = await newKey(`key-${count}`);
    },
    publicKey: () => key.jwk,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
