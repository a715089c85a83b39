/** The public keys of an OIDC issuer: found by its metadata, fetched when they are needed, and never without bounds. */
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';

/** A document of the issuer's may have so many bytes, … */
const MAX_BYTES = 256 * 1024;
/** … and so long to come in. */
const TIMEOUT_MS = 5_000;
/** After a failure the issuer is left alone for so long. */
export const REST_MS = 10_000;
/** An unknown key has the keys fetched again, at most so often. */
const UNKNOWN_KEY_MS = 30_000;
/** Keys are fetched again after so long: until then a key that the issuer has withdrawn is taken. */
const MAX_AGE_MS = 600_000;

/** The issuer's keys cannot be had; whether a JWT is good is not known. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** Whether a URL may be trusted to come from whom it names: https, or http on this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (
    (protocol === 'https:' || (protocol === 'http:' && isHere)) && `${username}${password}${hash}` === ''
  );
}

/**
 * Finds the key of a JWT among those of the issuer. Fetches nothing before the first one is asked for; keys that were
 * fetched serve on while the issuer is gone.
 * @throws {IssuerUnavailable} from the function it gives.
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  const rest: Rest = { until: Number.NEGATIVE_INFINITY };
  const get = boundedFetch(rest);
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    discovered ??= discover(issuer, get).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    const keys = await discovered;
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSInvalid)) throw error;
      rest.until = performance.now() + REST_MS;
      throw new IssuerUnavailable('The issuer gives no JWK set.');
    }
  };
}

/** Until when the issuer is left alone. */
interface Rest {
  until: number;
}

/** Reads where the issuer's keys are, as OpenID Connect Discovery has it. */
async function discover(issuer: string, get: FetchImplementation): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await get(url, { headers: new Headers(), method: 'GET', redirect: 'manual', signal });
  const metadata: unknown = await response.json();
  const { issuer: named, jwks_uri: place } = Object(metadata);
  if (named !== issuer || typeof place !== 'string' || !isSafeUrl(place))
    throw new IssuerUnavailable('The metadata is not of this issuer, or names no safe place of its keys.');
  return createRemoteJWKSet(new URL(place), {
    [customFetch]: get,
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: UNKNOWN_KEY_MS,
    cacheMaxAge: MAX_AGE_MS,
  });
}

/** A fetch that takes JSON of a bounded size, and rests after a failure. */
function boundedFetch(rest: Rest): FetchImplementation {
  return async (url, options) => {
    if (performance.now() < rest.until) throw new IssuerUnavailable('The issuer failed a moment ago.');
    try {
      const response = await fetch(url, options);
      const text = await readBounded(response);
      if (response.status !== 200) throw new Error(`The issuer answered ${response.status}.`);
      JSON.parse(text);
      return new Response(text);
    } catch (cause) {
      rest.until = performance.now() + REST_MS;
      throw new IssuerUnavailable('The issuer does not answer, or not as an issuer.', { cause });
    }
  };
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Leaving the loop cancels the rest.
    if (bytes > MAX_BYTES) throw new Error('The issuer sends too much.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
