import postgres from 'postgres';
import { type Database, type Queryable, render, type Statement } from './database.js';
import { classified } from './errors.js';

/** How long `close` waits for statements under way, in seconds. */
const CLOSE_TIMEOUT_SECONDS = 3;

/**
 * What each session is told. The plans of the hot statements must not depend on what the tables held when they were
 * made: an index is always read, one plan serves all parameters, and nothing is compiled. A client that dies amid a
 * transaction must not hold its locks for long.
 */
const SESSION = {
  enable_seqscan: 'off',
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
  idle_in_transaction_session_timeout: 10_000,
};

/**
 * A URL as the driver takes it, and whether a pooler in transaction mode stands before the database (`?pgbouncer=true`, or
 * `?prepare=false`): then a session lasts no longer than a transaction. Nothing can be prepared in it or told to it, and
 * nothing be heard.
 */
export function readUrl(url: string): { url: string; pooled: boolean } {
  const plain = url.replace(/([?&])pgbouncer=true(?:&|$)/, '$1').replace(/[?&]$/, '');
  return { url: plain, pooled: plain !== url || /[?&]prepare=false(?:&|$)/.test(url) };
}

/** Opens a pool of at most `max` connections; the first one is made by the first statement. */
export function openPostgres(given: string, max: number): Database {
  const { url, pooled } = readUrl(given);
  const pool = postgres(url, {
    max,
    prepare: !pooled,
    // The store asks for no type that needs a look-up, which would cost a round trip for each new connection.
    fetch_types: false,
    onnotice: () => {},
    connection: {
      application_name: 'moonmind-queue-store',
      TimeZone: 'UTC',
      DateStyle: 'ISO',
      ...(pooled ? {} : SESSION),
    },
  });
  return {
    ...queryable(pool),
    async transaction<Result>(work: (handle: Queryable) => Promise<Result>): Promise<Result> {
      try {
        const answer = await pool.begin(async (tx) => ({ result: await work(queryable(tx)) }));
        return answer.result;
      } catch (error) {
        throw classified(error);
      }
    },
    close: () => pool.end({ timeout: CLOSE_TIMEOUT_SECONDS }),
  };
}

function queryable(client: postgres.ISql): Queryable {
  return {
    async query<Row>(statement: Statement): Promise<Row[]> {
      const { text, values } = render(statement);
      try {
        return [...(await client.unsafe<Row[]>(text, values, { prepare: true }))];
      } catch (error) {
        throw classified(error);
      }
    },
  };
}
