/** The manifest registry: list, read, put, delete (FR-008, FR-009). */
import { z } from '@hono/zod-openapi';
import { ETAG, preconditionsIn } from '../http/etag.js';
import { Cursor, limit, page } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { answerText, readsText } from './read-text.js';
import {
  Content,
  ManifestParams,
  ManifestRecordSchema,
  ManifestSummarySchema,
  Message,
  StoredManifestSchema,
} from './schemas.js';
import { storeManifest } from './store-manifest.js';

const NewManifestSchema = z.strictObject({ content: Content, message: Message }).openapi('NewManifest');

const PutQuery = z.strictObject({
  secrets: z
    .enum(['reject', 'redact'])
    .default('reject')
    .describe('redact: each raw secret becomes a reference'),
  fieldValidation: z.enum(['warn', 'strict']).default('warn').describe('strict: unknown keys are errors'),
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .openapi({ type: 'boolean', default: false })
    .describe('Every check, nothing stored'),
});

export function mountManifests(api: Api, services: Services): void {
  const { store, callers } = services;
  const common = { tag: 'Manifests', params: none, query: none, body: none } as const;
  const reads = callers.user('read');
  const manages = callers.user('manage_manifests');

  mount(
    api,
    {
      ...common,
      caller: reads,
      method: 'get',
      path: '/api/manifests',
      summary: 'List manifests by name, letter case aside',
      query: z.strictObject({
        limit: limit(200, 50),
        cursor: Cursor,
        search: z
          .string()
          .max(128)
          .optional()
          .describe('The beginning of the name, in any letter case, literal'),
      }),
      answers: { 200: page(ManifestSummarySchema).openapi('ManifestPage') },
    },
    async ({ query }) => ({ status: 200, body: await store.manifests.list(query) }),
  );

  const ofOneManifest = { ...common, path: '/api/manifests/{name}', params: ManifestParams } as const;

  mount(
    api,
    {
      ...ofOneManifest,
      ...readsText('The manifest'),
      caller: reads,
      summary: 'Read a manifest',
      description:
        'As JSON, or the text alone with `Accept: application/yaml`. The ETag is that of the text: a 304 tells nothing of runs and state.',
      answers: { 200: ManifestRecordSchema },
      problems: ['manifest_not_found'],
    },
    async ({ params, header }) => answerText(await store.manifests.get(params.name), header),
  );

  mount(
    api,
    {
      ...ofOneManifest,
      caller: manages,
      method: 'put',
      summary: 'Create or change a manifest',
      act: 'manifest.put',
      description:
        'The name of the path must be the text’s metadata.name. The same text again makes no new revision.',
      query: PutQuery,
      headers: z.object({ 'If-Match': z.string().optional(), 'If-None-Match': z.string().optional() }),
      body: NewManifestSchema,
      fromYaml: (content) => ({ content }),
      invalidBody: 'invalid_manifest',
      scannedByContract: ['content'],
      answers: { 200: StoredManifestSchema, 201: StoredManifestSchema },
      otherAnswers: {
        200: { description: 'Changed, or unchanged', headers: ETAG },
        201: { description: 'Created', headers: ETAG },
      },
      problems: ['manifest_name_conflict', 'precondition_failed'],
    },
    async ({ caller, act, params, query, body, header }) =>
      storeManifest(services, {
        name: params.name,
        content: body.content,
        redact: query.secrets === 'redact',
        strict: query.fieldValidation === 'strict',
        message: body.message,
        userId: caller.userId,
        act,
        dryRun: query.dryRun,
        ...preconditionsIn(header),
      }),
  );

  mount(
    api,
    {
      ...ofOneManifest,
      caller: manages,
      method: 'delete',
      summary: 'Delete a manifest with its revisions',
      act: 'manifest.delete',
      description:
        'Refused while a run of it is queued or running. Jobs that have ended keep the text they ran.',
      headers: z.object({ 'If-Match': z.string().optional() }),
      answers: {},
      otherAnswers: { 204: { description: 'The manifest is gone' } },
      problems: ['manifest_not_found', 'manifest_in_use', 'precondition_failed'],
    },
    async ({ act, params, header }) => {
      await store.manifests.delete({ name: params.name, act, ...preconditionsIn(header) });
      return new Response(null, { status: 204 });
    },
  );
}
