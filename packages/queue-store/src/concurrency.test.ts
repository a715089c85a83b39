/** What only shows with several connections at once: PostgreSQL alone. */
import { createTestDatabase } from '@moonmind/testing/vitest';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from './database/database.js';
import { openPostgres } from './database/postgres.js';
import { answersOf } from './jobs/batcher.js';
import { openStore } from './open.js';
import { type ClaimedJob, type QueueStore, StoreError } from './store.js';
import { CAPABILITIES, manifestJob, manifestPut, newJob } from './testing/fixtures.js';

let database: Database;
let store: QueueStore;
/** A store of another process, as far as batches go: it shares nothing with the first but the database. */
let other: QueueStore;
let drop = async () => {};

beforeAll(async () => {
  const test = await createTestDatabase();
  drop = test.drop;
  database = openPostgres(test.url, 20);
  store = await openStore(database, { leaseRetrySeconds: 0 });
  other = await openStore(openPostgres(test.url, 10), { leaseRetrySeconds: 0 });
});
beforeEach(() =>
  database.query(sql`TRUNCATE agent_jobs, agent_job_events, capability_sets, manifest, manifest_texts,
    manifest_revisions CASCADE`),
);
afterAll(async () => {
  await other?.close();
  await store?.close();
  await drop();
});

const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const claim = (workerId: string, limit = 1) =>
  store.jobs.claim({ workerId, leaseSeconds: 60, capabilities: CAPABILITIES, limit });
const codeOf = (error: unknown) => (error instanceof StoreError ? error.code : error);

/** Runs `work` while a transaction that has run `statement` is open; commits it then. */
async function whileOpen<Result>(statement: SQL, work: () => Promise<Result>): Promise<Result> {
  return database.transaction(async (handle) => {
    await handle.query(statement);
    return work();
  });
}

/**
 * Starts `work` while a transaction that has run `statement` is open, and commits that when `waiters` wait for it.
 * Gives the result, and a time from just before the commit.
 */
async function afterWaiting<Result>(
  statement: SQL,
  work: () => Promise<Result>,
  waiters = 1,
): Promise<{ result: Result; committedAfter: Date }> {
  const { working, time } = await whileOpen(statement, async () => {
    let done = false;
    const working = work().finally(() => {
      done = true;
    });
    // Awaited after the commit; until then a failure is nobody's yet.
    working.catch(() => {});
    for (;;) {
      const [look] = await database.query<{ waiting: number; time: Date }>(sql`
        SELECT count(*)::int AS waiting, clock_timestamp() AS time FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`);
      if (look && (done || look.waiting >= waiters)) return { working, time: look.time };
    }
  });
  return { result: await working, committedAfter: time };
}

describe('claims at once', () => {
  it.each([1, 2, 3, 4, 5])('give 16 workers 16 different jobs (%d)', async () => {
    await times(16, () => store.jobs.create(newJob()));
    const claimed = await times(16, (index) => claim(`w${index}`));
    expect(claimed.map((jobs) => jobs.length)).toEqual(Array(16).fill(1));
    expect(new Set(claimed.flat().map(({ id }) => id)).size).toBe(16);
  });

  it('give every job once, to as many as ask for several', async () => {
    await times(100, (index) => store.jobs.create(newJob({ priority: index % 3 })));
    const claimed = (await times(16, (index) => claim(`w${index}`, 10))).flat();
    expect(claimed).toHaveLength(100);
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(100);
  });

  it('find all that is due at this moment, though all promote it at once, in several batches', async () => {
    await store.jobs.create(newJob());
    await database.query(sql`
      INSERT INTO agent_jobs SELECT (jsonb_populate_record(job, jsonb_build_object('id', gen_random_uuid()))).*
      FROM agent_jobs AS job, generate_series(1, 1039)`);
    await database.query(
      sql`UPDATE agent_jobs SET ready = false, next_attempt_at = now() - interval '1 second'`,
    );
    const claimed = await times(16, (index) => claim(`w${index}`, 65));
    expect(claimed.map((jobs) => jobs.length)).toEqual(Array(16).fill(65));
    expect(new Set(claimed.flat().map(({ id }) => id)).size).toBe(1040);
  });

  it('take a job although an event of it is being written: that locks only its key', async () => {
    const { job } = await store.jobs.create(newJob());
    await whileOpen(sql`SELECT 1 FROM agent_jobs WHERE id = ${job.id}::uuid FOR KEY SHARE`, async () => {
      expect(await claim('w')).toHaveLength(1);
    });
  });

  it('wait for a job that another is just making ready', async () => {
    await store.jobs.create(newJob());
    await database.query(sql`UPDATE agent_jobs SET ready = false, next_attempt_at = now()`);
    const { result } = await afterWaiting(sql`UPDATE agent_jobs SET ready = true`, () => claim('w'));
    expect(result).toHaveLength(1);
  });
});

describe('two processes at once', () => {
  const both = () => [store, other];
  const claimAt = (at: QueueStore, workerId: string, limit: number, claimId?: string) =>
    at.jobs.claim({
      workerId,
      leaseSeconds: 60,
      capabilities: CAPABILITIES,
      limit,
      ...(claimId ? { claimId } : {}),
    });

  it.each([1, 2, 3, 4, 5])('give every job once, and no claim comes back short (%d)', async () => {
    await store.jobs.createMany(Array(320).fill(newJob()));
    const claimed = await Promise.all(
      both().flatMap((at, process) =>
        Array.from({ length: 16 }, (_, index) => claimAt(at, `${process}.${index}`, 10)),
      ),
    );
    expect(claimed.map((jobs) => jobs.length)).toEqual(Array(32).fill(10));
    expect(new Set(claimed.flat().map(({ id }) => id)).size).toBe(320);
  });

  it.each([1, 2, 3, 4, 5])('serve one named claim once (%d)', async () => {
    await store.jobs.createMany(Array(40).fill(newJob()));
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => claimAt(both()[index % 2] ?? store, 'w', 3, 'c')),
    );
    expect(new Set(claims.map((jobs) => JSON.stringify(jobs))).size).toBe(1);
    expect(claims[0]).toHaveLength(3);
  });

  it('create with the same keys in any order, each key one job', async () => {
    const keys = Array.from({ length: 60 }, (_, index) => ({ key: `${index}`, requestHash: 'h' }));
    const inputs = keys.map((idempotency) => newJob({ idempotency }));
    const made = await Promise.all([
      store.jobs.createMany(inputs),
      other.jobs.createMany([...inputs].reverse()),
      ...inputs.map((input) =>
        other.jobs.create(input).then((value) => [{ status: 'fulfilled' as const, value }]),
      ),
    ]);
    const jobs = made
      .flat()
      .map((result) => (result.status === 'fulfilled' ? result.value.job.id : result.reason));
    expect(new Set(jobs).size).toBe(60);
  });

  it('end, beat and follow runs of the same manifests, and none waits for another for ever', async () => {
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) await store.manifests.put(manifestPut({ name }));
    const runs = (order: readonly string[]) =>
      order.map((name) => newJob({ job: manifestJob({ name, fromRegistry: true }), maxAttempts: 99 }));
    let working = true;
    const ended = { count: 0 };
    const work = async (at: QueueStore, workerId: string) => {
      while (working) {
        const jobs = await claimAt(at, workerId, 8);
        const holders = jobs.map(({ id, leaseToken }) => ({ jobId: id, workerId, leaseToken }));
        await at.jobs.heartbeatMany({ workerId, leaseSeconds: 60, jobs: [...holders].reverse() });
        const results = await at.jobs.completeMany([...holders].reverse());
        ended.count += results.filter(({ status }) => status === 'fulfilled').length;
      }
    };
    const workers = both().flatMap((at, index) => [work(at, `${index}x`), work(at, `${index}y`)]);
    for (let round = 0; round < 12; round++)
      await Promise.all([
        store.jobs.createMany(runs(names)),
        other.jobs.createMany(runs([...names].reverse())),
        ...runs(names).map((run) => store.jobs.create(run)),
      ]);
    await expect.poll(() => ended.count, { timeout: 10_000 }).toBe(12 * 12);
    working = false;
    await Promise.all(workers);
    for (const name of names) {
      const { lastRun } = await store.manifests.get(name);
      expect(lastRun?.status).toBe('succeeded');
      expect((await store.manifests.runs({ name })).items[0]?.createdAt).toBe(
        (await store.jobs.get(lastRun?.jobId ?? '')).createdAt,
      );
    }
  });

  it('prune while jobs of the same texts are created: none loses its text', async () => {
    const input = newJob({ job: manifestJob({ text: 'shared' }) });
    for (let round = 0; round < 8; round++) {
      await Promise.all([
        times(6, () => store.jobs.create(input)),
        other.jobs.prune({ olderThanDays: 1 }),
        store.jobs.prune({ olderThanDays: 1 }),
      ]);
      const claimed = await claimAt(other, 'w', 6);
      expect(claimed).toHaveLength(6);
      for (const { payload } of claimed)
        expect(payload).toMatchObject({ manifest: { source: { content: 'shared' } } });
      await store.jobs.completeMany(
        claimed.map(({ id, leaseToken }) => ({ jobId: id, workerId: 'w', leaseToken })),
      );
      await database.query(
        sql`UPDATE agent_jobs SET finished_at = now() - interval '9 days', created_at = now() - interval '9 days'`,
      );
    }
  });
});

describe('a text that nothing points at any more', () => {
  const content = 'shared';
  const input = newJob({ job: manifestJob({ text: content }) });
  const texts = () => database.query<{ content: string }>(sql`SELECT content FROM manifest_texts`);
  /** One job of the text, ended long ago. */
  const endedLongAgo = async () => {
    const { job } = await store.jobs.create(input);
    await store.jobs.cancel({ jobId: job.id, userId: 'u' });
    await database.query(
      sql`UPDATE agent_jobs SET finished_at = now() - interval '9 days', created_at = now() - interval '9 days'`,
    );
  };

  it('is passed over by a prune while somebody is just pointing at it', async () => {
    await endedLongAgo();
    await whileOpen(sql`SELECT FROM manifest_texts FOR KEY SHARE`, async () => {
      expect(await store.jobs.prune({ olderThanDays: 1 })).toBe(1);
      expect(await texts()).toEqual([{ content }]);
    });
  });

  it('is stored anew by a creation that saw it just before it went', async () => {
    await endedLongAgo();
    await database.query(sql`TRUNCATE agent_jobs CASCADE`);
    const { result } = await afterWaiting(sql`DELETE FROM manifest_texts`, () => store.jobs.create(input));
    expect(await texts()).toEqual([{ content }]);
    expect((await claim('w')).map(({ id }) => id)).toEqual([result.job.id]);
  });

  it('survives a prune when a put stores it at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      await endedLongAgo();
      await Promise.all([
        store.manifests.put(manifestPut({ name: `docs-${round}`, content })),
        other.jobs.prune({ olderThanDays: 1 }),
        store.jobs.prune({ olderThanDays: 1 }),
      ]);
      expect((await store.manifests.get(`docs-${round}`)).content).toBe(content);
    }
  });
});

describe('creations while an entry is being changed', () => {
  const changing = sql`UPDATE manifest SET version = version`;
  const run = newJob({ job: manifestJob({ fromRegistry: true }) });

  it('are made after it, as their time says', async () => {
    await store.manifests.put(manifestPut());
    // Stores the set of capabilities: the run's first statement is the one that makes it.
    await store.jobs.create(newJob());
    const { result, committedAfter } = await afterWaiting(changing, () => store.jobs.create(run));
    expect(Date.parse(result.job.createdAt)).toBeGreaterThanOrEqual(committedAfter.getTime());
  });

  it('wait only where they are runs of it', async () => {
    await store.manifests.put(manifestPut());
    const running = await whileOpen(changing, async () => {
      const waiting = store.jobs.create(run);
      expect((await store.jobs.create(newJob())).replayed).toBe(false);
      return { waiting };
    });
    expect((await running.waiting).replayed).toBe(false);
  });

  it('are made after it, though other jobs come in the same call', async () => {
    await store.manifests.put(manifestPut());
    await store.jobs.create(newJob());
    const { result, committedAfter } = await afterWaiting(changing, () =>
      store.jobs.createMany([newJob(), run]),
    );
    const [, made] = answersOf(result);
    expect(Date.parse(made?.job.createdAt ?? '')).toBeGreaterThanOrEqual(committedAfter.getTime());
  });
});

describe('creations at once', () => {
  it('with one key make one job', async () => {
    const idempotency = { key: 'k', requestHash: 'h' };
    const made = await times(16, () => store.jobs.create(newJob({ idempotency })));
    expect(new Set(made.map(({ job }) => job.id)).size).toBe(1);
    expect(made.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect((await store.jobs.list({})).items).toHaveLength(1);
  });

  it('of one new capability set store it once', async () => {
    await times(16, () => store.jobs.create(newJob({ job: manifestJob({ capabilities: ['new', 'set'] }) })));
    expect(await database.query(sql`SELECT FROM capability_sets`)).toHaveLength(1);
    expect((await store.jobs.list({})).items).toHaveLength(16);
  });

  it('of runs leave the newest one as lastRun', async () => {
    await store.manifests.put(manifestPut());
    await times(16, () => store.jobs.create(newJob({ job: manifestJob({ fromRegistry: true }) })));
    const { items } = await store.manifests.runs({ name: 'docs' });
    const newest = items
      .filter(({ createdAt }) => createdAt === items[0]?.createdAt)
      .map(({ jobId }) => jobId);
    expect(newest).toContain((await store.manifests.get('docs')).lastRun?.jobId);
  });
});

describe('one job, two callers', () => {
  it.each([1, 2, 3, 4, 5])('cancel and complete: one order, one history (%d)', async () => {
    await times(8, () => store.jobs.create(newJob()));
    const jobs = await claim('w', 8);
    await Promise.all(
      jobs.map(async ({ id, leaseToken }) => {
        const [completed, cancelled] = await Promise.allSettled([
          store.jobs.complete({ jobId: id, workerId: 'w', leaseToken }),
          store.jobs.cancel({ jobId: id, userId: 'u' }),
        ]);
        expect(completed.status).toBe('fulfilled');
        const job = await store.jobs.get(id);
        expect(job.status).toBe('succeeded');
        const messages = (await store.events.list({ jobId: id })).map(({ message }) => message).slice(2);
        if (cancelled.status === 'fulfilled') {
          expect(job.cancelRequestedAt).not.toBeNull();
          expect(messages).toEqual(['Cancellation requested', 'Job completed']);
        } else {
          expect(codeOf(cancelled.reason)).toBe('job_state_conflict');
          expect(messages).toEqual(['Job completed']);
        }
      }),
    );
  });

  it('cancel and claim: the job is cancelled or runs, never lost', async () => {
    await times(16, () => store.jobs.create(newJob()));
    const { items } = await store.jobs.list({});
    const [claimed] = await Promise.all([
      times(16, (index) => claim(`w${index}`)),
      Promise.all(items.map(({ id }) => store.jobs.cancel({ jobId: id, userId: 'u' }))),
    ]);
    const taken = new Set(claimed.flat().map(({ id }) => id));
    for (const { id, status, cancelRequestedAt } of (await store.jobs.list({})).items) {
      expect(status).toBe(taken.has(id) ? 'running' : 'cancelled');
      expect(cancelRequestedAt).not.toBeNull();
    }
  });

  it('two ends of one claim: the first counts', async () => {
    await store.jobs.create(newJob());
    const [job] = (await claim('w')) as [ClaimedJob];
    const holder = { jobId: job.id, workerId: 'w', leaseToken: job.leaseToken };
    const ends = await Promise.allSettled([
      store.jobs.complete(holder),
      store.jobs.fail({ ...holder, errorMessage: 'x' }),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await store.events.list({ jobId: job.id })).toHaveLength(3);
  });

  it('a sweep and a heartbeat: the lease is lost or kept', async () => {
    await times(16, () => store.jobs.create(newJob()));
    const jobs = await claim('w', 16);
    await database.query(sql`UPDATE agent_jobs SET lease_expires_at = now(), lease_check_at = now()`);
    const [beats] = await Promise.all([
      Promise.allSettled(
        jobs.map(({ id, leaseToken }) =>
          store.jobs.heartbeat({ jobId: id, workerId: 'w', leaseToken, leaseSeconds: 60 }),
        ),
      ),
      times(4, () => store.jobs.sweep()),
    ]);
    for (const [index, beat] of beats.entries()) {
      const { status, attempt } = await store.jobs.get(jobs[index]?.id ?? '');
      expect({ status, attempt }).toEqual(
        beat.status === 'fulfilled' ? { status: 'running', attempt: 1 } : { status: 'queued', attempt: 2 },
      );
    }
  });

  it('events of many writers have one order, which no reader sees changed', async () => {
    await store.jobs.create(newJob());
    const [job] = (await claim('w')) as [ClaimedJob];
    let seen: string[] = [];
    let writing = true;
    const reader = (async () => {
      while (writing) {
        const last = seen.at(-1);
        const fresh = await store.events.list({ jobId: job.id, ...(last ? { afterEventId: last } : {}) });
        seen = [...seen, ...fresh.map(({ id }) => id)];
      }
    })();
    await times(12, async (writer) => {
      for (let count = 0; count < 10; count++)
        await store.events.append({
          jobId: job.id,
          workerId: 'w',
          level: 'info',
          message: `${writer}.${count}`,
        });
    });
    writing = false;
    await reader;
    const all = await store.events.list({ jobId: job.id });
    expect(all).toHaveLength(122);
    expect(seen).toEqual(all.slice(0, seen.length).map(({ id }) => id));
  });
});

describe('puts at once', () => {
  it('of one new entry all succeed and leave one revision', async () => {
    const results = await times(16, () => store.manifests.put(manifestPut()));
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['created', ...Array(15).fill('unchanged')]);
    expect(await database.query(sql`SELECT FROM manifest_revisions`)).toHaveLength(1);
  });

  it('of different texts all succeed and leave a revision each', async () => {
    const results = await times(8, (index) => store.manifests.put(manifestPut({ content: `text ${index}` })));
    expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(await database.query(sql`SELECT FROM manifest_revisions`)).toHaveLength(8);
  });

  it('of names that differ only by case let one in', async () => {
    const results = await Promise.allSettled(
      ['docs', 'Docs', 'DOCS', 'dOCS'].map((name) => store.manifests.put(manifestPut({ name }))),
    );
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [codeOf(result.reason)] : [],
    );
    expect(refused).toEqual(Array(3).fill('manifest_name_conflict'));
  });

  it('that all expect to be first let one in', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        store.manifests.put(manifestPut({ content: `text ${index}`, ifNoneMatch: '*' })),
      ),
    );
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [codeOf(result.reason)] : [],
    );
    expect(refused).toEqual(Array(7).fill('precondition_failed'));
  });

  it('of one revision by fifty writers let one in', async () => {
    const { record } = await store.manifests.put(manifestPut());
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        (index % 2 ? store : other).manifests.put(
          manifestPut({ content: `text ${index}`, ifMatch: [record.contentHash] }),
        ),
      ),
    );
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [codeOf(result.reason)] : [],
    );
    expect(refused).toEqual(Array(49).fill('precondition_failed'));
    expect((await store.manifests.revisions({ name: 'docs' })).items).toHaveLength(2);
  });

  it('and runs and deletes of one entry leave either a run or no entry', async () => {
    for (let round = 0; round < 8; round++) {
      await store.manifests.put(manifestPut());
      const [created, deleted] = await Promise.allSettled([
        store.jobs.create(newJob({ job: manifestJob({ fromRegistry: true }) })),
        other.manifests.delete({ name: 'docs' }),
      ]);
      if (created?.status === 'fulfilled') {
        expect(deleted).toMatchObject({ reason: { code: 'manifest_in_use' } });
        await store.jobs.cancel({ jobId: created.value.job.id, userId: 'u' });
        await store.manifests.delete({ name: 'docs' });
      } else {
        expect(created).toMatchObject({ reason: { code: 'manifest_not_found' } });
        expect(deleted?.status).toBe('fulfilled');
      }
    }
  });

  it('that expect the same text let one in', async () => {
    const { record } = await store.manifests.put(manifestPut());
    const { result: results } = await afterWaiting(
      sql`UPDATE manifest SET version = version`,
      () =>
        Promise.allSettled(
          ['one', 'two'].map((content) =>
            store.manifests.put(manifestPut({ content, ifMatch: [record.contentHash] })),
          ),
        ),
      2,
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [codeOf(result.reason)] : [],
    );
    expect(refused).toEqual(['precondition_failed']);
  });
});
