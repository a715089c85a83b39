/** Users and their credentials: a bearer that is an API token, `mmat_` and 48 hex digits, or a JWT. */
import { type QueueStore, SCOPES, type Scope } from '@moonmind/queue-store';
import { Problem } from '../problems/problem.js';
import type { JwtVerifier } from './jwt.js';
import type { KnownCredentials } from './known-credentials.js';
import { hashToken, mintToken } from './secret-token.js';

/** How a user's call was told to be theirs: it came from this machine, which needs no credential, or by a credential. */
export type UserKind = 'local' | 'api_token' | 'oidc';

export interface User {
  /**
   * A UUID: the API token's id; of a JWT, one made of its issuer and subject (version 5); for who needs no credential, the
   * one of zeros (wire contract, "Who may call").
   */
  readonly userId: string;
  readonly kind: UserKind;
  /** The API token's name, or the JWT's subject. */
  readonly name: string | null;
  readonly scopes: readonly Scope[];
}

/** Without user authentication every user is this one. */
export const LOCAL_USER: User = {
  userId: '00000000-0000-0000-0000-000000000000',
  kind: 'local',
  name: null,
  scopes: SCOPES,
};

const API_TOKEN_PREFIX = 'mmat_';
const API_TOKEN_FORM = /^mmat_[0-9a-f]{48}$/;
/** Three parts in base64url. */
const JWT_FORM = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const BEARER = /^Bearer +([\w~+/.-]+=*) *$/i;

/** A new API token and the hash to keep of it. */
export const mintApiToken = () => mintToken(API_TOKEN_PREFIX);

/** What tells a user by a credential. */
export interface UserAuthentication {
  readonly store: Pick<QueueStore, 'apiTokens'>;
  readonly known: KnownCredentials<KnownUser>;
  /** Absent: no JWT is taken. */
  readonly verifyJwt?: JwtVerifier | undefined;
}

/** A user by their credential. */
export interface KnownUser extends User {
  /** When it ends; null: never. */
  readonly expiresAt: string | null;
  /** The worker that it may act as beside; null: none. */
  readonly workerId: string | null;
}

/**
 * The user of a call, by its Authorization header.
 * @throws {Problem} `auth_required` when there is no bearer, or it is unknown, revoked, expired or not meant for us;
 * `issuer_unavailable`.
 */
export async function authenticateUser(
  { store, known, verifyJwt }: UserAuthentication,
  header: string | undefined,
): Promise<User> {
  const wanted = verifyJwt ? 'an API token or a JWT' : 'an API token';
  if (header === undefined)
    throw unauthenticated(
      `The call needs a credential. Send ${wanted} as \`Authorization: Bearer\`.`,
      'Bearer realm="moonmind"',
    );
  const bearer = bearerIn(header);
  const user = API_TOKEN_FORM.test(bearer)
    ? await known.get(hashToken(bearer), (hash) => userOfToken(store, hash))
    : await userOfJwt({ known, verifyJwt }, bearer);
  if (!user)
    throw unauthenticated(
      `The credential is unknown, revoked or expired. Send ${wanted} as \`Authorization: Bearer\`; a worker token is none.`,
      'Bearer realm="moonmind", error="invalid_token"',
    );
  return user;
}

/** What an Authorization header bears; empty where it is no bearer. */
export function bearerIn(header: string): string {
  return BEARER.exec(header)?.[1] ?? '';
}

/** The user of a JWT; null where it is none, or is not taken. @throws {Problem} `issuer_unavailable`. */
export async function userOfJwt(
  { known, verifyJwt }: Pick<UserAuthentication, 'known' | 'verifyJwt'>,
  bearer: string,
): Promise<KnownUser | null> {
  if (!verifyJwt || !JWT_FORM.test(bearer)) return null;
  return known.get(hashToken(bearer), () => verifyJwt(bearer));
}

async function userOfToken(store: Pick<QueueStore, 'apiTokens'>, hash: string): Promise<KnownUser | null> {
  const token = await store.apiTokens.use(hash);
  return (
    token && {
      userId: token.id,
      kind: 'api_token',
      name: token.name,
      scopes: token.scopes,
      expiresAt: token.expiresAt,
      workerId: null,
    }
  );
}

/** What a user's requests are counted by, as a worker too. */
export function keyOfUser({ userId }: User): string {
  return `user ${userId}`;
}

/** @throws {Problem} `forbidden` when the user's credential has not the scope. */
export function assertScope(user: User, scope: Scope): void {
  if (!user.scopes.includes(scope))
    throw new Problem(
      'forbidden',
      `The credential lacks the scope ${scope}. Send one that has it, or have one made.`,
      {
        headers: {
          'www-authenticate': `Bearer realm="moonmind", error="insufficient_scope", scope="${scope}"`,
        },
      },
    );
}

function unauthenticated(detail: string, challenge: string): Problem {
  return new Problem('auth_required', detail, { headers: { 'www-authenticate': challenge } });
}
