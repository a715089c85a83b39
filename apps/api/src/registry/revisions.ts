/** What was ever stored under a name, and the way back to it. */
import { z } from '@hono/zod-openapi';
import { ETAG, preconditionsIn } from '../http/etag.js';
import { Cursor, limit, page } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { answerText, readsText } from './read-text.js';
import {
  ContentHash,
  ManifestParams,
  ManifestRevisionSchema,
  Message,
  RevisionTextSchema,
  StoredManifestSchema,
} from './schemas.js';
import { storeManifest } from './store-manifest.js';

const RestoreSchema = z
  .strictObject({ contentHash: ContentHash.describe('The revision to go back to'), message: Message })
  .openapi('RestoreManifest');

export function mountRevisions(api: Api, services: Services): void {
  const { store, callers } = services;
  const common = { tag: 'Manifests', params: ManifestParams, query: none } as const;
  const reads = { ...common, caller: callers.user('read') } as const;

  mount(
    api,
    {
      ...reads,
      method: 'get',
      path: '/api/manifests/{name}/revisions',
      summary: 'List the revisions of a manifest, newest first',
      query: z.strictObject({ limit: limit(200, 50), cursor: Cursor }),
      body: none,
      answers: { 200: page(ManifestRevisionSchema).openapi('ManifestRevisionPage') },
      problems: ['manifest_not_found'],
    },
    async ({ params: { name }, query }) => ({
      status: 200,
      body: await store.manifests.revisions({ ...query, name }),
    }),
  );

  mount(
    api,
    {
      ...reads,
      ...readsText('The revision with its text'),
      path: '/api/manifests/{name}/revisions/{contentHash}',
      summary: 'Read a revision',
      description:
        'As JSON, or the text alone with `Accept: application/yaml`. Who stored it, when and why is told of the last time.',
      params: ManifestParams.extend({ contentHash: ContentHash }),
      body: none,
      answers: { 200: RevisionTextSchema },
      problems: ['manifest_not_found', 'revision_not_found'],
    },
    async ({ params, header }) =>
      answerText(await store.manifests.revision(params.name, params.contentHash), header),
  );

  mount(
    api,
    {
      ...common,
      caller: callers.user('manage_manifests'),
      method: 'post',
      path: '/api/manifests/{name}/restore',
      summary: 'Go back to a revision',
      act: 'manifest.restore',
      description:
        'The old text becomes the newest revision, byte for byte; it must pass the checks of today. The present text again makes no new revision.',
      headers: z.object({ 'If-Match': z.string().optional() }),
      body: RestoreSchema,
      answers: { 200: StoredManifestSchema },
      otherAnswers: { 200: { description: 'The manifest as it is stored now', headers: ETAG } },
      problems: ['manifest_not_found', 'revision_not_found', 'precondition_failed', 'invalid_manifest'],
    },
    async ({ caller, act, params: { name }, body, header }) => {
      const { content } = await store.manifests.revision(name, body.contentHash);
      const sent = { name, content, message: body.message, userId: caller.userId, act };
      // An entry that must be there is never created.
      const conditions = { ifMatch: '*' as const, ...preconditionsIn(header) };
      return {
        ...(await storeManifest(services, { ...sent, ...conditions, redact: false, strict: false })),
        status: 200,
      };
    },
  );
}
