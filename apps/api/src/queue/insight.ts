/** What operators ask: what stands in the queue, why a job waits, who works. */
import { z } from '@hono/zod-openapi';
import { type JOB_CATEGORIES, JOB_STATUSES } from '@moonmind/job-types';
import { Id, JobTypeName, Time } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { jobIdIn } from './jobs.js';
import { JobParams } from './schemas.js';

const Capabilities = z.array(z.string());

const ReadySetSchema = z
  .strictObject({
    requiredCapabilities: Capabilities,
    jobs: z.int(),
    oldestCreatedAt: Time.describe('When the oldest of them was created'),
  })
  .openapi('ReadySet');

const countsByStatus = z.strictObject({
  queued: z.int(),
  running: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  dead_letter: z.int(),
} satisfies Record<(typeof JOB_STATUSES)[number], z.ZodType>);

const SummarySchema = z
  .strictObject({
    asOf: Time.describe('When it was counted: over a large queue some seconds ago'),
    counts: z.strictObject({
      manifests: countsByStatus,
      tasks: countsByStatus,
    } satisfies Record<(typeof JOB_CATEGORIES)[number], z.ZodType>),
    oldestQueued: z.strictObject({ jobId: Id, createdAt: Time }).nullable(),
    ready: z.array(ReadySetSchema).describe('Ready jobs by what they require; the largest 100 sets'),
    uncovered: z
      .array(ReadySetSchema)
      .describe('Those of all sets that no live worker covers; the largest 100'),
    readySets: z.int().describe('How many sets there are'),
    uncoveredSets: z.int(),
  })
  .openapi('QueueSummary', { description: 'The summary' });

const NearestWorkerSchema = z
  .strictObject({
    workerId: z.string(),
    live: z.boolean(),
    lastSeenAt: Time,
    missingCapabilities: Capabilities,
    typeAllowed: z.boolean().describe('Whether its last claim took jobs of this type'),
    repositoryAllowed: z.boolean().describe("Whether its token's policy covers the job's repository"),
  })
  .openapi('NearestWorker');

const JobWaitSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('time'), until: Time }),
    z.strictObject({ kind: z.literal('lease'), workerId: z.string(), until: Time }),
    z.strictObject({ kind: z.literal('capability'), capabilities: Capabilities }),
    z.strictObject({ kind: z.literal('worker') }),
  ])
  .openapi('JobWait');

const ExplanationSchema = z
  .strictObject({
    jobId: Id,
    status: z.enum(JOB_STATUSES),
    summary: z.string().describe('The answer in a sentence'),
    waitsFor: z
      .array(JobWaitSchema)
      .describe('What must come first; empty when the job waits for its turn alone, or has ended'),
    place: z
      .strictObject({
        ahead: z.int().describe('Ready jobs of the same set that go first, counted up to 1,000'),
        exact: z.boolean(),
      })
      .nullable()
      .describe('Null unless the job is ready'),
    requiredCapabilities: Capabilities,
    missingCapabilities: Capabilities.describe('Those that no live worker offers'),
    fittingWorkers: z.int().describe('Live workers that may take the job'),
    nearestWorker: NearestWorkerSchema.nullable(),
  })
  .openapi('JobExplanation', { description: 'The explanation' });

const WorkerSchema = z
  .strictObject({
    workerId: z.string(),
    capabilities: Capabilities,
    allowedTypes: z.array(JobTypeName).describe('Empty: any'),
    allowedRepositories: z.array(z.string()).describe('Empty: any'),
    lastSeenAt: Time,
    live: z.boolean().describe('Seen within the last minute, or holding a job whose lease is not over'),
    runningJobs: z.int(),
    runningJobIds: z.array(Id).describe('At most 100'),
  })
  .openapi('Worker');

export function mountSummary(api: Api, { store, callers }: Services): void {
  const caller = callers.user('read');
  const common = { method: 'get', caller, params: none, query: none, body: none } as const;

  mount(
    api,
    {
      ...common,
      tag: 'Jobs',
      path: '/api/queue/summary',
      summary: 'What stands in the queue',
      answers: { 200: SummarySchema },
    },
    async () => ({ status: 200, body: await store.insight.summary() }),
  );

  mount(
    api,
    {
      ...common,
      tag: 'Jobs',
      path: '/api/queue/jobs/{jobId}/explain',
      summary: 'Why a job waits: its place, what it waits for, who could take it',
      params: JobParams,
      answers: { 200: ExplanationSchema },
      problems: ['job_not_found'],
    },
    async ({ params }) => {
      const explanation = await store.insight.explain(jobIdIn(params.jobId));
      return { status: 200, body: { ...explanation, waitsFor: [...explanation.waitsFor] } };
    },
  );

  mount(
    api,
    {
      ...common,
      tag: 'Workers',
      path: '/api/queue/workers',
      summary: 'The workers seen in the last week, the latest first',
      answers: { 200: z.strictObject({ items: z.array(WorkerSchema) }).openapi('WorkerList') },
    },
    async () => ({ status: 200, body: { items: await store.insight.workers() } }),
  );
}
