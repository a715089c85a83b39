import { connect, createServer, type Socket } from 'node:net';
import { createTestDatabase } from '@moonmind/testing/vitest';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresStore, openStore } from '../open.js';
import { CAPABILITIES, newJob } from '../testing/fixtures.js';
import { expectRefusal } from '../testing/harness.js';
import { SchemaTooNewError } from './errors.js';
import { openPostgres } from './postgres.js';

let test: Awaited<ReturnType<typeof createTestDatabase>>;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

describe('a PostgreSQL store', () => {
  it('may be opened by several at once on a fresh database', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => createPostgresStore({ url: test.url })));
    const made = await Promise.all(stores.map((store) => store.jobs.create(newJob())));
    expect(made).toHaveLength(4);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('keeps what is there when it is opened again', async () => {
    const first = await createPostgresStore({ url: test.url });
    const { job } = await first.jobs.create(newJob());
    await first.close();
    const second = await createPostgresStore({ url: test.url });
    expect(await second.jobs.get(job.id)).toEqual(job);
    await second.close();
  });

  it('refuses a database that a newer version has migrated, by name', async () => {
    await (await createPostgresStore({ url: test.url })).close();
    const raw = openPostgres(test.url, 1);
    await raw.query(sql`INSERT INTO queue_store_migrations (tag) VALUES ('9999_from_the_future')`);
    await raw.close();
    const opening = createPostgresStore({ url: test.url });
    await expect(opening).rejects.toBeInstanceOf(SchemaTooNewError);
    await expect(opening).rejects.toThrow('9999_from_the_future');
  });

  it('answers no ping without its schema', async () => {
    const database = openPostgres(test.url, 2);
    const store = await openStore(database, {});
    await store.ping();
    await database.query(sql`DROP TABLE queue_store_migrations`);
    await expectRefusal(store.ping(), 'database_unavailable');
    await store.close();
  });

  it('says that the database is unavailable when nobody listens, when the connection is cut, and after its close', async () => {
    await expectRefusal(
      createPostgresStore({ url: 'postgres://nobody@127.0.0.1:1/none' }),
      'database_unavailable',
    );
    const store = await createPostgresStore({ url: test.url, max: 1 });
    const raw = openPostgres(test.url, 1);
    const database = openPostgres(test.url, 1);
    const sleeping = expectRefusal(database.query(sql`SELECT pg_sleep(20)::text`), 'database_unavailable');
    const cut = sql`SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%'
      AND pid <> pg_backend_pid() AND state = 'active'`;
    while ((await raw.query(cut)).length === 0);
    await sleeping;
    await database.close();
    await raw.close();
    await store.close();
    await expectRefusal(store.ping(), 'database_unavailable');
    await expectRefusal(store.jobs.create(newJob()), 'database_unavailable');
  });

  it('works on after its connections were cut', async () => {
    const store = await createPostgresStore({ url: test.url, max: 2 });
    await store.jobs.create(newJob());
    const raw = openPostgres(test.url, 1);
    await raw.query(sql`SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await raw.close();
    await expect
      .poll(() =>
        store.jobs.list({}).then(
          ({ items }) => items.length,
          () => 'unavailable',
        ),
      )
      .toBe(1);
    await store.close();
  });

  it('drops connections on which the server says nothing any more, and goes on with new ones', async () => {
    const server = await startSilenceable(test.url);
    const store = await createPostgresStore({ url: server.url, max: 1, answerMs: 2_500 });
    const { job } = await store.jobs.create(newJob());
    server.silence();
    // One that is sent, and more that wait behind it.
    await Promise.all(
      Array.from({ length: 6 }, () => expectRefusal(store.jobs.get(job.id), 'database_unavailable')),
    );
    expect((await store.jobs.get(job.id)).id).toBe(job.id);
    server.silence();
    const put = { name: 'a', version: 'v0', content: 'x', contentHash: `sha256:${'0'.repeat(64)}` };
    await expectRefusal(
      store.manifests.put({ ...put, requiredCapabilities: ['manifest'], userId: 'u' }),
      'database_unavailable',
    );
    await store.ping();
    await store.close();
    await server.close();
  });

  it('has the server end a statement that takes too long, and keeps the others', async () => {
    const database = openPostgres(test.url, 2, { answerMs: 2_000 });
    const slow = expectRefusal(database.query(sql`SELECT pg_sleep(60)::text`), 'database_unavailable');
    const pid = sql`SELECT pg_backend_pid()::text AS pid, pg_sleep(0.1)::text`;
    const before = await database.query<{ pid: string }>(pid);
    await slow;
    const after = await Promise.all([1, 2].map(() => database.query<{ pid: string }>(pid)));
    expect(after.flat().map((row) => row.pid)).toContain(before[0]?.pid);
    await database.close();
  });

  it('lets a patient transaction take its time', async () => {
    const database = openPostgres(test.url, 1, { answerMs: 400 });
    const sleep = (handle: Pick<typeof database, 'query'>) => handle.query(sql`SELECT pg_sleep(1)::text`);
    await expectRefusal(database.transaction(sleep), 'database_unavailable');
    expect(await database.transaction(sleep, { patient: true })).toHaveLength(1);
    await database.close();
  });

  it('goes by the clock of the database', async () => {
    const database = openPostgres(test.url, 2);
    const store = await openStore(database, {});
    const time = async () =>
      (await database.query<{ at: Date }>(sql`SELECT clock_timestamp() AS at`))[0]?.at.getTime() ?? 0;
    const before = await time();
    const { job } = await store.jobs.create(newJob());
    const at = new Date(job.createdAt).getTime();
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(await time());
    const [claimed] = await store.jobs.claim({ workerId: 'w', leaseSeconds: 60, capabilities: CAPABILITIES });
    expect(Date.parse(claimed?.leaseExpiresAt ?? '') - Date.parse(claimed?.startedAt ?? '')).toBe(60_000);
    await store.close();
  });

  it('heartbeats with HOT updates alone', async () => {
    const database = openPostgres(test.url, 1);
    const store = await openStore(database, {});
    await store.jobs.create(newJob());
    const [job] = await store.jobs.claim({ workerId: 'w', leaseSeconds: 60, capabilities: CAPABILITIES });
    const updates = async () => {
      await database.query(sql`SELECT pg_stat_force_next_flush()::text`);
      const [count] = await database.query<{ hot: number; total: number }>(sql`
        SELECT n_tup_hot_upd::int AS hot, n_tup_upd::int AS total FROM pg_stat_user_tables
        WHERE relname = 'agent_jobs'`);
      return count ?? { hot: 0, total: 0 };
    };
    await updates();
    const before = await updates();
    for (let count = 0; count < 50; count++)
      await store.jobs.heartbeat({ jobId: job?.id ?? '', workerId: 'w', leaseSeconds: 60 + count });
    await updates();
    const after = await updates();
    expect([after.hot - before.hot, after.total - before.total]).toEqual([50, 50]);
    await store.close();
  });
});

/** Stands before the server; `silence` lets nothing more through on the connections that are open then. */
async function startSilenceable(url: string) {
  const { hostname, port } = new URL(url);
  const open = new Map<Socket, { silent: boolean }>();
  const listener = createServer((client) => {
    const server = connect(Number(port), hostname);
    const state = { silent: false };
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      open.set(from, state);
      from.on('data', (chunk) => state.silent || to.write(chunk));
      from.on('error', () => {}).on('close', () => state.silent || to.destroy());
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(address.port);
  return {
    url: through.href,
    silence() {
      for (const state of open.values()) state.silent = true;
    },
    close() {
      for (const socket of open.keys()) socket.destroy();
      return new Promise((resolve) => listener.close(resolve));
    },
  };
}
