/** What users did, for who administers the service. */
import { z } from '@hono/zod-openapi';
import { ACTS, type ActName } from '../auth/acts.js';
import { Cursor, Id, limit, Moment, page, Time } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import { PROBLEM_CODES } from '../problems/codes.js';
import type { Services } from '../services.js';

const AuditEntrySchema = z
  .strictObject({
    id: Id,
    at: Time,
    action: z
      .string()
      .openapi({ example: 'manifest.put' satisfies ActName })
      .describe(`One of ${ACTS.join(', ')}`),
    target: z
      .string()
      .nullable()
      .describe("A job's or token's id, or a manifest's name; null where none was made"),
    actorKind: z.enum(['local', 'api_token', 'oidc', 'command']).describe('By what the actor was told'),
    actorId: Id.nullable(),
    actorName: z.string().nullable().describe("The API token's name, or the JWT's subject"),
    address: z.string().nullable().describe('Where the call came from'),
    requestId: z.string().nullable(),
    outcome: z.string().describe('`success`, or the code of the problem that it was answered with'),
  })
  .openapi('AuditEntry', { description: 'Something that a user did, or tried to do' });

const AuditFilterSchema = z.strictObject({
  actorId: z
    .guid()
    .toLowerCase()
    .optional()
    .describe('Only acts of this user: an API token’s id, or a JWT’s user id'),
  action: z.enum(ACTS).optional(),
  target: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe("Only acts on this: a job's or token's id, or a manifest's name, in its own letter case"),
  outcome: z
    .enum(['success', 'refused', ...PROBLEM_CODES])
    .optional()
    .describe('`refused`: any but `success`'),
  after: Moment.optional().describe('Only what was written after this time'),
  before: Moment.optional().describe('Only what was written before this time'),
  limit: limit(200, 50),
  cursor: Cursor,
});

export function mountAudit(api: Api, { store, callers }: Services): void {
  mount(
    api,
    {
      method: 'get',
      path: '/api/audit',
      tag: 'Audit',
      summary: 'What users did, the newest first',
      caller: callers.user('administer'),
      params: none,
      description: 'Filters narrow each other. A cursor goes on in the list that the same filters have made.',
      query: AuditFilterSchema,
      body: none,
      answers: { 200: page(AuditEntrySchema).openapi('AuditPage') },
    },
    async ({ query }) => ({ status: 200, body: await store.audit.list(query) }),
  );
}
