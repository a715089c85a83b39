/** Users' calls on jobs: create, list, read, cancel, requeue. */
import { z } from '@hono/zod-openapi';
import { JOB_CATEGORIES, JOB_STATUSES, JOB_TYPES } from '@moonmind/job-types';
import { JOB_DEFAULTS } from '@moonmind/queue-store';
import { Cursor, JobTypeName, JsonObject, limit, page } from '../http/fields.js';
import { idempotencyOf } from '../http/idempotency.js';
import { idIn } from '../http/ids.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { acceptJob } from './accept.js';
import { JobParams, JobSchema } from './schemas.js';

const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 } as const;

export const NewJobSchema = z
  .strictObject({
    type: JobTypeName,
    priority: z
      .int()
      .min(INT32.min)
      .max(INT32.max)
      .default(JOB_DEFAULTS.priority)
      .describe('Higher goes first'),
    payload: JsonObject.default({}).describe('What the contract of the type asks for'),
    affinityKey: z.string().max(255).nullable().default(null),
    maxAttempts: z.int().min(1).max(INT32.max).default(JOB_DEFAULTS.maxAttempts),
  })
  .openapi('NewJob');

export const PrioritySchema = NewJobSchema.shape.priority;

export const IdempotencyHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .max(255)
    .optional()
    .describe(
      'The same key with the same request answers the first job again; with another request it is a conflict',
    ),
});

const JobFilterSchema = z.strictObject({
  status: z.enum(JOB_STATUSES).optional(),
  type: JobTypeName.optional(),
  category: z.enum(JOB_CATEGORIES).optional(),
  limit: limit(200, 50),
  cursor: Cursor,
});

export function mountJobs(api: Api, services: Services): void {
  const { store, callers } = services;
  const common = { tag: 'Jobs', params: none, query: none, body: none } as const;
  const reads = { ...common, caller: callers.user('read') } as const;
  const submits = { ...common, caller: callers.user('submit') } as const;

  mount(
    api,
    {
      ...submits,
      method: 'post',
      path: '/api/queue/jobs',
      summary: 'Submit a job',
      act: 'job.create',
      description: `The payload must meet the contract of its type (${JOB_TYPES.join(', ')}).`,
      headers: IdempotencyHeaders,
      body: NewJobSchema,
      invalidBody: (body) => (isManifestJob(body) ? 'invalid_manifest_job' : 'invalid_queue_payload'),
      scannedByContract: ['payload'],
      answers: { 201: JobSchema },
      problems: [
        'invalid_manifest_job',
        'invalid_queue_payload',
        'idempotency_conflict',
        'manifest_not_found',
      ],
    },
    async ({ caller, act, body, header }) => {
      const { type, payload, ...settings } = body;
      const idempotency = idempotencyOf(header('idempotency-key'), 'POST /api/queue/jobs', body);
      const { job } = await store.jobs.create({
        ...settings,
        job: await acceptJob(services, { type, payload }),
        userId: caller.userId,
        act,
        ...(idempotency ? { idempotency } : {}),
      });
      return { status: 201, body: job };
    },
  );

  mount(
    api,
    {
      ...reads,
      method: 'get',
      path: '/api/queue/jobs',
      summary: 'List jobs, newest first',
      query: JobFilterSchema,
      answers: { 200: page(JobSchema).openapi('JobPage') },
    },
    async ({ query }) => ({ status: 200, body: await store.jobs.list(query) }),
  );

  mount(
    api,
    {
      ...reads,
      params: JobParams,
      method: 'get',
      path: '/api/queue/jobs/{jobId}',
      summary: 'Read a job',
      answers: { 200: JobSchema },
      problems: ['job_not_found'],
    },
    async ({ params }) => ({ status: 200, body: await store.jobs.get(jobIdIn(params.jobId)) }),
  );

  mount(
    api,
    {
      ...submits,
      params: JobParams,
      method: 'post',
      path: '/api/queue/jobs/{jobId}/cancel',
      summary: 'Cancel a job',
      act: 'job.cancel',
      description: 'A queued job is cancelled at once; of a running one the wish is recorded for its worker.',
      body: z
        .strictObject({ reason: z.string().nullish().describe('Blank counts as none') })
        .openapi('CancelJob'),
      bodyOptional: true,
      answers: { 200: JobSchema },
      problems: ['job_not_found', 'job_state_conflict'],
    },
    async ({ caller, act, params, body }) => ({
      status: 200,
      body: await store.jobs.cancel({
        jobId: jobIdIn(params.jobId),
        userId: caller.userId,
        reason: body.reason?.trim() || null,
        act,
      }),
    }),
  );

  mount(
    api,
    {
      ...submits,
      params: JobParams,
      method: 'post',
      path: '/api/queue/jobs/{jobId}/requeue',
      summary: 'Queue a failed, cancelled or dead-lettered job anew',
      act: 'job.requeue',
      bodyOptional: true,
      answers: { 200: JobSchema },
      problems: ['job_not_found', 'job_state_conflict'],
    },
    async ({ caller, act, params }) => ({
      status: 200,
      body: await store.jobs.requeue({ jobId: jobIdIn(params.jobId), userId: caller.userId, act }),
    }),
  );
}

/** @throws {Problem} `job_not_found` when the path's id is no UUID. */
export function jobIdIn(text: string): string {
  return idIn(text, 'job_not_found', 'job');
}

function isManifestJob(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'type' in body && body.type === 'manifest';
}
