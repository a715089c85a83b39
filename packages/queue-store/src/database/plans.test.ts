/** The hot statements read what they need and no more, whatever the tables held when their plans were made. */
import { createTestDatabase } from '@moonmind/testing/vitest';
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { openStore } from '../open.js';
import type { ClaimedJob, QueueStore } from '../store.js';
import { CAPABILITIES, manifestJob, manifestPut, newJob } from '../testing/fixtures.js';
import type { Database } from './database.js';
import { openPostgres } from './postgres.js';

const OTHERS = 20_000;

let close = async () => {};
afterEach(() => close());

async function open(): Promise<{ database: Database; store: QueueStore }> {
  const test = await createTestDatabase();
  // One connection: every statement keeps the plan that its first call made.
  const database = openPostgres(test.url, 1);
  const store = await openStore(database, {});
  close = async () => {
    await store.close();
    await test.drop();
  };
  return { database, store };
}

/** Each hot verb once. */
async function workOff(store: QueueStore): Promise<void> {
  await store.jobs.create(newJob());
  await store.jobs.create(newJob());
  const request = { workerId: 'w', leaseSeconds: 60, capabilities: CAPABILITIES };
  const [job, other] = (await store.jobs.claim({ ...request, limit: 2 })) as [ClaimedJob, ClaimedJob];
  const holder = { workerId: 'w', jobId: job.id, leaseToken: job.leaseToken };
  await store.jobs.heartbeat({ ...holder, leaseSeconds: 60 });
  await store.jobs.complete(holder);
  await store.jobs.fail({ ...holder, jobId: other.id, leaseToken: other.leaseToken, errorMessage: 'x' });
  await store.jobs.claim({ ...request, claimId: 'c' });
  await store.jobs.sweep();
}

/** Rows that were read so far, by index or not; by default those of jobs and events. */
async function rowsRead(database: Database, tables = 'agent_job%'): Promise<number> {
  await database.query(sql`SELECT pg_stat_force_next_flush()::text`);
  const [count] = await database.query<{ rows: number }>(sql`
    SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname LIKE ${tables})::int
      + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname LIKE ${tables})::int AS rows`);
  return count?.rows ?? Number.NaN;
}

/** Jobs in every state that may lie about: for other workers, scheduled, running, ended. */
async function fill(database: Database, store: QueueStore): Promise<void> {
  const { job } = await store.jobs.create(
    newJob({ job: manifestJob({ capabilities: ['other'] }), priority: 9 }),
  );
  await database.query(sql`
    INSERT INTO agent_jobs SELECT (jsonb_populate_record(job, jsonb_build_object('id', gen_random_uuid()) || state)).*
    FROM agent_jobs AS job, generate_series(1, ${OTHERS / 4}) AS n, (VALUES
      ('{}'::jsonb),
      ('{"ready": false, "next_attempt_at": "2999-01-01T00:00:00Z"}'),
      ('{"status": "running", "ready": false, "claimed_by": "x", "lease_token": "01890000-0000-7000-8000-000000000000",
        "lease_expires_at": "2999-01-01T00:00:00Z", "lease_check_at": "2999-01-01T00:00:00Z"}'),
      ('{"status": "succeeded", "ready": false}')) AS states(state)
    WHERE job.id = ${job.id}::uuid`);
}

it.each([
  ['empty tables', async () => {}],
  [
    'a few rows',
    async (_: Database, store: QueueStore) => void (await store.jobs.createMany(Array(50).fill(newJob()))),
  ],
  [
    'rows that were counted',
    async (database: Database, store: QueueStore) => {
      await store.jobs.createMany(Array(500).fill(newJob({ job: manifestJob({ capabilities: ['other'] }) })));
      await database.query(sql`ANALYZE`);
    },
  ],
])('with plans made over %s', async (_, prepare) => {
  const { database, store } = await open();
  await prepare(database, store);
  await workOff(store);
  await fill(database, store);
  await rowsRead(database);
  const before = await rowsRead(database);
  await workOff(store);
  await rowsRead(database);
  expect((await rowsRead(database)) - before).toBeLessThan(OTHERS / 20);
});

it('a page of the registry is read without the rest of it', async () => {
  const { database, store } = await open();
  await store.manifests.put(manifestPut({ name: 'docs' }));
  await database.query(sql`
    INSERT INTO manifest SELECT (jsonb_populate_record(entry, jsonb_build_object('name', 'Docs-' || n))).*
    FROM manifest AS entry, generate_series(1, ${OTHERS}) AS n`);
  await database.query(sql`ANALYZE manifest`);
  await rowsRead(database, 'manifest');
  const before = await rowsRead(database, 'manifest');
  const { items, nextCursor } = await store.manifests.list({ limit: 50 });
  expect(items.map(({ name }) => name).slice(0, 3)).toEqual(['docs', 'Docs-1', 'Docs-10']);
  await store.manifests.list({ limit: 50, cursor: nextCursor ?? '' });
  await store.manifests.list({ limit: 50, search: 'DOCS-1' });
  await rowsRead(database, 'manifest');
  expect((await rowsRead(database, 'manifest')) - before).toBeLessThan(500);
});
