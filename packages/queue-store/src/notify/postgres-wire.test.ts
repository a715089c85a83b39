/** Signals between processes: two stores on one PostgreSQL. */
import { createTestDatabase } from '@moonmind/testing/vitest';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPostgres } from '../database/postgres.js';
import { createPostgresStore, openStore } from '../open.js';
import type { QueueStore } from '../store.js';
import { CAPABILITIES, newJob } from '../testing/fixtures.js';
import { createSignals, type Topic } from './signals.js';

let test: Awaited<ReturnType<typeof createTestDatabase>>;
const stores: QueueStore[] = [];
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await test.drop();
});

async function open(): Promise<QueueStore> {
  const store = await createPostgresStore({ url: test.url, max: 4 });
  stores.push(store);
  return store;
}

const claim = (store: QueueStore, seconds = 20) =>
  store.jobs.claim({ workerId: 'w', leaseSeconds: 60, capabilities: CAPABILITIES }, { seconds });

/** Waits until the wire of a store is known to work: it then rests for longer than a test waits. */
async function warmedUp(store: QueueStore): Promise<void> {
  await claim(store, 0.3);
}

async function timed(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work;
  return performance.now() - started;
}

describe('two processes on one database', () => {
  it('wake each other: a waiting claim gets a job that the other creates, soon', async () => {
    const [here, there] = [await open(), await open()];
    await warmedUp(here);
    const took: number[] = [];
    for (let round = 0; round < 5; round++) {
      const waiting = claim(here);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await there.jobs.create(newJob());
      took.push(await timed(waiting));
      expect(await waiting).toHaveLength(1);
    }
    expect(took.sort((a, b) => a - b)[2]).toBeLessThan(500);
  });

  it('go on when the listening connection is cut', async () => {
    const [here, there] = [await open(), await open()];
    await warmedUp(here);
    const raw = openPostgres(test.url, 1);
    await raw.query(
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'moonmind-queue-listen'`,
    );
    await raw.close();
    const waiting = claim(here);
    await there.jobs.create(newJob());
    expect(await waiting).toHaveLength(1);
  });

  it('poll where nothing is passed on', async () => {
    const database = openPostgres(test.url, 2);
    const deaf = await openStore(
      database,
      {},
      {
        send: async () => {},
        open: () => {},
        isAlive: () => false,
        close: async () => {},
      },
    );
    stores.push(deaf);
    const there = await open();
    const waiting = claim(deaf);
    await there.jobs.create(newJob());
    expect(await timed(waiting)).toBeLessThan(1_500);
    expect(await waiting).toHaveLength(1);
  });

  it('do not give one job twice, whoever waits where', async () => {
    const [here, there] = [await open(), await open()];
    const waiting = Array.from({ length: 20 }, (_, index) => claim(index % 2 ? here : there));
    const made = await Promise.all(Array.from({ length: 20 }, () => here.jobs.create(newJob())));
    const claimed = (await Promise.all(waiting)).flat().map(({ id }) => id);
    expect(claimed.sort()).toEqual(made.map(({ job }) => job.id).sort());
  });
});

describe('signals', () => {
  it('wake here at once, and go out gathered', async () => {
    const sent: Topic[][] = [];
    const signals = createSignals({
      send: async (topics) => void sent.push([...topics]),
      open: () => {},
      isAlive: () => true,
      close: async () => {},
    });
    let woken = 0;
    const off = signals.on('jobs', () => {
      woken += 1;
    });
    for (let count = 0; count < 100; count++) signals.tell('jobs', 'events');
    signals.tell('events');
    expect(woken).toBe(100);
    expect(sent).toEqual([['jobs', 'events']]);
    off();
    signals.tell('jobs');
    expect(woken).toBe(100);
    await signals.close();
    expect(sent).toEqual([
      ['jobs', 'events'],
      ['jobs', 'events'],
    ]);
  });
});
