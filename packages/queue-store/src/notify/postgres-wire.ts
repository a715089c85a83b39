/** Signals between processes by LISTEN and NOTIFY. */
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Queryable } from '../database/database.js';
import { readUrl } from '../database/postgres.js';
import type { Topic, Wire } from './signals.js';

const CHANNEL = 'moonmind_queue';

/**
 * How often the wire is tried out: a message to oneself must come back. A pooler in transaction mode takes LISTEN
 * without an error and passes nothing on, and a connection cut off halfway tells nobody.
 */
const PROBE_MS = 5_000;
const ANSWER_MS = 1_000;

/**
 * @param given where to listen, on a connection of its own: LISTEN belongs to a session. Not behind a pooler.
 * @param database where to notify.
 */
export function postgresWire(given: string, database: Queryable): Wire {
  const { url, pooled } = readUrl(given);
  const self = randomUUID().slice(0, 8);
  let hear: (topics: readonly Topic[]) => void = () => {};
  let client: postgres.Sql | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;
  let alive = false;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const send = async (topics: readonly Topic[]) => {
    await database.query(sql`SELECT pg_notify(${CHANNEL}, ${[self, ...topics].join(' ')})::text`);
  };
  const onMessage = (message: string) => {
    const [from, ...topics] = message.split(' ');
    heardAt = performance.now();
    if (!alive) {
      alive = true;
      // What was told while nobody heard.
      hear(['jobs', 'events']);
    }
    // What this process tells, it has heard from itself already.
    if (from !== self) hear(topics.filter((topic) => topic === 'jobs' || topic === 'events'));
  };
  const listen = async () => {
    const mine = postgres(url, {
      max: 1,
      fetch_types: false,
      connect_timeout: 10,
      onnotice: () => {},
      connection: { application_name: 'moonmind-queue-listen' },
    });
    client = mine;
    await mine.listen(CHANNEL, onMessage);
  };
  const probe = async () => {
    const sentAt = performance.now();
    try {
      if (!client) await listen();
      await send([]);
      await new Promise((resolve) => setTimeout(resolve, ANSWER_MS).unref());
    } catch {
      // Told below: nothing came back.
    }
    if (closed) return;
    if (heardAt < sentAt) {
      alive = false;
      drop();
    }
    timer = setTimeout(probe, PROBE_MS).unref();
  };
  const drop = () => {
    const old = client;
    client = undefined;
    void old?.end({ timeout: 0 }).catch(() => {});
  };

  return {
    send,
    open(listener) {
      hear = listener;
      if (!pooled) void probe();
    },
    isAlive: () => alive,
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end({ timeout: 0 }).catch(() => {});
    },
  };
}
