/** JWTs of an OIDC issuer, as users' credentials. */
import { SCOPES, type Scope } from '@moonmind/queue-store';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { v5 as uuidv5 } from 'uuid';
import { isPresentable } from '../http/client-values.js';
import { Problem } from '../problems/problem.js';
import { IssuerUnavailable, issuerKeys, REST_MS } from './issuer-keys.js';
import type { User } from './users.js';

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
}

/** Clocks of issuer and service may differ by so much. */
const TOLERANCE_SECONDS = 30;

/** Gives the user of a JWT; null where it proves none. */
export type JwtVerifier = (jwt: string) => Promise<(User & { readonly expiresAt: string }) | null>;

/**
 * Takes JWTs of one issuer that are for one audience, signed by one of its present keys under an algorithm of the list, not
 * expired, and whose.
 * @throws {Problem} `issuer_unavailable`, from the function it gives, while the issuer's keys cannot be had.
 */
export function jwtVerifier({ issuer, audience, algorithms, scopesClaim }: OidcOptions): JwtVerifier {
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
      return {
        userId: uuidv5(`${issuer}#${sub}`, uuidv5.URL),
        kind: 'oidc',
        name: isPresentable(sub) ? sub : null,
        scopes: scopesIn(payload, scopesClaim),
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

/** The scopes that a claim lists; what else stands there is another service's. */
function scopesIn(payload: JWTPayload, claim: string): Scope[] {
  const value: unknown = Object.hasOwn(payload, claim) ? payload[claim] : undefined;
  const listed: unknown[] =
    typeof value === 'string' ? value.split(/\s+/) : Array.isArray(value) ? value : [];
  return SCOPES.filter((scope) => listed.includes(scope));
}
