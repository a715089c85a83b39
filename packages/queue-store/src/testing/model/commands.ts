/** What may happen to a queue, as commands that the store and its model carry out side by side. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { type ClaimedJob, type Job, type QueueStore, StoreError } from '../../store.js';
import { manifestJob, newJob } from '../fixtures.js';
import type { Holder, ModelJob, Outcome, QueueModel } from './queue-model.js';

/** The store, and the clock that it goes by. */
export interface Real {
  readonly store: QueueStore;
  setTime(at: number): void;
}

type Command = fc.AsyncCommand<QueueModel, Real>;

const WORKERS = ['w1', 'w2', 'w3'];
const SETS = [['a'], ['a', 'b'], ['c']];

/** A command by its name and inputs. `run` throws where the two part. */
function command<Input>(
  name: string,
  inputs: fc.Arbitrary<Input>,
  run: (input: Input, model: QueueModel, real: Real) => Promise<void>,
  check: (model: QueueModel) => boolean = () => true,
): fc.Arbitrary<Command> {
  return inputs.map((input) => ({
    check,
    run: (model, real) => run(input, model, real),
    toString: () => `${name}(${JSON.stringify(input)})`,
  }));
}

/** The job as the model has it, in the store's terms. */
function shown(job: ModelJob): Partial<Job> {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    id: job.id,
    status: job.status,
    priority: job.priority,
    attempt: job.attempt,
    maxAttempts: job.maxAttempts,
    claimedBy: job.claimedBy,
    leaseExpiresAt: time(job.leaseExpiresAt),
    nextAttemptAt: time(job.nextAttemptAt),
    startedAt: time(job.startedAt),
    finishedAt: time(job.finishedAt),
    createdAt: new Date(job.createdAt).toISOString(),
  };
}

function expectJob(job: Job, model: ModelJob): void {
  expect(job).toMatchObject(shown(model));
  expect(job.cancelRequestedAt !== null).toBe(model.cancelRequested);
}

function expectOutcome(result: PromiseSettledResult<Job>, outcome: Outcome): void {
  if (result.status === 'rejected')
    expect(result.reason instanceof StoreError ? result.reason.code : result.reason).toBe(outcome);
  else if (typeof outcome === 'string') expect.fail(`went well, but should be refused: ${outcome}`);
  else expectJob(result.value, outcome);
}

const settledOne = async <T>(work: Promise<T>): Promise<PromiseSettledResult<T>> =>
  (await Promise.allSettled([work]))[0];

/** Everything that the store holds is as the model has it. */
export async function expectSame(model: QueueModel, { store }: Real): Promise<void> {
  const jobs = new Map<string, Job>();
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.jobs.list({ limit: 200, ...(cursor ? { cursor } : {}) });
    for (const job of page.items) jobs.set(job.id, job);
    cursor = page.nextCursor;
  }
  expect(jobs.size).toBe(model.jobs.length);
  for (const job of model.jobs) {
    const real = jobs.get(job.id);
    if (!real) return expect.fail(`the store has lost ${job.id}`);
    expectJob(real, job);
    const events = await store.events.list({ jobId: job.id, limit: 500 });
    expect(events.map(({ message }) => message)).toEqual(job.events);
    expect(events.map(({ id }) => id)).toEqual(events.map(({ id }) => id).sort());
  }
}

const anyJob = fc.nat(60);
const worker = fc.constantFrom(...WORKERS);
const leaseSeconds = fc.integer({ min: 5, max: 120 });

/** Who acts on which job, under which token: mostly its holder, under the right one. */
const holder = fc.record({
  job: anyJob,
  as: fc.oneof({ weight: 6, arbitrary: fc.constant('holder') }, { weight: 1, arbitrary: worker }),
  token: fc.constantFrom('right', 'right', 'right', 'none', 'stale', 'wrong'),
});
type HolderInput = typeof holder extends fc.Arbitrary<infer Input> ? Input : never;

const WRONG = '01890000-0000-7000-8000-000000000000';

function holderIn(model: QueueModel, { job: index, as, token }: HolderInput): Holder {
  // The running ones first: most calls should fit.
  const jobs = [...model.jobs].sort(
    (a, b) => Number(b.status === 'running') - Number(a.status === 'running'),
  );
  const job = jobs[index % Math.max(1, jobs.length)];
  if (!job) throw new Error('There is no job.');
  const tokens = { right: job.token, stale: job.tokens.at(-2), wrong: WRONG, none: undefined };
  return {
    job,
    worker: as === 'holder' ? (job.claimedBy ?? 'w1') : as,
    token: tokens[token as keyof typeof tokens] ?? undefined,
  };
}

const callOf = ({ job, worker: workerId, token }: Holder) => ({
  jobId: job.id,
  workerId,
  ...(token === undefined ? {} : { leaseToken: token }),
});

const hasJobs = (model: QueueModel) => model.jobs.length > 0;

const newJobs = fc.record({
  priority: fc.integer({ min: -1, max: 1 }),
  set: fc.nat(SETS.length - 1),
  maxAttempts: fc.integer({ min: 1, max: 3 }),
  key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined, freq: 4 }),
});

const claims = fc.record({
  workers: fc.array(worker, { minLength: 1, maxLength: 3 }),
  sets: fc.constantFrom(['a'], ['a', 'b'], ['a', 'b', 'c'], ['c']),
  limit: fc.integer({ min: 1, max: 4 }),
  leaseSeconds,
  claimId: fc.option(fc.constantFrom('c1', 'c2'), { nil: undefined, freq: 2 }),
});

export const COMMANDS: fc.Arbitrary<Command>[] = [
  command('create', fc.array(newJobs, { minLength: 1, maxLength: 4 }), async (inputs, model, { store }) => {
    const results = await store.jobs.createMany(
      inputs.map(({ priority, set, maxAttempts, key }) =>
        newJob({
          job: manifestJob({ capabilities: SETS[set] ?? [] }),
          priority,
          maxAttempts,
          ...(key === undefined ? {} : { idempotency: { key, requestHash: 'h' } }),
        }),
      ),
    );
    for (const [index, { priority, set, maxAttempts, key }] of inputs.entries()) {
      const result = results[index];
      if (result?.status !== 'fulfilled') return expect.fail(`not created: ${String(result?.reason)}`);
      const before = model.byKey(key);
      expect(result.value.replayed).toBe(before !== undefined);
      if (before) expect(result.value.job.id).toBe(before.id);
      else
        model.created({
          id: result.value.job.id,
          priority,
          capabilities: SETS[set] ?? [],
          maxAttempts,
          key,
        });
    }
  }),

  command(
    'claim',
    claims,
    async ({ workers, sets, limit, leaseSeconds: seconds, claimId }, model, { store }) => {
      const asked = workers.map((workerId) => ({
        workerId,
        leaseSeconds: seconds,
        capabilities: sets,
        limit,
        ...(claimId === undefined ? {} : { claimId }),
      }));
      // All at once: as if one after the other, in this order.
      const answers = await Promise.all(asked.map((request) => store.jobs.claim(request)));
      for (const [index, { workerId }] of asked.entries()) {
        const claimed: ClaimedJob[] = answers[index] ?? [];
        const { jobs, again } = model.claimable(workerId, sets, limit, claimId);
        expect(claimed.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
        for (const [place, job] of jobs.entries()) {
          const token = claimed[place]?.leaseToken ?? '';
          if (again) expect(token).toBe(job.token);
          else model.claimed(job, workerId, seconds, token, claimId);
        }
        for (const [place, job] of jobs.entries()) if (claimed[place]) expectJob(claimed[place], job);
      }
    },
  ),

  command(
    'heartbeat',
    fc.record({ holder, leaseSeconds }),
    async (input, model, { store }) => {
      const held = holderIn(model, input.holder);
      const result = await settledOne(
        store.jobs.heartbeat({ ...callOf(held), leaseSeconds: input.leaseSeconds }),
      );
      expectOutcome(result, model.heartbeat(held, input.leaseSeconds));
    },
    hasJobs,
  ),

  command(
    'heartbeatMany',
    fc.record({ worker, leaseSeconds }),
    async ({ worker: workerId, leaseSeconds: seconds }, model, { store }) => {
      const jobs = model.jobs.filter(({ token }) => token !== null);
      const answers = await store.jobs.heartbeatMany({
        workerId,
        leaseSeconds: seconds,
        jobs: jobs.map(({ id, token }) => ({ jobId: id, leaseToken: token ?? '' })),
      });
      const expected = jobs.map((job) => {
        const outcome = model.heartbeat({ job, worker: workerId, token: job.token ?? '' }, seconds);
        const result = typeof outcome === 'string' ? 'lost' : job.cancelRequested ? 'cancel' : 'ok';
        return { jobId: job.id, result };
      });
      expect(answers).toEqual(expected);
    },
    hasJobs,
  ),

  command(
    'complete',
    fc.array(holder, { minLength: 1, maxLength: 3 }),
    async (inputs, model, { store }) => {
      const held = inputs.map((input) => holderIn(model, input));
      const results = await store.jobs.completeMany(held.map(callOf));
      const outcomes = held.map((one) => {
        const outcome = model.complete(one);
        return typeof outcome === 'string' ? outcome : { ...outcome };
      });
      for (const [index, result] of results.entries()) expectOutcome(result, outcomes[index] ?? '');
    },
    hasJobs,
  ),

  command(
    'fail',
    fc.record({
      holder,
      retryable: fc.boolean(),
      retryAfterSeconds: fc.option(fc.nat(90), { nil: undefined }),
    }),
    async ({ holder: input, retryable, retryAfterSeconds }, model, { store }) => {
      const held = holderIn(model, input);
      const after = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
      const result = await settledOne(
        store.jobs.fail({ ...callOf(held), errorMessage: 'x', retryable, ...after }),
      );
      expectOutcome(result, model.fail(held, retryable, retryAfterSeconds));
    },
    hasJobs,
  ),

  command(
    'release',
    fc.record({ holder, delaySeconds: fc.constantFrom(0, 0, 20, 60) }),
    async ({ holder: input, delaySeconds }, model, { store }) => {
      const held = { ...holderIn(model, input) };
      const leaseToken = held.token ?? WRONG;
      const result = await settledOne(store.jobs.release({ ...callOf(held), leaseToken, delaySeconds }));
      expectOutcome(result, model.release({ ...held, token: leaseToken }, delaySeconds));
    },
    hasJobs,
  ),

  command(
    'acknowledgeCancel',
    holder,
    async (input, model, { store }) => {
      const held = holderIn(model, input);
      const result = await settledOne(store.jobs.acknowledgeCancel(callOf(held)));
      expectOutcome(result, model.acknowledge(held));
    },
    hasJobs,
  ),

  command(
    'cancel',
    holder,
    async (input, model, { store }) => {
      const { job } = holderIn(model, input);
      const result = await settledOne(store.jobs.cancel({ jobId: job.id, userId: 'u' }));
      expectOutcome(result, model.cancel(job));
    },
    hasJobs,
  ),

  command(
    'requeue',
    anyJob,
    async (index, model, { store }) => {
      const ended = model.jobs.filter(({ finishedAt }) => finishedAt !== null);
      const jobs = ended.length > 0 ? ended : model.jobs;
      const job = jobs[index % jobs.length];
      if (!job) return;
      const result = await settledOne(store.jobs.requeue({ jobId: job.id, userId: 'u' }));
      expectOutcome(result, model.requeue(job));
    },
    hasJobs,
  ),

  command('sweep', fc.constant(null), async (_, model, real) => {
    await real.store.jobs.sweep();
    model.sweep();
    await expectSame(model, real);
  }),

  command('prune', fc.constant(null), async (_, model, { store }) => {
    expect(await store.jobs.prune({ olderThanDays: 1 })).toBe(model.prune(1));
  }),

  command('pass', fc.constantFrom(1, 5, 15, 29.999, 30, 60, 600, 86_400), async (seconds, model, real) => {
    model.now += seconds * 1000;
    real.setTime(model.now);
  }),
];
