/** A worker's call for work. */
import { z } from '@hono/zod-openapi';
import { assertWorkerId, claimScope } from '../auth/worker-policy.js';
import { Capability, JobTypeName, LeaseSeconds, WorkerId } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { ClaimedJobSchema } from './schemas.js';

const ClaimSchema = z
  .object({
    workerId: WorkerId,
    leaseSeconds: LeaseSeconds,
    allowedTypes: z.array(JobTypeName).nullish().describe('Empty or absent: any type'),
    workerCapabilities: z
      .array(Capability)
      .max(1000)
      .nullish()
      .describe("What the worker can do; the token's own capabilities, if any, replace them"),
    limit: z.int().min(1).max(100).default(1),
    waitSeconds: z
      .number()
      .min(0)
      .max(30)
      .default(0)
      .describe('How long to wait for a job where there is none'),
    claimId: z
      .string()
      .min(1)
      .max(255)
      .nullish()
      .describe(
        "The worker's own name for this claim, a fresh UUID for example: sent again under it, as when the answer was lost, the claim answers the same jobs as far as they still run",
      ),
  })
  .openapi('Claim');

const ClaimedSchema = z
  .strictObject({
    job: z
      .union([ClaimedJobSchema, z.null()])
      .describe('The first of jobs; null when there is nothing to do'),
    jobs: z.array(ClaimedJobSchema),
  })
  .openapi('Claimed', { description: 'The claimed jobs' });

export function mountClaims(api: Api, { store, callers, metrics, stopping }: Services): void {
  mount(
    api,
    {
      method: 'post',
      path: '/api/queue/jobs/claim',
      tag: 'Workers',
      summary: 'Claim jobs whose required capabilities the worker has',
      caller: callers.worker,
      params: none,
      query: none,
      body: ClaimSchema,
      answers: { 200: ClaimedSchema },
    },
    async ({ caller, body, request }) => {
      assertWorkerId(caller, body.workerId);
      const asked = {
        workerId: body.workerId,
        leaseSeconds: body.leaseSeconds,
        limit: body.limit,
        ...(body.claimId ? { claimId: body.claimId } : {}),
        ...claimScope(caller, {
          allowedTypes: body.allowedTypes ?? [],
          workerCapabilities: [...new Set(body.workerCapabilities ?? [])],
        }),
      };
      const jobs =
        body.waitSeconds > 0
          ? await whileNeither(request.signal, stopping, (signal) =>
              store.jobs.claim(asked, { seconds: body.waitSeconds, signal }),
            )
          : await store.jobs.claim(asked);
      metrics.claimed(jobs);
      return { status: 200, body: { job: jobs[0] ?? null, jobs } };
    },
  );
}

/** Works until one of two signals aborts. (`AbortSignal.any` would keep each call in the memory of the one that never does.) */
async function whileNeither<T>(
  gone: AbortSignal,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const either = new AbortController();
  const abort = () => either.abort();
  const signals = [gone, stopping];
  if (signals.some(({ aborted }) => aborted)) abort();
  for (const signal of signals) signal.addEventListener('abort', abort);
  try {
    return await work(either.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}
