/** Ids order the stream of all jobs though transactions commit in another order; on a real PostgreSQL. */
import { createTestDatabase } from '@moonmind/testing/vitest';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../database/database.js';
import { openPostgres } from '../database/postgres.js';
import { createPostgresStore } from '../open.js';
import type { QueueStore } from '../store.js';
import { newJob } from '../testing/fixtures.js';

let test: Awaited<ReturnType<typeof createTestDatabase>>;
let store: QueueStore;
let other: Database;
beforeEach(async () => {
  test = await createTestDatabase();
  store = await createPostgresStore({ url: test.url });
  other = openPostgres(test.url, 8);
});
afterEach(async () => {
  await store.close();
  await other.close();
  await test.drop();
});

const EVENT = sql`INSERT INTO agent_job_events (id, job_id, level, message, created_at)
  SELECT next_event_id(NULL), id, 'info', 'held', clock_timestamp() FROM agent_jobs LIMIT 1`;

async function followed() {
  const ids: string[] = [];
  const messages: string[] = [];
  const { stop } = await store.events.follow((events) => {
    for (const { event } of events) {
      ids.push(event.id);
      messages.push(event.message);
    }
  });
  return { ids, messages, stop };
}

it('holds events back while a transaction may bring an earlier one, and then gives both in order', async () => {
  await store.jobs.create(newJob());
  let commit = () => {};
  const committing = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let written = () => {};
  const writing = new Promise<void>((resolve) => {
    written = resolve;
  });
  const earlier = other.transaction(async (handle) => {
    await handle.query(EVENT);
    written();
    await committing;
  });
  await writing;
  const { ids, messages, stop } = await followed();
  for (let count = 0; count < 3; count++) await store.jobs.create(newJob());
  // Long enough for several looks: what has the later id is there, and yet must not come.
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(messages.filter((message) => message === 'held')).toEqual([]);
  commit();
  await earlier;
  // The first job's event may come along: it may be of the very millisecond in which the transaction began.
  await expect
    .poll(() => messages.slice(-4), { timeout: 5_000 })
    .toEqual(['held', 'Job queued', 'Job queued', 'Job queued']);
  expect(ids).toEqual([...new Set(ids)].sort());
  stop();
});

it('is not held up by transactions that write no events', async () => {
  await store.jobs.create(newJob());
  let end = () => {};
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  const foreign = other.transaction(async (handle) => {
    await handle.query(sql`CREATE TABLE elsewhere (id int)`);
    await handle.query(sql`SELECT count(*)::int FROM agent_job_events`);
    await ending;
  });
  const { ids, stop } = await followed();
  const { job } = await store.jobs.create(newJob());
  const created = await store.events.list({ jobId: job.id });
  await expect.poll(() => ids, { timeout: 5_000 }).toContain(created[0]?.id);
  stop();
  end();
  await foreign;
});

it('misses and repeats nothing while many write at once and some transactions linger', async () => {
  await store.jobs.create(newJob());
  const { ids, stop } = await followed();
  const linger = async (ms: number) => {
    await other.transaction(async (handle) => {
      await handle.query(EVENT);
      await handle.query(sql`SELECT pg_sleep(${ms / 1000})::text`);
      await handle.query(EVENT);
    });
  };
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let round = 0; round < 12; round++) {
      if (writer % 2) await linger((round * 7 + writer * 3) % 25);
      else await store.jobs.create(newJob());
    }
  });
  await Promise.all(writers);
  const last = (await store.jobs.create(newJob())).job;
  const [queued] = await store.events.list({ jobId: last.id });
  await expect.poll(() => ids.at(-1), { timeout: 10_000 }).toBe(queued?.id);
  stop();
  const first = ids[0] ?? '';
  const all = await other.query<{ id: string }>(
    sql`SELECT id FROM agent_job_events WHERE id >= ${first}::uuid ORDER BY id`,
  );
  expect(ids).toEqual(all.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(100);
});
