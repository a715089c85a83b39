/** Users and their credentials: an API token, `mmat_` and 48 hex digits, as a bearer. */
import { type ApiToken, type QueueStore, SCOPES, type Scope } from '@moonmind/queue-store';
import { Problem } from '../problems/problem.js';
import type { KnownCredentials } from './known-credentials.js';
import { hashToken, mintToken } from './secret-token.js';

/** How a user's call was told to be theirs: it came from this machine, which needs no credential, or under an API token. */
export type UserKind = 'local' | 'api_token';

export interface User {
  /** A UUID: the API token's id; for who needs no credential, the one of zeros (wire contract, "Who may call"). */
  readonly userId: string;
  readonly kind: UserKind;
  /** The API token's name. */
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
const BEARER = /^Bearer +([\w~+/.-]+=*) *$/i;

/** A new API token and the hash to keep of it. */
export const mintApiToken = () => mintToken(API_TOKEN_PREFIX);

/**
 * The user of a call, by its Authorization header.
 * @throws {Problem} `auth_required` when there is no bearer, or it is unknown, revoked or expired.
 */
export async function authenticateUser(
  store: Pick<QueueStore, 'apiTokens'>,
  known: KnownCredentials<ApiToken>,
  header: string | undefined,
): Promise<User> {
  if (header === undefined)
    throw unauthenticated(
      'The call needs a credential. Send an API token as `Authorization: Bearer`.',
      'Bearer realm="moonmind"',
    );
  const bearer = BEARER.exec(header)?.[1] ?? '';
  const hash = API_TOKEN_FORM.test(bearer) ? hashToken(bearer) : null;
  const token = hash && (await known.get(hash, () => store.apiTokens.use(hash)));
  if (!token)
    throw unauthenticated(
      'The credential is unknown, revoked or expired. Send an API token as `Authorization: Bearer`; a worker token is none.',
      'Bearer realm="moonmind", error="invalid_token"',
    );
  return { userId: token.id, kind: 'api_token', name: token.name, scopes: token.scopes };
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
