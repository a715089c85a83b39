import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../../database/errors.js';
import { answersOf } from '../../jobs/batcher.js';
import { type ClaimedJob, type NewJob, StoreError } from '../../store.js';
import { forged, hashOf, manifestJob, manifestPut, newJob, TEXT, taskJob } from '../fixtures.js';
import { expectRefusal, type Harness, START } from '../harness.js';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

/** What became of each call: its job's id, or the code of its refusal. */
function outcomes(results: readonly PromiseSettledResult<{ id: string } | { job: { id: string } }>[]) {
  return results.map((result) => {
    if (result.status === 'fulfilled') return 'job' in result.value ? result.value.job.id : result.value.id;
    return result.reason instanceof StoreError ? result.reason.code : errorCode(result.reason);
  });
}

/** Calls on many jobs, and calls that come together: each has the outcome that it would have alone. */
export function togetherConformance(h: Harness): void {
  const holderOf = ({ id, leaseToken }: ClaimedJob) => ({ jobId: id, workerId: 'w1', leaseToken });
  /** How many jobs each transaction has written, the first one first. */
  const transactions = async () => {
    const rows = await h.database.query<{ jobs: number }>(
      sql`SELECT count(*)::int AS jobs FROM agent_jobs GROUP BY xmin::text ORDER BY min(id::text)`,
    );
    return rows.map(({ jobs }) => jobs);
  };
  const bad = newJob({ job: manifestJob({ payload: { manifestVersion: null } }) });

  describe('createMany', () => {
    it('creates all, in order, each with its event', async () => {
      const inputs = Array.from({ length: 600 }, (_, index) => newJob({ affinityKey: `${index}` }));
      const ids = outcomes(await h.store.jobs.createMany(inputs));
      expect(new Set(ids).size).toBe(600);
      const claimed = [];
      for (let jobs = await h.claim({ limit: 100 }); jobs.length > 0; jobs = await h.claim({ limit: 100 }))
        claimed.push(...jobs);
      expect(claimed.map(({ id }) => id)).toEqual(ids);
      expect(claimed.map(({ affinityKey }) => affinityKey)).toEqual(inputs.map((_, index) => `${index}`));
      expect(await h.events(ids[599] ?? '')).toEqual(['info Job queued', 'info Job claimed']);
    });

    it('answers each as it would be answered alone', async () => {
      await h.store.manifests.put(manifestPut());
      const keyed = (key: string, requestHash = 'h') => newJob({ idempotency: { key, requestHash } });
      const first = await h.create({ idempotency: { key: 'old', requestHash: 'h' } });
      const results = await h.store.jobs.createMany([
        newJob({ job: taskJob({ type: 'codex_exec' }) }),
        keyed('old'),
        keyed('old', 'other'),
        keyed('new'),
        keyed('new'),
        bad,
        newJob({ job: manifestJob({ fromRegistry: true }) }),
        newJob({ job: manifestJob({ fromRegistry: true, name: 'unknown' }) }),
        newJob({ job: manifestJob({ capabilities: ['never', 'seen'] }) }),
      ]);
      const ids = outcomes(results);
      expect(ids.slice(1, 8)).toEqual([
        first.id,
        'idempotency_conflict',
        ids[3],
        ids[3],
        '23514',
        expect.stringMatching(/^[0-9a-f-]{36}$/),
        'manifest_not_found',
      ]);
      const replayed = results.map((result) => result.status === 'fulfilled' && result.value.replayed);
      expect(replayed).toEqual([false, true, false, false, true, false, false, false, false]);
      expect(await h.events(ids[0] ?? '')).toEqual(['info Job queued', 'warn Legacy job type submitted']);
      expect((await h.store.manifests.get('docs')).lastRun?.jobId).toBe(ids[6]);
      expect((await h.store.jobs.list({})).items).toHaveLength(5);
    });

    it('leaves the last of several runs as lastRun', async () => {
      await h.store.manifests.put(manifestPut());
      const run = newJob({ job: manifestJob({ fromRegistry: true }) });
      const ids = outcomes(await h.store.jobs.createMany([run, run, run]));
      expect((await h.store.manifests.get('docs')).lastRun?.jobId).toBe(ids[2]);
    });

    it('creates at one time what takes several statements', async () => {
      h.tick();
      const jobs = answersOf(await h.store.jobs.createMany(Array(600).fill(newJob())));
      expect(new Set(jobs.map(({ job }) => job.createdAt)).size).toBe(1);
    });

    it('shares transactions, 500 jobs in each', async () => {
      await h.store.jobs.createMany(Array(600).fill(newJob()));
      expect(await transactions()).toEqual([500, 100]);
    });

    it('shares a transaction among no more than four million characters of payloads and texts', async () => {
      const long = 'x'.repeat(900_000);
      const job = manifestJob({ text: long, payload: { note: long } });
      await h.store.jobs.createMany(Array(3).fill(newJob({ job })));
      expect(await transactions()).toEqual([2, 1]);
    });

    it('shares a transaction where some have a key that is taken', async () => {
      const idempotency = { key: 'k', requestHash: 'h' };
      await h.create({ idempotency });
      const made = answersOf(await h.store.jobs.createMany([newJob(), newJob({ idempotency }), newJob()]));
      expect(made.map(({ replayed }) => replayed)).toEqual([false, true, false]);
      expect(await transactions()).toEqual([1, 2]);
    });

    it('of two with one key creates the first, however far apart they are', async () => {
      const keyed = newJob({ idempotency: { key: 'k', requestHash: 'h' } });
      const long = newJob({ job: manifestJob({ payload: { note: 'x'.repeat(5000) } }) });
      const made = answersOf(await h.store.jobs.createMany([keyed, ...Array<NewJob>(499).fill(long), keyed]));
      expect([made[0]?.replayed, made[500]?.replayed]).toEqual([false, true]);
    });

    it('of two with one key creates the first, though its set of capabilities is new', async () => {
      await h.create();
      const fresh = manifestJob({ capabilities: ['not', 'stored', 'yet'] });
      const ids = outcomes(
        await h.store.jobs.createMany([
          newJob({ job: fresh, idempotency: { key: 'k', requestHash: 'h' } }),
          newJob({ idempotency: { key: 'k', requestHash: 'other' } }),
        ]),
      );
      expect(ids).toEqual([expect.stringMatching(/-/), 'idempotency_conflict']);
    });

    it('warns of the jobs of a legacy type alone', async () => {
      const made = answersOf(
        await h.store.jobs.createMany([newJob({ job: taskJob({ type: 'codex_exec' }) }), newJob()]),
      );
      const events = await Promise.all(made.map(({ job }) => h.events(job.id)));
      expect(events).toEqual([['info Job queued', 'warn Legacy job type submitted'], ['info Job queued']]);
    });

    it('creates nothing of nothing', async () => {
      expect(await h.store.jobs.createMany([])).toEqual([]);
    });
  });

  describe('calls at the same moment', () => {
    const together = (inputs: readonly NewJob[]) => Promise.allSettled(inputs.map(h.store.jobs.create));

    it('create each its job, and a bad one fails alone', async () => {
      const text = (name: string) => newJob({ job: manifestJob({ text: name }) });
      const lying = newJob({
        job: forged({
          ...manifestJob({ text: 'one' }),
          manifest: { name: 'docs', fromRegistry: false, contentHash: hashOf('one'), content: 'two' },
        }),
      });
      const nul = newJob({ affinityKey: 'a\u0000b' });
      const ids = outcomes(await together([text('a'), bad, text('b'), nul, text('a'), lying, newJob()]));
      expect(ids.filter((id) => id?.includes('-'))).toHaveLength(4);
      expect([ids[1], ids[3], ids[5]]).toEqual(['23514', '22P05', '23514']);
      expect((await h.store.jobs.list({})).items).toHaveLength(4);
    });

    it('with a new set of capabilities create each its job, and a bad one fails alone', async () => {
      const fresh = (payload = {}) =>
        newJob({ job: manifestJob({ capabilities: ['brand', 'new'], payload }) });
      const ids = outcomes(await together([fresh(), fresh({ manifestVersion: null }), fresh(), newJob()]));
      expect(ids.filter((id) => id?.includes('-'))).toHaveLength(3);
      expect(ids[1]).toBe('23514');
    });

    it('claim different jobs, the first caller the first ones', async () => {
      const ids = [];
      for (let count = 0; count < 6; count++) ids.push((await h.create({ priority: -count })).id);
      const claims = await Promise.all([
        h.claim({ workerId: 'w1', limit: 2, leaseSeconds: 10 }),
        h.claim({ workerId: 'w2', limit: 1, leaseSeconds: 20 }),
        h.claim({ workerId: 'w3', limit: 5, leaseSeconds: 30 }),
        h.claim({ workerId: 'w4', limit: 1 }),
      ]);
      expect(claims.map((jobs) => jobs.map(({ id }) => id))).toEqual([
        ids.slice(0, 2),
        ids.slice(2, 3),
        ids.slice(3),
        [],
      ]);
      expect(claims.flat().map(({ claimedBy, leaseExpiresAt }) => [claimedBy, leaseExpiresAt])).toEqual([
        ...Array(2).fill(['w1', h.in(10)]),
        ['w2', h.in(20)],
        ...Array(3).fill(['w3', h.in(30)]),
      ]);
      expect(new Set(claims.flat().map(({ leaseToken }) => leaseToken)).size).toBe(6);
    });

    it('end each its job, and are refused each for its own reason', async () => {
      for (let count = 0; count < 4; count++) await h.create();
      const [a, b, c, d] = (await h.claim({ limit: 4 })) as [ClaimedJob, ClaimedJob, ClaimedJob, ClaimedJob];
      const { complete } = h.store.jobs;
      const results = await Promise.allSettled([
        complete({ ...holderOf(a), resultSummary: 'a' }),
        complete({ ...holderOf(b), workerId: 'w2' }),
        complete({ ...holderOf(c), leaseToken: a.leaseToken }),
        complete({ jobId: NOWHERE, workerId: 'w1' }),
        complete({ jobId: 'none', workerId: 'w1' }),
        complete({ ...holderOf(d), resultSummary: 'd' }),
        complete({ ...holderOf(d), resultSummary: 'again' }),
      ]);
      expect(outcomes(results)).toEqual([
        a.id,
        'job_ownership_mismatch',
        'stale_lease',
        'job_not_found',
        'job_not_found',
        d.id,
        d.id,
      ]);
      expect((await h.store.jobs.get(a.id)).resultSummary).toBe('a');
      expect((await h.store.jobs.get(d.id)).resultSummary).toBe('d');
    });
  });

  describe('completeMany', () => {
    it('answers each as it would be answered alone', async () => {
      for (let count = 0; count < 3; count++) await h.create();
      const [a, b, c] = (await h.claim({ limit: 3 })) as [ClaimedJob, ClaimedJob, ClaimedJob];
      const results = await h.store.jobs.completeMany([
        { ...holderOf(a), resultSummary: 'a' },
        { ...holderOf(b), workerId: 'other' },
        { ...holderOf(a), resultSummary: 'twice' },
        { jobId: c.id, workerId: 'w1' },
      ]);
      expect(outcomes(results)).toEqual([a.id, 'job_ownership_mismatch', a.id, c.id]);
      expect((await h.events(a.id)).filter((event) => event === 'info Job completed')).toHaveLength(1);
    });
  });

  describe('heartbeatMany', () => {
    it('prolongs each lease that is the worker’s, and tells of the others', async () => {
      for (let count = 0; count < 3; count++) await h.create();
      const [going, stopping, ended] = (await h.claim({ limit: 3 })) as [ClaimedJob, ClaimedJob, ClaimedJob];
      await h.store.jobs.cancel({ jobId: stopping.id, userId: 'u' });
      await h.store.jobs.complete(holderOf(ended));
      h.pass(30);
      const results = await h.store.jobs.heartbeatMany({
        workerId: 'w1',
        leaseSeconds: 90,
        jobs: [
          holderOf(going),
          holderOf(stopping),
          holderOf(ended),
          { jobId: going.id, leaseToken: ended.leaseToken },
          { jobId: NOWHERE, leaseToken: NOWHERE },
          { jobId: 'none', leaseToken: 'none' },
        ],
      });
      expect(results).toEqual([
        { jobId: going.id, result: 'ok' },
        { jobId: stopping.id, result: 'cancel' },
        { jobId: ended.id, result: 'lost' },
        { jobId: going.id, result: 'lost' },
        { jobId: NOWHERE, result: 'lost' },
        { jobId: 'none', result: 'lost' },
      ]);
      expect(await h.store.jobs.get(going.id)).toMatchObject({ leaseExpiresAt: h.in(90) });
      expect(await h.store.jobs.get(stopping.id)).toMatchObject({ leaseExpiresAt: h.in(90) });
      expect((await h.events(going.id)).at(-1)).toBe('info Heartbeat received');
    });

    it('of another worker loses all', async () => {
      const job = await h.running();
      const beat = { workerId: 'w2', leaseSeconds: 90, jobs: [holderOf(job)] };
      expect(await h.store.jobs.heartbeatMany(beat)).toEqual([{ jobId: job.id, result: 'lost' }]);
    });
  });

  describe('a named claim', () => {
    it('answers the same jobs again, under the same tokens, and no others', async () => {
      for (let count = 0; count < 5; count++) await h.create({ priority: -count });
      const first = await h.claim({ claimId: 'c', limit: 3 });
      h.pass(5);
      const again = await h.claim({ claimId: 'c', limit: 3 });
      expect(again).toEqual(first);
      expect(again[0]?.payload.manifest).toMatchObject({ source: { content: TEXT } });
      expect(await h.claim({ claimId: 'c', limit: 9 })).toEqual(first);
      expect(await h.events(first[0]?.id ?? '')).toEqual(['info Job queued', 'info Job claimed']);
      expect(await h.claim({ limit: 9 })).toHaveLength(2);
    });

    it('answers what still runs of it; once nothing does, it is a new claim', async () => {
      for (let count = 0; count < 3; count++) await h.create({ priority: -count });
      const [a, b] = (await h.claim({ claimId: 'c', limit: 2 })) as [ClaimedJob, ClaimedJob];
      await h.store.jobs.complete(holderOf(a));
      expect(await h.claim({ claimId: 'c', limit: 2 })).toEqual([b]);
      await h.store.jobs.fail({ ...holderOf(b), errorMessage: 'x' });
      const fresh = await h.claim({ claimId: 'c', limit: 2 });
      expect(fresh.map(({ priority }) => priority)).toEqual([-2]);
    });

    it('is its worker’s own', async () => {
      for (let count = 0; count < 2; count++) await h.create();
      const one = await h.claimOne({ claimId: 'c' });
      const other = await h.claimOne({ claimId: 'c', workerId: 'w2' });
      expect(other.id).not.toBe(one.id);
      expect(await h.claim({ claimId: 'c', workerId: 'w2' })).toEqual([other]);
    });

    it('does not answer a job whose lease has run out', async () => {
      const { id } = await h.create();
      await h.claimOne({ claimId: 'c', leaseSeconds: 10 });
      h.pass(10);
      expect(await h.claim({ claimId: 'c' })).toEqual([]);
      h.pass(30);
      const other = await h.claimOne({ workerId: 'w2' });
      expect(other.id).toBe(id);
      expect(await h.claim({ claimId: 'c' })).toEqual([]);
    });

    it('made several times at once claims once', async () => {
      for (let count = 0; count < 8; count++) await h.create();
      const claims = await Promise.all(Array.from({ length: 4 }, () => h.claim({ claimId: 'c', limit: 2 })));
      expect(new Set(claims.map((jobs) => JSON.stringify(jobs))).size).toBe(1);
      expect(claims[0]).toHaveLength(2);
    });
  });

  describe('sets of capabilities', () => {
    it('that were stored since a claim looked are found by the next', async () => {
      expect(await h.claim({ capabilities: ['a', 'b'] })).toEqual([]);
      await h.create({ job: manifestJob({ capabilities: ['b'] }) });
      expect(await h.claim({ capabilities: ['a', 'b'] })).toHaveLength(1);
      await h.create({ job: manifestJob({ capabilities: ['b', 'c'] }) });
      expect(await h.claim({ capabilities: ['a', 'b'] })).toEqual([]);
      await h.create({ job: manifestJob({ capabilities: ['a'] }) });
      expect(await h.claim({ capabilities: ['a', 'b'] })).toHaveLength(1);
    });

    it('are read anew when those that are remembered are gone', async () => {
      await h.running();
      await h.database.query(sql`TRUNCATE agent_jobs, capability_sets CASCADE`);
      await h.running();
    });

    it('may be very many', async () => {
      await h.database.query(sql`
        INSERT INTO capability_sets (capabilities) SELECT ARRAY['manifest', 's' || n] FROM generate_series(1, 400) AS n`);
      const many = ['manifest', ...Array.from({ length: 400 }, (_, index) => `s${index + 1}`)];
      const low = await h.create({ job: manifestJob({ capabilities: ['manifest', 's7'] }) });
      const high = await h.create({ job: manifestJob({ capabilities: ['manifest', 's300'] }), priority: 1 });
      await h.create({ job: taskJob(), priority: 9 });
      await h.create({ job: manifestJob({ capabilities: ['manifest', 'elsewhere'] }), priority: 9 });
      const claimed = await h.claim({ capabilities: many, limit: 9 });
      expect(claimed.map(({ id }) => id)).toEqual([high.id, low.id]);
    });

    it('may be very many, with many jobs for others among them, and keep one order', async () => {
      await h.database.query(sql`
        INSERT INTO capability_sets (capabilities) SELECT ARRAY['manifest', 's' || n] FROM generate_series(1, 400) AS n`);
      const capabilities = ['manifest', ...Array.from({ length: 400 }, (_, index) => `s${index + 1}`)];
      // The sets of the latter two are beyond the first ones, and so is that of the jobs for others.
      const sets = [['s1'], ['s300'], ['s301']];
      const mine = Array.from({ length: 60 }, (_, index) =>
        newJob({
          job: manifestJob({ capabilities: ['manifest', ...(sets[index % 3] ?? [])] }),
          priority: (index * 7) % 11,
        }),
      );
      const others = Array<NewJob>(700).fill(
        newJob({ job: manifestJob({ capabilities: ['manifest', 'elsewhere'] }), priority: 5 }),
      );
      await h.store.jobs.createMany(others);
      const created = answersOf(await h.store.jobs.createMany(mine)).map(({ job }) => job);
      const inOrder = [...created].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
      const claimed: string[] = [];
      for (let jobs = await h.claim({ capabilities, limit: 7 }); jobs.length > 0; ) {
        claimed.push(...jobs.map(({ id }) => id));
        jobs = await h.claim({ capabilities, limit: 7 });
      }
      expect(claimed).toEqual(inOrder.map(({ id }) => id));
    });

    it('may be very many for a worker whose policy names a repository and a type', async () => {
      await h.database.query(sql`
        INSERT INTO capability_sets (capabilities) SELECT ARRAY['codex', 's' || n] FROM generate_series(1, 600) AS n`);
      const capabilities = [
        'git',
        'gh',
        'codex',
        ...Array.from({ length: 600 }, (_, index) => `s${index + 1}`),
      ];
      const wanted = await h.create({ job: taskJob({ repository: 'acme/wanted' }) });
      await h.create({ job: taskJob({ repository: 'acme/other' }), priority: 5 });
      await h.create({ job: taskJob({ type: 'codex_exec', repository: 'acme/wanted' }), priority: 5 });
      const policy = { allowedRepositories: ['acme/wanted'], allowedTypes: ['task', 'manifest'] as const };
      const claimed = await h.claim({ capabilities, ...policy, limit: 3 });
      expect(claimed.map(({ id }) => id)).toEqual([wanted.id]);
    });
  });

  describe('prune', () => {
    const DAY = 86_400;

    it('deletes what ended long ago, with its events, and keeps everything else', async () => {
      const old = await h.running();
      await h.store.jobs.complete(holderOf(old));
      const cancelled = await h.create();
      await h.store.jobs.cancel({ jobId: cancelled.id, userId: 'u' });
      const queued = await h.create();
      h.pass(2 * DAY);
      const lately = await h.claimOne();
      expect(lately.id).toBe(queued.id);
      await h.store.jobs.complete(holderOf(lately));
      const running = await h.running();
      h.pass(8 * DAY + 1);
      expect(await h.store.jobs.prune({ olderThanDays: 10 })).toBe(2);
      const left = (await h.store.jobs.list({})).items.map(({ id }) => id);
      expect(left.sort()).toEqual([lately.id, running.id].sort());
      await expectRefusal(h.store.jobs.get(old.id), 'job_not_found');
      const [count] = await h.database.query<{ jobs: number }>(
        sql`SELECT count(DISTINCT job_id)::int AS jobs FROM agent_job_events`,
      );
      expect(count?.jobs).toBe(2);
      expect(await h.store.jobs.prune({ olderThanDays: 10 })).toBe(0);
    });

    it('deletes texts that nothing points at any more', async () => {
      await h.store.manifests.put(manifestPut({ content: 'kept by the registry' }));
      await h.store.manifests.put(manifestPut({ content: 'kept by another job' }));
      for (const text of ['kept by the registry', 'kept by another job', 'pruned'])
        await h.create({ job: manifestJob({ text }) });
      for (const job of await h.claim({ limit: 3 })) await h.store.jobs.complete(holderOf(job));
      h.pass(31 * DAY);
      await h.create({ job: manifestJob({ text: 'kept by another job' }) });
      expect(await h.store.jobs.prune({ olderThanDays: 30 })).toBe(3);
      const texts = await h.database.query<{ content: string }>(sql`SELECT content FROM manifest_texts`);
      expect(texts.map(({ content }) => content).sort()).toEqual([
        'kept by another job',
        'kept by the registry',
      ]);
    });

    it('keeps the summary of a manifest’s last run, and frees the idempotency key', async () => {
      await h.store.manifests.put(manifestPut());
      const idempotency = { key: 'k', requestHash: 'h' };
      const run = await h.running({ job: manifestJob({ fromRegistry: true }), idempotency });
      await h.store.jobs.complete(holderOf(run));
      h.pass(DAY + 1);
      expect(await h.store.jobs.prune({ olderThanDays: 1 })).toBe(1);
      expect((await h.store.manifests.get('docs')).lastRun).toEqual({
        jobId: run.id,
        status: 'succeeded',
        startedAt: START,
        finishedAt: START,
      });
      expect((await h.create({ idempotency })).id).not.toBe(run.id);
    });

    it('works off more than one batch', async () => {
      const inputs = Array.from({ length: 620 }, () => newJob());
      await h.store.jobs.createMany(inputs);
      await h.database.query(
        sql`UPDATE agent_jobs SET status = 'cancelled', ready = false, finished_at = created_at`,
      );
      h.pass(2 * DAY);
      expect(await h.store.jobs.prune({ olderThanDays: 1 })).toBe(620);
    });
  });
}
