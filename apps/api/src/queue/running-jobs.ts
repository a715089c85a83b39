/** Workers' calls on a job that they hold: heartbeat, complete, fail, release, cancel/ack. */
import { z } from '@hono/zod-openapi';
import type { LeaseHolder } from '@moonmind/queue-store';
import { type ActingWorker, assertWorkerId } from '../auth/worker-policy.js';
import { DelaySeconds, Id, LeaseSeconds, LeaseToken, Text, WorkerId } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { jobIdIn } from './jobs.js';
import { JobParams, JobSchema } from './schemas.js';

/** Who acts on the job. A worker of the old service sends no lease token. */
export const HolderSchema = z.object({ workerId: WorkerId, leaseToken: LeaseToken.nullish() });

const HeartbeatsSchema = z
  .object({
    workerId: WorkerId,
    leaseSeconds: LeaseSeconds,
    jobs: z.array(z.object({ jobId: z.guid().toLowerCase(), leaseToken: LeaseToken })).max(500),
  })
  .openapi('Heartbeats');

const HeartbeatResultsSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        jobId: Id,
        result: z
          .enum(['ok', 'cancel', 'lost'])
          .describe("Go on; stop and acknowledge the cancellation; drop the job, the lease is another one's"),
      }),
    ),
  })
  .openapi('HeartbeatResults', { description: 'What became of each lease' });

export function mountRunningJobs(api: Api, { store, callers }: Services): void {
  const ofHeldJob = {
    method: 'post',
    tag: 'Workers',
    caller: callers.worker,
    params: JobParams,
    query: none,
    answers: { 200: JobSchema },
    problems: ['job_not_found', 'job_ownership_mismatch', 'job_state_conflict', 'stale_lease'],
  } as const;

  mount(
    api,
    {
      ...ofHeldJob,
      path: '/api/queue/jobs/{jobId}/heartbeat',
      summary: 'Prolong the lease',
      description: 'A `cancelRequestedAt` in the answer asks the worker to stop and to acknowledge.',
      body: HolderSchema.extend({ leaseSeconds: LeaseSeconds }).openapi('Heartbeat'),
    },
    async (call) => ({
      status: 200,
      body: await store.jobs.heartbeat({ ...holderOf(call), leaseSeconds: call.body.leaseSeconds }),
    }),
  );

  mount(
    api,
    {
      method: 'post',
      path: '/api/queue/jobs/heartbeat',
      tag: 'Workers',
      summary: 'Prolong the leases of several jobs',
      description: 'Refuses no job: what became of each stands in the answer, in the order of the request.',
      caller: callers.worker,
      params: none,
      query: none,
      body: HeartbeatsSchema,
      answers: { 200: HeartbeatResultsSchema },
    },
    async ({ caller, body }) => {
      assertWorkerId(caller, body.workerId);
      return { status: 200, body: { items: await store.jobs.heartbeatMany(body) } };
    },
  );

  mount(
    api,
    {
      ...ofHeldJob,
      path: '/api/queue/jobs/{jobId}/complete',
      summary: 'Report success',
      description: 'Sent again with the same leaseToken, it answers the same job.',
      body: HolderSchema.extend({ resultSummary: z.string().nullish() }).openapi('CompleteJob'),
    },
    async (call) => ({
      status: 200,
      body: await store.jobs.complete({ ...holderOf(call), resultSummary: call.body.resultSummary ?? null }),
    }),
  );

  mount(
    api,
    {
      ...ofHeldJob,
      path: '/api/queue/jobs/{jobId}/fail',
      summary: 'Report failure',
      description: 'A retryable failure queues the job anew while attempts are left.',
      body: HolderSchema.extend({
        errorMessage: Text,
        retryable: z.boolean().nullish(),
        retryAfterSeconds: DelaySeconds.nullish().describe('Default: min(600, 15·2^(attempt−1))'),
      }).openapi('FailJob'),
    },
    async (call) => {
      const { errorMessage, retryable, retryAfterSeconds } = call.body;
      const delay = typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {};
      const job = await store.jobs.fail({
        ...holderOf(call),
        errorMessage,
        retryable: retryable ?? false,
        ...delay,
      });
      return { status: 200, body: job };
    },
  );

  mount(
    api,
    {
      ...ofHeldJob,
      path: '/api/queue/jobs/{jobId}/release',
      summary: 'Hand the job back without burning an attempt',
      description: 'A job whose cancellation is requested is cancelled by it; any other one is queued again.',
      body: HolderSchema.extend({
        leaseToken: LeaseToken,
        delaySeconds: DelaySeconds.default(0),
        reason: Text.nullish(),
      }).openapi('ReleaseJob'),
    },
    async (call) => {
      const { leaseToken, delaySeconds, reason } = call.body;
      const job = await store.jobs.release({
        ...holderOf(call),
        leaseToken,
        delaySeconds,
        ...(reason ? { reason } : {}),
      });
      return { status: 200, body: job };
    },
  );

  mount(
    api,
    {
      ...ofHeldJob,
      path: '/api/queue/jobs/{jobId}/cancel/ack',
      summary: 'Acknowledge a cancel request',
      body: HolderSchema.extend({ message: z.string().nullish() }).openapi('AcknowledgeCancel'),
    },
    async (call) => ({
      status: 200,
      body: await store.jobs.acknowledgeCancel({ ...holderOf(call), message: call.body.message ?? null }),
    }),
  );
}

/**
 * Who acts on which job.
 * @throws {Problem} `worker_not_authorized`, `job_not_found`.
 */
export function holderOf(call: {
  readonly caller: ActingWorker;
  readonly params: { readonly jobId: string };
  readonly body: z.output<typeof HolderSchema>;
}): LeaseHolder {
  const { workerId, leaseToken } = call.body;
  assertWorkerId(call.caller, workerId);
  return { jobId: jobIdIn(call.params.jobId), workerId, ...(leaseToken ? { leaseToken } : {}) };
}
