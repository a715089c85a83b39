import { describe, expect, it } from 'vitest';
import type { ClaimRequest } from '../../store.js';
import { CAPABILITIES, taskJob } from '../fixtures.js';
import { expectRefusal, type Harness } from '../harness.js';

/** Claims that wait. */
export function waitingConformance(h: Harness): void {
  const wait = (request: Partial<ClaimRequest> = {}, seconds = 20, signal?: AbortSignal) =>
    h.store.jobs.claim(
      { workerId: 'w1', leaseSeconds: 60, capabilities: CAPABILITIES, ...request },
      { seconds, ...(signal ? { signal } : {}) },
    );

  describe('a claim that waits', () => {
    it('answers at once where there is a job', async () => {
      const { id } = await h.create();
      expect((await wait()).map((job) => job.id)).toEqual([id]);
    });

    it('wakes when a job is created, released, requeued or failed, and not for one it may not take', async () => {
      const started = performance.now();
      const created = wait();
      await h.create({ job: taskJob() });
      const { id } = await h.create();
      const [job] = await created;
      expect(job?.id).toBe(id);
      const released = wait();
      await h.store.jobs.release({ jobId: id, workerId: 'w1', leaseToken: job?.leaseToken ?? '' });
      const [again] = await released;
      expect(again?.id).toBe(id);
      const failed = wait();
      await h.store.jobs.fail({
        jobId: id,
        workerId: 'w1',
        errorMessage: 'x',
        retryable: true,
        retryAfterSeconds: 0,
      });
      expect((await failed)[0]?.id).toBe(id);
      await h.store.jobs.fail({ jobId: id, workerId: 'w1', errorMessage: 'x' });
      const requeued = wait();
      await h.store.jobs.requeue({ jobId: id, userId: 'u' });
      expect((await requeued)[0]?.id).toBe(id);
      expect(performance.now() - started).toBeLessThan(10_000);
    });

    it('wakes when a lease runs out or a scheduled job becomes due', async () => {
      const job = await h.running();
      await h.store.jobs.release({
        jobId: job.id,
        workerId: 'w1',
        leaseToken: job.leaseToken,
        delaySeconds: 30,
      });
      const waiting = wait({ workerId: 'w2' });
      h.pass(31);
      expect((await waiting)[0]).toMatchObject({ id: job.id, claimedBy: 'w2' });
    });

    it('serves those that wait in the order in which they came, each job to one', async () => {
      const order: string[] = [];
      const waiting = Array.from({ length: 6 }, async (_, index) => {
        const [job] = await wait({ workerId: `w${index}` });
        order.push(job?.claimedBy ?? 'nobody');
        return job?.id;
      });
      const made: string[] = [];
      for (let count = 0; count < 3; count++) made.push((await h.create()).id);
      await expect.poll(() => order.length, { timeout: 10_000 }).toBe(3);
      expect([...order].sort()).toEqual(['w0', 'w1', 'w2']);
      for (let count = 0; count < 3; count++) made.push((await h.create()).id);
      expect((await Promise.all(waiting)).sort()).toEqual(made.sort());
    });

    it('answers nothing when its time is over', async () => {
      const started = performance.now();
      expect(await wait({}, 0.05)).toEqual([]);
      expect(performance.now() - started).toBeLessThan(5_000);
    });

    it('ends when its caller goes, and leaves the next job to others', async () => {
      const caller = new AbortController();
      const gone = wait({ workerId: 'gone' }, 20, caller.signal);
      const other = wait({ workerId: 'other' });
      caller.abort();
      expect(await gone).toEqual([]);
      await h.create();
      expect((await other)[0]?.claimedBy).toBe('other');
      expect(await wait({}, 20, AbortSignal.abort())).toEqual([]);
    });

    it('passes a refusal on', async () => {
      await h.create();
      await expectRefusal(h.store.jobs.get('x'), 'job_not_found');
      await expect(wait({ leaseSeconds: Number.POSITIVE_INFINITY })).rejects.toThrow();
    });
  });
}
