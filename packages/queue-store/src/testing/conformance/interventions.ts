import { describe, expect, it } from 'vitest';
import type { ClaimedJob } from '../../store.js';
import { expectRefusal, type Harness, START } from '../harness.js';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

/** What comes from outside: users who cancel and queue anew, leases that run out. */
export function interventionsConformance(h: Harness): void {
  const holderOf = ({ id, leaseToken }: ClaimedJob) => ({ jobId: id, workerId: 'w1', leaseToken });

  describe('cancel', () => {
    it('cancels a queued job at once', async () => {
      const { id } = await h.create();
      const now = h.pass(5);
      expect(await h.store.jobs.cancel({ jobId: id, userId: 'u', reason: 'obsolete' })).toMatchObject({
        status: 'cancelled',
        cancelReason: 'obsolete',
        cancelRequestedAt: now,
        cancelRequestedByUserId: 'u',
        finishedAt: now,
      });
      expect((await h.events(id)).at(-1)).toBe('info Job cancelled');
      expect(await h.lastPayload(id)).toEqual({ requestedByUserId: 'u', reason: 'obsolete' });
      expect(await h.claim()).toEqual([]);
    });

    it('cancels a scheduled job for good', async () => {
      const job = await h.running();
      await h.store.jobs.release({ ...holderOf(job), delaySeconds: 10 });
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
      h.pass(60);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 0, promoted: 0 });
      expect(await h.claim()).toEqual([]);
    });

    it('records the first request for a running job, once', async () => {
      const job = await h.running();
      const asked = await h.store.jobs.cancel({ jobId: job.id, userId: 'u', reason: 'first' });
      expect(asked).toMatchObject({
        status: 'running',
        claimedBy: 'w1',
        cancelRequestedAt: START,
        cancelRequestedByUserId: 'u',
        cancelReason: 'first',
        finishedAt: null,
      });
      h.pass(5);
      expect(await h.store.jobs.cancel({ jobId: job.id, userId: 'v', reason: 'second' })).toEqual(asked);
      expect((await h.events(job.id)).slice(2)).toEqual(['warn Cancellation requested']);
    });

    it('changes nothing of a cancelled job', async () => {
      const { id } = await h.create();
      const cancelled = await h.store.jobs.cancel({ jobId: id, userId: 'u' });
      h.pass(5);
      expect(await h.store.jobs.cancel({ jobId: id, userId: 'v' })).toEqual(cancelled);
      expect(await h.events(id)).toHaveLength(2);
    });

    it('is refused for a job that has ended otherwise', async () => {
      const done = await h.running();
      await h.store.jobs.complete(holderOf(done));
      await expectRefusal(h.store.jobs.cancel({ jobId: done.id, userId: 'u' }), 'job_state_conflict');
      const failed = await h.running();
      await h.store.jobs.fail({ ...holderOf(failed), errorMessage: 'x' });
      await expectRefusal(h.store.jobs.cancel({ jobId: failed.id, userId: 'u' }), 'job_state_conflict');
    });

    it('is refused for a job that there is none of', async () => {
      await expectRefusal(h.store.jobs.cancel({ jobId: NOWHERE, userId: 'u' }), 'job_not_found');
      await expectRefusal(h.store.jobs.cancel({ jobId: 'x', userId: 'u' }), 'job_not_found');
    });
  });

  describe('acknowledgeCancel', () => {
    it('ends the job', async () => {
      const job = await h.running();
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
      const now = h.pass(5);
      expect(await h.store.jobs.acknowledgeCancel({ ...holderOf(job), message: 'stopped' })).toMatchObject({
        status: 'cancelled',
        finishedAt: now,
        claimedBy: null,
        leaseExpiresAt: null,
      });
      expect((await h.events(job.id)).at(-1)).toBe('info Job cancelled');
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1', message: 'stopped' });
    });

    it('changes nothing of a cancelled job', async () => {
      const job = await h.running();
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
      const cancelled = await h.store.jobs.acknowledgeCancel({ jobId: job.id, workerId: 'w1' });
      h.pass(5);
      expect(await h.store.jobs.acknowledgeCancel({ jobId: job.id, workerId: 'w1' })).toEqual(cancelled);
      expect(await h.events(job.id)).toHaveLength(4);
    });

    it('is refused where nobody asked', async () => {
      const job = await h.running();
      await expectRefusal(h.store.jobs.acknowledgeCancel(holderOf(job)), 'job_state_conflict');
      expect((await h.store.jobs.get(job.id)).status).toBe('running');
    });
  });

  describe('requeue', () => {
    it('queues a failed job anew, with one attempt more', async () => {
      const job = await h.running({ maxAttempts: 1 });
      await h.store.jobs.fail({ ...holderOf(job), errorMessage: 'x' });
      const now = h.pass(5);
      expect(await h.store.jobs.requeue({ jobId: job.id, userId: 'u' })).toMatchObject({
        status: 'queued',
        attempt: 2,
        maxAttempts: 2,
        errorMessage: null,
        resultSummary: null,
        finishedAt: null,
        nextAttemptAt: null,
        updatedAt: now,
      });
      expect((await h.events(job.id)).at(-1)).toBe('info Job requeued');
      expect(await h.lastPayload(job.id)).toEqual({ byUserId: 'u' });
      expect((await h.claimOne()).id).toBe(job.id);
    });

    it('forgets the cancellation, and leaves attempts that are left', async () => {
      const { id } = await h.create({ maxAttempts: 5 });
      await h.store.jobs.cancel({ jobId: id, userId: 'u', reason: 'r' });
      expect(await h.store.jobs.requeue({ jobId: id, userId: 'u' })).toMatchObject({
        status: 'queued',
        attempt: 2,
        maxAttempts: 5,
        cancelRequestedAt: null,
        cancelRequestedByUserId: null,
        cancelReason: null,
      });
    });

    it('revives a dead-lettered job', async () => {
      const job = await h.running({ maxAttempts: 1 });
      await h.store.jobs.fail({ ...holderOf(job), errorMessage: 'x', retryable: true });
      expect((await h.store.jobs.requeue({ jobId: job.id, userId: 'u' })).status).toBe('queued');
    });

    it('is refused for any other job', async () => {
      const { id } = await h.create();
      await expectRefusal(h.store.jobs.requeue({ jobId: id, userId: 'u' }), 'job_state_conflict');
      const job = await h.claimOne();
      await expectRefusal(h.store.jobs.requeue({ jobId: id, userId: 'u' }), 'job_state_conflict');
      await h.store.jobs.complete(holderOf(job));
      await expectRefusal(h.store.jobs.requeue({ jobId: id, userId: 'u' }), 'job_state_conflict');
      await expectRefusal(h.store.jobs.requeue({ jobId: NOWHERE, userId: 'u' }), 'job_not_found');
    });
  });

  describe('sweep', () => {
    it('puts a job whose lease ran out back in line, half a minute later', async () => {
      const job = await h.running({}, { leaseSeconds: 60 });
      h.pass(59.999);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 0, promoted: 0 });
      h.pass(0.001);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 1, promoted: 0 });
      expect(await h.store.jobs.get(job.id)).toMatchObject({
        status: 'queued',
        attempt: 2,
        nextAttemptAt: h.in(30),
        claimedBy: null,
        leaseExpiresAt: null,
        finishedAt: null,
      });
      expect((await h.events(job.id)).at(-1)).toBe('warn Lease expired');
      expect(await h.lastPayload(job.id)).toEqual({
        workerId: 'w1',
        attempt: 1,
        status: 'queued',
        nextAttemptAt: h.in(30),
      });
      h.pass(30);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 0, promoted: 1 });
      expect((await h.claimOne({ workerId: 'w2' })).id).toBe(job.id);
      await expectRefusal(h.store.jobs.complete(holderOf(job)), 'job_ownership_mismatch');
    });

    it('runs before each claim', async () => {
      const job = await h.running({}, { leaseSeconds: 1 });
      h.pass(1);
      expect(await h.claim({ workerId: 'w2' })).toEqual([]);
      expect((await h.store.jobs.get(job.id)).status).toBe('queued');
      h.pass(30);
      expect((await h.claimOne({ workerId: 'w2' })).id).toBe(job.id);
    });

    it('goes by the lease as heartbeats have moved it', async () => {
      const job = await h.running({}, { leaseSeconds: 60 });
      const beat = (leaseSeconds: number) => h.store.jobs.heartbeat({ ...holderOf(job), leaseSeconds });
      h.pass(50);
      await beat(60);
      h.pass(30);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 0, promoted: 0 });
      await beat(5);
      h.pass(5);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 1, promoted: 0 });
    });

    it('gives up a job without attempts left', async () => {
      const job = await h.running({ maxAttempts: 1 });
      h.pass(60);
      await h.store.jobs.sweep();
      expect(await h.store.jobs.get(job.id)).toMatchObject({
        status: 'dead_letter',
        attempt: 1,
        finishedAt: h.in(0),
      });
      expect(await h.lastPayload(job.id)).toEqual({ workerId: 'w1', attempt: 1, status: 'dead_letter' });
    });

    it('cancels a job whose cancellation was requested', async () => {
      const job = await h.running();
      await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
      h.pass(60);
      await h.store.jobs.sweep();
      expect(await h.store.jobs.get(job.id)).toMatchObject({
        status: 'cancelled',
        attempt: 1,
        finishedAt: h.in(0),
      });
      expect((await h.events(job.id)).at(-1)).toBe('warn Lease expired');
    });

    it('clears more than one batch', async () => {
      for (let count = 0; count < 520; count++) await h.create();
      for (let count = 0; count < 520; count += 130) await h.claim({ limit: 130, leaseSeconds: 1 });
      h.pass(1);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 520, promoted: 0 });
      h.pass(30);
      expect(await h.store.jobs.sweep()).toEqual({ expired: 0, promoted: 520 });
    });
  });
}
