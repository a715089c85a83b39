/** JWTs of an OIDC issuer, as users' credentials. */
import { SCOPES } from '@moonmind/queue-store';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { v5 as uuidv5 } from 'uuid';
import { isPresentable } from '../http/client-values.js';
import { Problem } from '../problems/problem.js';
import { IssuerUnavailable, issuerKeys, REST_MS } from './issuer-keys.js';
import type { KnownUser } from './users.js';

/** Signatures that a public key proves. Neither `none` nor a shared secret is among them. */
export const JWT_ALGORITHMS = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA'] as const),
] as const;

export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];

/** Whose JWTs are taken, and which. */
export interface OidcOptions {
  /** Exactly as `iss` has it; its metadata lies below it. */
  readonly issuer: string;
  /** What `aud` must be, or hold. */
  readonly audience: string;
  readonly algorithms: readonly JwtAlgorithm[];
  /** The claim that lists scopes: separated by blanks, or as an array. */
  readonly scopesClaim: string;
  /** What the claim must list for a JWT to act as a worker. Default: none may. */
  readonly workerScope?: string | null;
}

/** Clocks of issuer and service may differ by so much. */
const TOLERANCE_SECONDS = 30;

/** Gives the user of a JWT; null where it proves none. */
export type JwtVerifier = (jwt: string) => Promise<KnownUser | null>;

/**
 * Takes JWTs of one issuer that are for one audience, signed by one of its present keys under an algorithm of the list, not
 * expired, and whose.
 * @throws {Problem} `issuer_unavailable`, from the function it gives, while the issuer's keys cannot be had.
 */
export function jwtVerifier(options: OidcOptions): JwtVerifier {
  const { issuer, audience, algorithms, scopesClaim, workerScope = null } = options;
  const keys = issuerKeys(issuer);
  return async (jwt) => {
    try {
      const { payload } = await jwtVerify(jwt, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      const { sub = '', exp = 0 } = payload;
      if (sub.length === 0 || sub.length > 255) return null;
      const listed = listedIn(payload, scopesClaim);
      return {
        userId: uuidv5(`${issuer}#${sub}`, uuidv5.URL),
        kind: 'oidc',
        name: isPresentable(sub) ? sub : null,
        scopes: SCOPES.filter((scope) => listed.includes(scope)),
        workerId: workerScope !== null && listed.includes(workerScope) ? sub : null,
        expiresAt: new Date((exp + TOLERANCE_SECONDS) * 1000).toISOString(),
      };
    } catch (error) {
      if (error instanceof IssuerUnavailable)
        throw new Problem(
          'issuer_unavailable',
          'The issuer of the JWT does not answer, so that it cannot be checked. Try again in a moment.',
          { headers: { 'retry-after': String(REST_MS / 1000) } },
        );
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  };
}

/** What a claim lists; of the scopes, what is none of ours is another service's. */
function listedIn(payload: JWTPayload, claim: string): readonly unknown[] {
  const value: unknown = Object.hasOwn(payload, claim) ? payload[claim] : undefined;
  return typeof value === 'string' ? value.split(/\s+/) : Array.isArray(value) ? value : [];
}
