/** Runs of a registry entry (FR-010). */
import { z } from '@hono/zod-openapi';
import { Cursor, Id, JobTypeName, JsonObject, limit, page } from '../http/fields.js';
import { idempotencyOf } from '../http/idempotency.js';
import { type Api, mount, none } from '../http/operation.js';
import { acceptRun } from '../queue/accept.js';
import { IdempotencyHeaders, PrioritySchema } from '../queue/jobs.js';
import type { Services } from '../services.js';
import { ContentHash, ManifestParams, ManifestRunSchema } from './schemas.js';

const NewRunSchema = z
  .strictObject({
    action: z
      .string()
      .nullish()
      .transform((action) => action ?? 'run')
      .openapi({ default: 'run', example: 'run' })
      .describe('plan or run'),
    options: JsonObject.nullish()
      .transform((options) => options ?? {})
      .describe('dryRun, forceFull, maxDocs'),
    priority: PrioritySchema,
    contentHash: ContentHash.nullish().describe('The revision to run. Default: the present one'),
  })
  .openapi('NewRun');

const StartedRunSchema = z
  .strictObject({
    jobId: Id,
    queue: z.strictObject({
      type: JobTypeName,
      requiredCapabilities: z.array(z.string()),
      manifestHash: ContentHash,
    }),
  })
  .openapi('StartedRun', { description: 'The job of the run' });

/** What the stored payload tells of routing; a replay answers with what its first job has. */
const QueueFacts = z.object({ requiredCapabilities: z.array(z.string()), manifestHash: ContentHash });

export function mountRuns(api: Api, services: Services): void {
  const { store, callers } = services;
  const common = {
    tag: 'Manifests',
    path: '/api/manifests/{name}/runs',
    params: ManifestParams,
  } as const;

  mount(
    api,
    {
      ...common,
      method: 'post',
      caller: callers.user('submit'),
      summary: 'Run a manifest',
      act: 'manifest.run',
      query: none,
      headers: IdempotencyHeaders,
      body: NewRunSchema,
      bodyOptional: true,
      invalidBody: 'invalid_manifest_job',
      scannedByContract: ['options'],
      answers: { 201: StartedRunSchema },
      problems: ['manifest_not_found', 'revision_not_found', 'idempotency_conflict'],
    },
    async ({ caller, act, params: { name }, body, header }) => {
      const { action, options, priority, contentHash } = body;
      const idempotency = idempotencyOf(header('idempotency-key'), `POST /api/manifests/${name}/runs`, body);
      const { content } =
        typeof contentHash === 'string'
          ? await store.manifests.revision(name, contentHash)
          : await store.manifests.get(name);
      const { job } = await store.jobs.create({
        job: acceptRun(services, { name, action, options, text: content }),
        priority,
        userId: caller.userId,
        act,
        ...(idempotency ? { idempotency } : {}),
      });
      return {
        status: 201,
        body: { jobId: job.id, queue: { type: job.type, ...QueueFacts.parse(job.payload) } },
      };
    },
  );

  mount(
    api,
    {
      ...common,
      method: 'get',
      caller: callers.user('read'),
      summary: 'List the runs of a manifest, newest first',
      query: z.strictObject({ limit: limit(200, 50), cursor: Cursor }),
      body: none,
      answers: { 200: page(ManifestRunSchema).openapi('ManifestRunPage') },
      problems: ['manifest_not_found'],
    },
    async ({ params: { name }, query }) => ({
      status: 200,
      body: await store.manifests.runs({ ...query, name }),
    }),
  );
}
