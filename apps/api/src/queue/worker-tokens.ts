/** Worker tokens: made, listed and revoked by users. */
import { z } from '@hono/zod-openapi';
import { mintWorkerToken } from '../auth/worker-token.js';
import {
  Capability,
  Cursor,
  ExpiresAt,
  Id,
  JobTypeName,
  limit,
  page,
  Text,
  Time,
  WorkerId,
} from '../http/fields.js';
import { idIn } from '../http/ids.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';

const WorkerTokenSchema = z
  .strictObject({
    id: Id,
    workerId: z.string(),
    description: z.string().nullable(),
    allowedRepositories: z.array(z.string()),
    allowedJobTypes: z.array(JobTypeName),
    capabilities: z.array(z.string()),
    isActive: z.boolean(),
    expiresAt: Time.nullable(),
    revokedAt: Time.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .openapi('WorkerToken', { description: 'The token without its secret' });

const WorkerSelfSchema = WorkerTokenSchema.pick({
  workerId: true,
  allowedRepositories: true,
  allowedJobTypes: true,
  capabilities: true,
  expiresAt: true,
}).openapi('WorkerSelf', { description: 'The worker; empty lists bound nothing' });

/** No list and an empty one are the same: they bound nothing. */
const unique = <T>(items: readonly T[] | null | undefined): T[] => [...new Set(items)];

const NewWorkerTokenSchema = z
  .strictObject({
    workerId: WorkerId.describe('The one worker id that the token speaks for'),
    description: z.string().max(1000).nullable().default(null),
    allowedRepositories: z.array(Text.max(500)).max(1000).nullish().transform(unique).describe('Empty: any'),
    allowedJobTypes: z.array(JobTypeName).nullish().transform(unique).describe('Empty: any'),
    capabilities: z
      .array(Capability)
      .max(1000)
      .nullish()
      .transform(unique)
      .describe("When any, they replace those that the worker's claims name"),
    expiresAt: ExpiresAt,
  })
  .openapi('NewWorkerToken');

export function mountWorkerTokens(api: Api, { store, callers }: Services): void {
  const common = {
    tag: 'Worker tokens',
    caller: callers.user('manage_workers'),
    params: none,
    query: none,
    body: none,
  } as const;

  mount(
    api,
    {
      ...common,
      method: 'post',
      path: '/api/queue/workers/tokens',
      summary: 'Make a worker token',
      act: 'worker_token.create',
      body: NewWorkerTokenSchema,
      answers: {
        201: z
          .strictObject({
            token: z.string().describe('The secret, shown this once'),
            workerToken: WorkerTokenSchema,
          })
          .openapi('NewWorkerTokenAnswer'),
      },
    },
    async ({ act, body }) => {
      const { token, tokenHash } = mintWorkerToken();
      return {
        status: 201,
        body: { token, workerToken: await store.workerTokens.create({ ...body, tokenHash, act }) },
      };
    },
  );

  mount(
    api,
    {
      ...common,
      method: 'get',
      path: '/api/queue/workers/tokens',
      summary: 'List worker tokens, newest first',
      query: z.strictObject({ limit: limit(200, 200), cursor: Cursor }),
      answers: { 200: page(WorkerTokenSchema).openapi('WorkerTokenPage') },
    },
    async ({ query }) => ({ status: 200, body: await store.workerTokens.list(query) }),
  );

  mount(
    api,
    {
      ...common,
      method: 'post',
      path: '/api/queue/workers/tokens/{tokenId}/revoke',
      summary: 'Revoke a worker token',
      act: 'worker_token.revoke',
      params: z.strictObject({ tokenId: Id }),
      bodyOptional: true,
      answers: { 200: WorkerTokenSchema },
      problems: ['worker_token_not_found'],
    },
    async ({ act, params }) => {
      const tokenId = idIn(params.tokenId, 'worker_token_not_found', 'worker token');
      const revoked = await store.workerTokens.revoke(tokenId, act);
      callers.forgetCredentials();
      return { status: 200, body: revoked };
    },
  );

  mount(
    api,
    {
      method: 'get',
      path: '/api/queue/workers/self',
      tag: 'Workers',
      summary: 'The worker that the call is made by, and what its credential allows',
      description: 'A worker asks it for the worker id that it has to name.',
      caller: callers.worker,
      params: none,
      query: none,
      body: none,
      answers: { 200: WorkerSelfSchema },
    },
    async ({ caller: { key: _, ...self } }) => ({ status: 200, body: self }),
  );
}
