import { describe, expect, it } from 'vitest';
import type { ClaimedJob, LeaseHolder, QueueStore } from '../../store.js';
import { expectRefusal, type Harness, START } from '../harness.js';

const NOWHERE = '01890000-0000-7000-8000-000000000000';
const UNCLAIMED = { claimedBy: null, leaseExpiresAt: null };

/** Every verb of a lease holder. */
const HELD_VERBS: Record<string, (jobs: QueueStore['jobs'], holder: LeaseHolder) => Promise<unknown>> = {
  heartbeat: (jobs, holder) => jobs.heartbeat({ ...holder, leaseSeconds: 60 }),
  complete: (jobs, holder) => jobs.complete(holder),
  fail: (jobs, holder) => jobs.fail({ ...holder, errorMessage: 'broken' }),
  release: (jobs, holder) => jobs.release({ leaseToken: NOWHERE, ...holder }),
  acknowledgeCancel: (jobs, holder) => jobs.acknowledgeCancel(holder),
};

export function endingsConformance(h: Harness): void {
  const holderOf = ({ id, leaseToken }: ClaimedJob) => ({ jobId: id, workerId: 'w1', leaseToken });

  describe.each(Object.entries(HELD_VERBS))('%s is refused', (_name, verb) => {
    it('for a job that there is none of', async () => {
      await expectRefusal(verb(h.store.jobs, { jobId: NOWHERE, workerId: 'w1' }), 'job_not_found');
      await expectRefusal(verb(h.store.jobs, { jobId: 'no uuid', workerId: 'w1' }), 'job_not_found');
    });

    it('for a job that is not running', async () => {
      const { id } = await h.create();
      await expectRefusal(verb(h.store.jobs, { jobId: id, workerId: 'w1' }), 'job_state_conflict');
    });

    it('to another worker, and changes nothing', async () => {
      const job = await h.running();
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
      const before = await h.store.jobs.get(job.id);
      h.pass(1);
      await expectRefusal(verb(h.store.jobs, { ...holderOf(job), workerId: 'w2' }), 'job_ownership_mismatch');
      expect(await h.store.jobs.get(job.id)).toEqual(before);
    });

    it('under a stale lease of the same worker, and changes nothing', async () => {
      const stale = await h.running();
      await h.store.jobs.release(holderOf(stale));
      await h.claimOne();
      await h.store.jobs.cancel({ jobId: stale.id, userId: 'u' });
      const before = [await h.store.jobs.get(stale.id), await h.events(stale.id)];
      h.pass(1);
      await expectRefusal(verb(h.store.jobs, holderOf(stale)), 'stale_lease');
      await expectRefusal(verb(h.store.jobs, { ...holderOf(stale), leaseToken: 'no uuid' }), 'stale_lease');
      expect([await h.store.jobs.get(stale.id), await h.events(stale.id)]).toEqual(before);
    });
  });

  describe('heartbeat', () => {
    it('moves the lease on from now, without a token too', async () => {
      const job = await h.running();
      h.pass(30);
      expect(await h.store.jobs.heartbeat({ ...holderOf(job), leaseSeconds: 60 })).toMatchObject({
        status: 'running',
        leaseExpiresAt: h.in(60),
      });
      h.pass(10);
      expect(await h.store.jobs.heartbeat({ jobId: job.id, workerId: 'w1', leaseSeconds: 20 })).toMatchObject(
        {
          leaseExpiresAt: h.in(20),
        },
      );
    });

    it('leaves at most one event a minute', async () => {
      const job = await h.running();
      const beat = () => h.store.jobs.heartbeat({ ...holderOf(job), leaseSeconds: 300 });
      const count = async () =>
        (await h.events(job.id)).filter((event) => event === 'info Heartbeat received').length;
      await beat();
      await beat();
      h.pass(59.999);
      await beat();
      expect(await count()).toBe(1);
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1', leaseSeconds: 300 });
      h.pass(0.001);
      await beat();
      await beat();
      expect(await count()).toBe(2);
    });

    it('tells of a requested cancellation', async () => {
      const job = await h.running();
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
      expect((await h.store.jobs.heartbeat({ ...holderOf(job), leaseSeconds: 60 })).cancelRequestedAt).toBe(
        START,
      );
    });
  });

  describe('complete', () => {
    it('ends the job well', async () => {
      const first = await h.running();
      await h.store.jobs.fail({
        ...holderOf(first),
        errorMessage: 'once',
        retryable: true,
        retryAfterSeconds: 0,
      });
      const job = await h.claimOne();
      const now = h.pass(5);
      expect(await h.store.jobs.complete({ ...holderOf(job), resultSummary: 'done' })).toMatchObject({
        status: 'succeeded',
        resultSummary: 'done',
        errorMessage: null,
        finishedAt: now,
        updatedAt: now,
        startedAt: START,
        ...UNCLAIMED,
      });
      expect((await h.events(job.id)).at(-1)).toBe('info Job completed');
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1' });
    });

    it('gives the same answer again to the same token, and leaves no second event', async () => {
      const job = await h.running();
      const done = await h.store.jobs.complete({ ...holderOf(job), resultSummary: 'done' });
      h.pass(5);
      expect(await h.store.jobs.complete({ ...holderOf(job), resultSummary: 'again' })).toEqual(done);
      expect((await h.events(job.id)).filter((event) => event === 'info Job completed')).toHaveLength(1);
    });

    it('refuses to be repeated without the token, or with another', async () => {
      const job = await h.running();
      await h.store.jobs.complete({ jobId: job.id, workerId: 'w1' });
      await expectRefusal(h.store.jobs.complete({ jobId: job.id, workerId: 'w1' }), 'job_state_conflict');
      await expectRefusal(
        h.store.jobs.complete({ ...holderOf(job), leaseToken: NOWHERE }),
        'job_state_conflict',
      );
    });
  });

  describe('fail', () => {
    it('fails the job', async () => {
      const job = await h.running();
      const now = h.pass(5);
      expect(await h.store.jobs.fail({ ...holderOf(job), errorMessage: 'broken' })).toMatchObject({
        status: 'failed',
        errorMessage: 'broken',
        finishedAt: now,
        attempt: 1,
        nextAttemptAt: null,
        ...UNCLAIMED,
      });
      expect((await h.events(job.id)).at(-1)).toBe('error Job failed');
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1', retryable: false, status: 'failed' });
    });

    it('tries again while attempts are left, later each time, and then gives up', async () => {
      const { id } = await h.create({ maxAttempts: 9 });
      for (const [index, delay] of [15, 30, 60, 120, 240, 480, 600, 600].entries()) {
        const job = await h.claimOne();
        expect(job.attempt).toBe(index + 1);
        const failed = await h.store.jobs.fail({ ...holderOf(job), errorMessage: 'broken', retryable: true });
        expect(failed).toMatchObject({
          status: 'queued',
          attempt: index + 2,
          nextAttemptAt: h.in(delay),
          errorMessage: 'broken',
          finishedAt: null,
          ...UNCLAIMED,
        });
        expect((await h.events(id)).at(-1)).toBe('warn Job failed (retryable)');
        expect(await h.lastPayload(id)).toEqual({
          workerId: 'w1',
          retryable: true,
          status: 'queued',
          nextAttemptAt: failed.nextAttemptAt,
        });
        h.pass(delay - 0.001);
        expect(await h.claim()).toEqual([]);
        h.pass(0.001);
      }
      const last = await h.claimOne();
      expect(last.attempt).toBe(9);
      expect(
        await h.store.jobs.fail({ ...holderOf(last), errorMessage: 'broken', retryable: true }),
      ).toMatchObject({
        status: 'dead_letter',
        attempt: 9,
        finishedAt: h.in(0),
        nextAttemptAt: null,
      });
      expect((await h.events(id)).at(-1)).toBe('error Job dead-lettered');
      expect(await h.claim()).toEqual([]);
    });

    it('waits as long as the worker says', async () => {
      const job = await h.running();
      const failed = await h.store.jobs.fail({
        ...holderOf(job),
        errorMessage: 'x',
        retryable: true,
        retryAfterSeconds: 7,
      });
      expect(failed.nextAttemptAt).toBe(h.in(7));
    });

    it('cancels instead, where that was asked for', async () => {
      const job = await h.running();
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
      expect(
        await h.store.jobs.fail({ ...holderOf(job), errorMessage: 'stopped', retryable: true }),
      ).toMatchObject({
        status: 'cancelled',
        errorMessage: 'stopped',
        finishedAt: START,
        nextAttemptAt: null,
        attempt: 1,
      });
      expect((await h.events(job.id)).at(-1)).toBe('warn Job cancelled');
    });
  });

  describe('release', () => {
    it('hands the job back and burns no attempt', async () => {
      const job = await h.running();
      expect(await h.store.jobs.release({ ...holderOf(job), reason: 'draining' })).toMatchObject({
        status: 'queued',
        attempt: 1,
        finishedAt: null,
        ...UNCLAIMED,
      });
      expect((await h.events(job.id)).at(-1)).toBe('info Job released');
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1', reason: 'draining' });
      expect((await h.claimOne({ workerId: 'w2' })).id).toBe(job.id);
    });

    it('lets it wait for the delay', async () => {
      const job = await h.running();
      expect(await h.store.jobs.release({ ...holderOf(job), delaySeconds: 30 })).toMatchObject({
        nextAttemptAt: h.in(30),
      });
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1', reason: null });
    });

    it('cancels a job whose cancellation is requested, whatever the delay', async () => {
      const job = await h.running();
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u1' });
      const now = h.pass(5);
      const holder = { ...holderOf(job), delaySeconds: 30, reason: 'draining' };
      expect(await h.store.jobs.release(holder)).toMatchObject({
        status: 'cancelled',
        attempt: 1,
        finishedAt: now,
        nextAttemptAt: null,
        ...UNCLAIMED,
      });
      expect((await h.events(job.id)).at(-1)).toBe('info Job cancelled');
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1', reason: 'draining' });
      expect(await h.claim({ workerId: 'w2' })).toEqual([]);
    });
  });
}
