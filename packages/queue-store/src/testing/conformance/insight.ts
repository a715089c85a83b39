import { beforeEach, describe, expect, it } from 'vitest';
import { CAPABILITIES, manifestJob, taskJob, USER } from '../fixtures.js';
import { expectRefusal, type Harness } from '../harness.js';

/** What operators ask: who works, what stands in the queue, why a job waits. */
export function insightConformance(h: Harness): void {
  // A worker's row is written every few seconds at most: each test has workers of its own.
  let test = 0;
  const named = (workerId: string) => `${workerId} ${test}`;
  beforeEach(() => {
    test += 1;
  });
  const claimAs = (workerId: string, capabilities: readonly string[], request = {}) =>
    h.claim({ workerId: named(workerId), capabilities, ...request });

  describe('workers', () => {
    it('are seen by their claims, the latest first, with what they run', async () => {
      await claimAs('idle', ['Zeta', 'alpha'], { allowedTypes: ['task'], allowedRepositories: ['a/b'] });
      expect(await h.store.insight.workers()).toEqual([
        {
          workerId: named('idle'),
          capabilities: ['alpha', 'zeta'],
          allowedTypes: ['task'],
          allowedRepositories: ['a/b'],
          lastSeenAt: h.in(0),
          live: true,
          runningJobs: 0,
          runningJobIds: [],
        },
      ]);
      h.pass(30);
      const job = await h.running({}, { workerId: named('busy'), leaseSeconds: 600 });
      const [busy, idle] = await h.store.insight.workers();
      expect(busy).toMatchObject({
        workerId: named('busy'),
        runningJobs: 1,
        runningJobIds: [job.id],
        lastSeenAt: h.in(0),
      });
      expect(idle).toMatchObject({ workerId: named('idle'), live: true });
      h.pass(40);
      expect((await h.store.insight.workers()).map(({ live }) => live)).toEqual([true, false]);
      h.pass(600);
      expect((await h.store.insight.workers()).map(({ live }) => live)).toEqual([false, false]);
      h.pass(8 * 86_400);
      expect((await h.store.insight.workers()).map(({ workerId }) => workerId)).toEqual([named('busy')]);
    });

    it('take their new capabilities at once', async () => {
      await claimAs('changing', ['one']);
      await h.store.insight.workers();
      await claimAs('changing', ['one', 'two']);
      expect((await h.store.insight.workers())[0]).toMatchObject({ capabilities: ['one', 'two'] });
    });
  });

  describe('vitals', () => {
    it('tell the pool, the leases that ran out, and the oldest transaction', async () => {
      const before = h.store.insight.vitals();
      await h.running({}, { leaseSeconds: 1 });
      h.pass(2);
      await h.store.jobs.sweep();
      const { pool, leaseExpiries } = h.store.insight.vitals();
      expect(leaseExpiries - before.leaseExpiries).toBe(1);
      expect(pool).toEqual({ max: expect.any(Number), used: 0, waiting: 0 });
      const asked = h.store.insight.oldestTransactionSeconds();
      expect(h.store.insight.vitals().pool.used).toBe(1);
      expect(await asked).toBeGreaterThanOrEqual(0);
    });
  });

  describe('summary', () => {
    it('counts by category and status, and tells the sets that nobody covers', async () => {
      const oldest = await h.create({ job: taskJob() });
      h.pass(1);
      await h.create({ job: taskJob({ type: 'codex_exec' }) });
      await h.create({ job: manifestJob({ capabilities: ['gpu', 'manifest'] }) });
      await h.create();
      await claimAs('w1', CAPABILITIES);
      const summary = await h.store.insight.summary();
      const none = { queued: 0, running: 0, succeeded: 0, failed: 0, cancelled: 0, dead_letter: 0 };
      const task = {
        requiredCapabilities: ['codex', 'gh', 'git'],
        jobs: 2,
        oldestCreatedAt: oldest.createdAt,
      };
      const gpu = { requiredCapabilities: ['gpu', 'manifest'], jobs: 1, oldestCreatedAt: h.in(0) };
      expect(summary).toEqual({
        asOf: h.in(0),
        counts: { tasks: { ...none, queued: 2 }, manifests: { ...none, queued: 1, running: 1 } },
        oldestQueued: { jobId: oldest.id, createdAt: oldest.createdAt },
        ready: [task, gpu],
        uncovered: [task, gpu],
        readySets: 2,
        uncoveredSets: 2,
      });
      await claimAs('w2', ['gpu', 'manifest', 'x'], { allowedTypes: ['task'] });
      expect((await h.store.insight.summary()).uncovered).toEqual([task, gpu]);
      await claimAs('w3', ['codex', 'git', 'gh'], { allowedRepositories: ['other/repo'] });
      expect((await h.store.insight.summary()).uncovered).toEqual([gpu]);
      h.pass(120);
      expect((await h.store.insight.summary()).uncovered).toEqual([task, gpu]);
    });

    it('of an empty queue is empty', async () => {
      expect(await h.store.insight.summary()).toMatchObject({
        oldestQueued: null,
        ready: [],
        uncoveredSets: 0,
      });
    });
  });

  describe('explain', () => {
    const explain = async (jobId: string) => h.store.insight.explain(jobId);

    it('tells the place among the ready jobs of its set: priority, then age', async () => {
      const jobs = [await h.create(), await h.create(), await h.create({ priority: 5 })];
      await h.create({ job: manifestJob({ capabilities: ['other'] }), priority: 9 });
      h.pass(1);
      jobs.push(await h.create());
      const ahead = await Promise.all(jobs.map(async ({ id }) => (await explain(id)).place?.ahead));
      expect(ahead.slice(0, 2).sort()).toEqual([1, 2]);
      expect(ahead.slice(2)).toEqual([0, 3]);
    });

    it('tells which capabilities no live worker offers, and who comes nearest', async () => {
      const job = await h.create({ job: manifestJob({ capabilities: ['manifest', 'gpu', 'qdrant'] }) });
      expect(await explain(job.id)).toMatchObject({
        status: 'queued',
        waitsFor: [{ kind: 'capability', capabilities: ['gpu', 'manifest', 'qdrant'] }],
        fittingWorkers: 0,
        nearestWorker: null,
      });
      await claimAs('far', ['manifest']);
      await claimAs('near', ['manifest', 'qdrant']);
      expect(await explain(job.id)).toMatchObject({
        summary: 'The job waits: no live worker offers gpu.',
        missingCapabilities: ['gpu'],
        nearestWorker: {
          workerId: named('near'),
          live: true,
          missingCapabilities: ['gpu'],
          typeAllowed: true,
        },
      });
      await claimAs('half', ['gpu']);
      expect(await explain(job.id)).toMatchObject({
        missingCapabilities: [],
        waitsFor: [{ kind: 'worker' }],
      });
      await claimAs('barred', ['manifest', 'qdrant', 'gpu'], { allowedTypes: ['task'] });
      expect(await explain(job.id)).toMatchObject({
        waitsFor: [{ kind: 'worker' }],
        nearestWorker: { typeAllowed: false },
      });
      await claimAs('barred too', ['manifest', 'qdrant', 'gpu'], { allowedRepositories: ['a/b'] });
      expect((await explain(job.id)).fittingWorkers).toBe(0);
      h.pass(120);
      expect(await explain(job.id)).toMatchObject({ nearestWorker: { live: false } });
    });

    it('tells of time, lease and end', async () => {
      const job = await h.running({}, { workerId: named('w1') });
      const held = { jobId: job.id, workerId: named('w1'), leaseToken: job.leaseToken };
      expect(await explain(job.id)).toMatchObject({
        status: 'running',
        place: null,
        waitsFor: [{ kind: 'lease', workerId: named('w1'), until: h.in(60) }],
        fittingWorkers: 1,
      });
      await h.store.jobs.release({ ...held, delaySeconds: 90 });
      expect(await explain(job.id)).toMatchObject({
        place: null,
        waitsFor: [{ kind: 'time', until: h.in(90) }],
      });
      await h.store.jobs.cancel({ jobId: job.id, userId: USER });
      expect(await explain(job.id)).toMatchObject({
        status: 'cancelled',
        summary: 'The job has ended: it is cancelled.',
        waitsFor: [],
        nearestWorker: null,
      });
      await expectRefusal(explain('01890000-0000-7000-8000-000000000000'), 'job_not_found');
    });
  });
}
