/** The manifest registry: list, read, put (FR-008, FR-009). */
import { z } from '@hono/zod-openapi';
import { etagOf, parsePrecondition } from '../http/etag.js';
import { Cursor, limit, page, Text } from '../http/fields.js';
import { prefersYaml } from '../http/negotiate.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { checkManifest } from './check.js';
import {
  ManifestParams,
  ManifestRecordSchema,
  ManifestSummarySchema,
  StoredManifestSchema,
} from './schemas.js';

const NewManifestSchema = z
  .strictObject({
    content: z.string().describe('The YAML text'),
    message: Text.max(1000).nullable().default(null).describe('Why the text changed'),
  })
  .openapi('NewManifest');

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

const ETAG = { ETag: { schema: { type: 'string' as const }, description: 'The content hash in quotes' } };

export function mountManifests(api: Api, services: Services): void {
  const { store, callers } = services;
  const common = { tag: 'Manifests', caller: callers.user, params: none, query: none, body: none } as const;

  mount(
    api,
    {
      ...common,
      method: 'get',
      path: '/api/manifests',
      summary: 'List manifests by name',
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
      method: 'get',
      summary: 'Read a manifest',
      description:
        'As JSON, or the text alone with `Accept: application/yaml`. The ETag is that of the text: a 304 tells nothing of runs and state.',
      headers: z.object({ 'If-None-Match': z.string().optional() }),
      answers: { 200: ManifestRecordSchema },
      otherAnswers: {
        200: {
          description: 'The manifest',
          headers: ETAG,
          content: { 'application/yaml': { schema: z.string() } },
        },
        304: { description: 'The client has this text', headers: ETAG },
      },
      problems: ['manifest_not_found'],
    },
    async ({ params, header }) => {
      const known = parsePrecondition('If-None-Match', header('if-none-match'));
      const record = await store.manifests.get(params.name);
      const headers = { etag: etagOf(record.contentHash), vary: 'Accept' };
      if (known === '*' || known?.includes(record.contentHash))
        return new Response(null, { status: 304, headers });
      return prefersYaml(header('accept'))
        ? new Response(record.content, {
            headers: { ...headers, 'content-type': 'application/yaml; charset=utf-8' },
          })
        : { status: 200, body: record, headers };
    },
  );

  mount(
    api,
    {
      ...ofOneManifest,
      method: 'put',
      summary: 'Create or change a manifest',
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
    async ({ caller, params, query, body, header }) => {
      const ifMatch = parsePrecondition('If-Match', header('if-match'));
      const ifNoneMatch = parsePrecondition('If-None-Match', header('if-none-match'));
      const { manifest, warnings } = checkManifest(services.contract, body.content, {
        expectedName: params.name,
        redact: query.secrets === 'redact',
        strict: query.fieldValidation === 'strict',
      });
      const { outcome, record } = await store.manifests.put({
        ...manifest,
        message: body.message,
        userId: caller.userId,
        dryRun: query.dryRun,
        ...(ifMatch === undefined ? {} : { ifMatch }),
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
      });
      const answer = {
        body: { ...record, warnings: [...warnings] },
        headers: { etag: etagOf(record.contentHash) },
      };
      return outcome === 'created' ? { status: 201, ...answer } : { status: 200, ...answer };
    },
  );
}
