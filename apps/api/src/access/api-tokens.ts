/** API tokens: made, listed and revoked by who administers the service. */
import { z } from '@hono/zod-openapi';
import { SCOPES } from '@moonmind/queue-store';
import { mintApiToken } from '../auth/users.js';
import { Cursor, ExpiresAt, Id, limit, page, Text, Time } from '../http/fields.js';
import { idIn } from '../http/ids.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';

const Scopes = z.array(z.enum(SCOPES)).describe('What the token allows; none includes another');

const ApiTokenSchema = z
  .strictObject({
    id: Id.describe('The user id under which the token acts'),
    name: z.string(),
    scopes: Scopes,
    createdByUserId: Id.nullable().describe("Null: made by the service's command"),
    expiresAt: Time.nullable(),
    lastUsedAt: Time.nullable().describe('To the minute'),
    revokedAt: Time.nullable(),
    createdAt: Time,
  })
  .openapi('ApiToken', { description: 'The token without its secret' });

const NewApiTokenSchema = z
  .strictObject({
    name: Text.max(200).describe('Who or what it is for'),
    scopes: Scopes.min(1).transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
    expiresAt: ExpiresAt,
  })
  .openapi('NewApiToken');

export function mountApiTokens(api: Api, { store, callers }: Services): void {
  const common = {
    tag: 'API tokens',
    caller: callers.user('administer'),
    params: none,
    query: none,
    body: none,
  } as const;

  mount(
    api,
    {
      ...common,
      method: 'post',
      path: '/api/tokens',
      summary: 'Make an API token',
      act: 'api_token.create',
      body: NewApiTokenSchema,
      answers: {
        201: z
          .strictObject({
            token: z.string().describe('The secret, shown this once'),
            apiToken: ApiTokenSchema,
          })
          .openapi('NewApiTokenAnswer'),
      },
    },
    async ({ caller, act, body }) => {
      const { token, tokenHash } = mintApiToken();
      const apiToken = await store.apiTokens.create({ ...body, tokenHash, userId: caller.userId, act });
      return { status: 201, body: { token, apiToken } };
    },
  );

  mount(
    api,
    {
      ...common,
      method: 'get',
      path: '/api/tokens',
      summary: 'List API tokens, newest first',
      query: z.strictObject({ limit: limit(200, 50), cursor: Cursor }),
      answers: { 200: page(ApiTokenSchema).openapi('ApiTokenPage') },
    },
    async ({ query }) => ({ status: 200, body: await store.apiTokens.list(query) }),
  );

  mount(
    api,
    {
      ...common,
      method: 'post',
      path: '/api/tokens/{tokenId}/revoke',
      summary: 'Revoke an API token',
      act: 'api_token.revoke',
      params: z.strictObject({ tokenId: Id }),
      bodyOptional: true,
      answers: { 200: ApiTokenSchema },
      problems: ['api_token_not_found'],
    },
    async ({ act, params }) => {
      const tokenId = idIn(params.tokenId, 'api_token_not_found', 'API token');
      const revoked = await store.apiTokens.revoke(tokenId, act);
      callers.forgetCredentials();
      return { status: 200, body: revoked };
    },
  );
}
