import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../../database/errors.js';
import { forged, hashOf, manifestJob, manifestPut, newJob, TEXT, taskJob, USER } from '../fixtures.js';
import { expectRefusal, type Harness, START } from '../harness.js';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function createConformance(h: Harness): void {
  describe('create', () => {
    it('queues a job with every field, and the event of it', async () => {
      const { job, replayed } = await h.store.jobs.create(
        newJob({ priority: -3, affinityKey: 'a', maxAttempts: 5 }),
      );
      expect(replayed).toBe(false);
      expect(job).toEqual({
        id: expect.stringMatching(UUID_V7),
        type: 'manifest',
        category: 'manifests',
        status: 'queued',
        priority: -3,
        payload: manifestJob().payload,
        createdByUserId: USER,
        requestedByUserId: USER,
        cancelRequestedByUserId: null,
        cancelRequestedAt: null,
        cancelReason: null,
        affinityKey: 'a',
        claimedBy: null,
        leaseExpiresAt: null,
        nextAttemptAt: null,
        attempt: 1,
        maxAttempts: 5,
        resultSummary: null,
        errorMessage: null,
        artifactsPath: null,
        startedAt: null,
        finishedAt: null,
        createdAt: START,
        updatedAt: START,
      });
      expect(await h.store.jobs.get(job.id)).toEqual(job);
      expect(await h.store.events.list({ jobId: job.id })).toEqual([
        {
          id: expect.stringMatching(UUID_V7),
          jobId: job.id,
          category: 'manifests',
          level: 'info',
          message: 'Job queued',
          payload: { type: 'manifest', createdByUserId: USER, requestedByUserId: USER },
          createdAt: START,
        },
      ]);
    });

    it('takes priority 0 and three attempts where nothing is said', async () => {
      expect(await h.create()).toMatchObject({ priority: 0, maxAttempts: 3, affinityKey: null });
    });

    it.each(['codex_exec', 'codex_skill'] as const)('warns of the legacy type %s', async (type) => {
      const job = await h.create({ job: taskJob({ type }) });
      expect(job.category).toBe('tasks');
      expect(await h.events(job.id)).toEqual(['info Job queued', 'warn Legacy job type submitted']);
    });

    it('keeps odd but valid strings as they are', async () => {
      const odd = `{"a":"b"} \\ ' "quoted", ünï \u{1f600}\n$1`;
      const job = await h.create({
        job: manifestJob({ capabilities: [odd.toLowerCase(), 'manifest'], payload: { odd } }),
        affinityKey: odd,
        userId: odd,
      });
      expect(job).toMatchObject({ affinityKey: odd, createdByUserId: odd });
      expect(job.payload.odd).toBe(odd);
      expect((await h.claimOne({ capabilities: ['manifest', odd.toLowerCase()] })).id).toBe(job.id);
    });

    it('takes long lists of capabilities and long repositories', async () => {
      const capabilities = Array.from({ length: 2000 }, (_, index) => `capability-${index * 7919}`);
      const long = await h.create({ job: manifestJob({ capabilities }) });
      expect((await h.claimOne({ capabilities })).id).toBe(long.id);
      const repository = `https://example.org/${Array.from({ length: 3000 }, (_, index) => index * 7919).join('/')}`;
      const task = await h.create({ job: taskJob({ repository }) });
      expect(
        (await h.claimOne({ capabilities: ['codex', 'git', 'gh'], allowedRepositories: [repository] })).id,
      ).toBe(task.id);
    });

    it.each([
      ['no required capabilities', { requiredCapabilities: [] }],
      ['required capabilities that are no list', { requiredCapabilities: 'manifest' }],
      ['a required capability that is no string', { requiredCapabilities: ['manifest', 1] }],
      ['null for required capabilities', { requiredCapabilities: null }],
      ['another hash than the pinned text', { manifestHash: hashOf('another') }],
      ['no hash', { manifestHash: null }],
      ['no version', { manifestVersion: null }],
      ['no run config', { effectiveRunConfig: null }],
      ['no secret refs', { manifestSecretRefs: [] }],
      ['the text in its payload', { manifest: { source: { kind: 'inline', content: TEXT } } }],
    ])('lets the database refuse a manifest job with %s', async (_, payload) => {
      const error = await h.create({ job: manifestJob({ payload }) }).catch((reason: unknown) => reason);
      expect(errorCode(error)).toBe('23514');
      expect((await h.store.jobs.list({})).items).toEqual([]);
    });

    it('lets the database refuse a manifest job without a pinned text', async () => {
      const job = forged({ ...manifestJob(), manifest: null });
      expect(errorCode(await h.create({ job }).catch((reason: unknown) => reason))).toBe('23514');
    });

    it('lets the database refuse a text under a hash that is not its own, and stores nothing of it', async () => {
      const job = manifestJob({ text: 'one' });
      const lying = forged({
        ...job,
        manifest: { name: 'docs', fromRegistry: false, contentHash: hashOf('one'), content: 'two' },
      });
      expect(errorCode(await h.create({ job: lying }).catch((reason: unknown) => reason))).toBe('23514');
      const [count] = await h.database.query<{ rows: number }>(sql`
        SELECT (SELECT count(*) FROM agent_jobs)::int + (SELECT count(*) FROM agent_job_events)::int
          + (SELECT count(*) FROM manifest_texts)::int AS rows`);
      expect(count?.rows).toBe(0);
    });

    it('refuses a run of an entry that the registry does not hold', async () => {
      await expectRefusal(h.create({ job: manifestJob({ fromRegistry: true }) }), 'manifest_not_found');
      expect((await h.store.jobs.list({})).items).toEqual([]);
    });
  });

  describe('idempotency', () => {
    const idempotency = { key: 'k', requestHash: 'h' };

    it('gives the same job for the same key and request', async () => {
      const first = await h.store.jobs.create(newJob({ idempotency }));
      const again = await h.store.jobs.create(newJob({ idempotency }));
      expect(again).toEqual({ job: first.job, replayed: true });
      expect((await h.store.jobs.list({})).items).toHaveLength(1);
      expect(await h.events(first.job.id)).toEqual(['info Job queued']);
    });

    it('gives the job as it is now', async () => {
      await h.create({ idempotency });
      const { id, leaseToken } = await h.claimOne();
      await h.store.jobs.complete({ jobId: id, workerId: 'w1', leaseToken });
      expect((await h.store.jobs.create(newJob({ idempotency }))).job).toMatchObject({
        id,
        status: 'succeeded',
      });
    });

    it('refuses the same key for another request', async () => {
      await h.create({ idempotency });
      await expectRefusal(
        h.create({ idempotency: { key: 'k', requestHash: 'other' } }),
        'idempotency_conflict',
      );
    });

    it('keeps the keys of two users apart', async () => {
      const first = await h.create({ idempotency });
      const second = await h.create({ idempotency, userId: 'another' });
      expect(second.id).not.toBe(first.id);
    });

    it('does not link a replayed run again', async () => {
      await h.store.manifests.put(manifestPut());
      const first = await h.create({ job: manifestJob({ fromRegistry: true }), idempotency });
      const newer = await h.create({ job: manifestJob({ fromRegistry: true }) });
      const again = await h.store.jobs.create(
        newJob({ job: manifestJob({ fromRegistry: true }), idempotency }),
      );
      expect(again.job.id).toBe(first.id);
      expect((await h.store.manifests.get('docs')).lastRun?.jobId).toBe(newer.id);
    });
  });
}
