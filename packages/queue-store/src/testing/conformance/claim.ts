import { describe, expect, it } from 'vitest';
import { CAPABILITIES, hashOf, manifestJob, TEXT, taskJob } from '../fixtures.js';
import { type Harness, START } from '../harness.js';

const CODEX = ['codex', 'git', 'gh'];

export function claimConformance(h: Harness): void {
  describe('claim', () => {
    it('starts the job under a fresh lease', async () => {
      const { id } = await h.create();
      const now = h.pass(5);
      const job = await h.claimOne({ leaseSeconds: 90 });
      expect(job).toMatchObject({
        id,
        status: 'running',
        claimedBy: 'w1',
        leaseExpiresAt: h.in(90),
        startedAt: now,
        updatedAt: now,
        nextAttemptAt: null,
        attempt: 1,
      });
      expect(job.leaseToken).toMatch(/^[0-9a-f-]{36}$/);
      expect(await h.events(id)).toEqual(['info Job queued', 'info Job claimed']);
      expect(await h.lastPayload(id)).toEqual({ workerId: 'w1' });
    });

    it('hands the pinned text to the claimer, and to no one else', async () => {
      const { id } = await h.create();
      const job = await h.claimOne();
      expect(job.payload.manifest).toMatchObject({
        name: 'docs',
        source: { content: TEXT, contentHash: hashOf(TEXT) },
      });
      const seen = [
        await h.store.jobs.get(id),
        await h.store.jobs.list({}),
        await h.store.events.list({ jobId: id }),
      ];
      expect(JSON.stringify(seen)).not.toContain(JSON.stringify(TEXT).slice(1, -1));
      expect(job.payload.manifestHash).toBe(hashOf(TEXT));
    });

    it('finds nothing in an empty queue', async () => {
      expect(await h.claim()).toEqual([]);
    });

    it('takes no job twice', async () => {
      await h.create();
      await h.claimOne();
      expect(await h.claim({ workerId: 'w2' })).toEqual([]);
    });

    it('gives the highest priority first, then the oldest', async () => {
      const low = await h.create({ priority: -1 });
      const oldest = await h.create();
      h.pass(1);
      const younger = await h.create();
      const high = await h.create({ priority: 7 });
      const other = await h.create({ priority: 3, job: manifestJob({ capabilities: ['manifest'] }) });
      expect((await h.claim({ limit: 10 })).map(({ id }) => id)).toEqual(
        [high, other, oldest, younger, low].map(({ id }) => id),
      );
    });

    it('gives as many as are asked for', async () => {
      for (let count = 0; count < 5; count++) await h.create();
      expect(await h.claim({ limit: 3 })).toHaveLength(3);
      expect(await h.claim({ limit: 3 })).toHaveLength(2);
      expect(await h.claim({ limit: 3 })).toHaveLength(0);
    });

    it('gives more than one window of jobs', async () => {
      const ids = [];
      for (let count = 0; count < 40; count++) ids.push((await h.create({ priority: -count })).id);
      expect((await h.claim({ limit: 100 })).map(({ id }) => id)).toEqual(ids);
    });

    it('needs a superset of the required capabilities, in any case and order', async () => {
      const { id } = await h.create();
      for (const missing of CAPABILITIES)
        expect(
          await h.claim({ capabilities: CAPABILITIES.filter((capability) => capability !== missing) }),
        ).toEqual([]);
      expect(await h.claim({ capabilities: [] })).toEqual([]);
      const more = [...CAPABILITIES, 'spare'].reverse().map((capability) => capability.toUpperCase());
      expect((await h.claimOne({ capabilities: more })).id).toBe(id);
    });

    it('passes over any number of jobs for others', async () => {
      for (let count = 0; count < 60; count++)
        await h.create({ priority: 5, job: manifestJob({ capabilities: ['elsewhere'] }) });
      const { id } = await h.create();
      expect((await h.claimOne()).id).toBe(id);
    });

    it('keeps to the allowed types', async () => {
      const task = await h.create({ job: taskJob() });
      expect(await h.claim({ capabilities: CODEX, allowedTypes: ['manifest', 'codex_exec'] })).toEqual([]);
      expect((await h.claimOne({ capabilities: CODEX, allowedTypes: ['manifest', 'task', 'task'] })).id).toBe(
        task.id,
      );
      const next = await h.create({ job: taskJob() });
      expect((await h.claimOne({ capabilities: CODEX, allowedTypes: [] })).id).toBe(next.id);
    });

    it('keeps to the allowed repositories', async () => {
      const request = { capabilities: CODEX, allowedRepositories: ['acme/web', 'acme/docs', 'acme/docs'] };
      await h.create({ job: taskJob({ repository: 'acme/other' }), priority: 9 });
      await h.create({ job: taskJob({ repository: null }), priority: 9 });
      expect(await h.claim(request)).toEqual([]);
      const docs = await h.create({ job: taskJob({ repository: 'acme/docs' }) });
      const web = await h.create({ job: taskJob({ repository: 'acme/web' }), priority: 1 });
      expect((await h.claim({ ...request, limit: 5 })).map(({ id }) => id)).toEqual([web.id, docs.id]);
      expect(await h.claim({ capabilities: CODEX, allowedRepositories: [], limit: 5 })).toHaveLength(2);
    });

    it('keeps the first start, and gives each claim a token of its own', async () => {
      const first = await h.running();
      h.pass(10);
      await h.store.jobs.release({ jobId: first.id, workerId: 'w1', leaseToken: first.leaseToken });
      const second = await h.claimOne();
      expect(second.startedAt).toBe(START);
      expect(second.leaseToken).not.toBe(first.leaseToken);
    });

    it('leaves a job alone until it is due, and takes it at that very moment', async () => {
      const job = await h.running();
      await h.store.jobs.release({
        jobId: job.id,
        workerId: 'w1',
        leaseToken: job.leaseToken,
        delaySeconds: 10,
      });
      h.pass(9.999);
      expect(await h.claim()).toEqual([]);
      h.pass(0.001);
      expect(await h.claimOne()).toMatchObject({ id: job.id, nextAttemptAt: null });
    });

    it('is not kept busy by scheduled jobs of high priority', async () => {
      for (let count = 0; count < 40; count++) {
        await h.create({ priority: 9 });
        const { id, leaseToken } = await h.claimOne();
        await h.store.jobs.release({ jobId: id, workerId: 'w1', leaseToken, delaySeconds: 60 });
      }
      const { id } = await h.create();
      expect((await h.claimOne()).id).toBe(id);
    });
  });
}
