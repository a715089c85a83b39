import postgres from 'postgres';
import {
  type Database,
  poolUse,
  type Queryable,
  render,
  type Statement,
  type TransactionOptions,
} from './database.js';
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

export interface PoolOptions {
  /**
   * How long the server may leave a statement unanswered, in milliseconds, before its connection counts as dead: a peer
   * that vanished without a word, or stands still, would hold its calls for as long as TCP does, a quarter of an hour and
   * more. Default 15,000.
   */
  readonly answerMs?: number;
}

/** Opens a pool of at most `max` connections; the first one is made by the first statement. */
export function openPostgres(given: string, max: number, { answerMs = 15_000 }: PoolOptions = {}): Database {
  const { url, pooled } = readUrl(given);
  const connect = () =>
    postgres(url, {
      max,
      prepare: !pooled,
      // The store asks for no type that needs a look-up, which would cost a round trip for each new connection.
      fetch_types: false,
      connect_timeout: Math.ceil(answerMs / 1000),
      onnotice: () => {},
      connection: {
        application_name: 'moonmind-queue-store',
        TimeZone: 'UTC',
        DateStyle: 'ISO',
        // Slow is not dead: the server ends a statement that takes too long, and its connection stays.
        ...(pooled ? {} : { ...SESSION, statement_timeout: Math.ceil(answerMs * 0.8) }),
      },
    });
  let pool = connect();
  let closed = false;
  let underWay = 0;

  /** Drops all connections of a pool in which one is dead, so that the calls on it fail, and goes on with new ones. */
  const giveUp = (dead: postgres.Sql) => {
    if (dead !== pool || closed) return;
    pool = connect();
    void dead.end({ timeout: 0 }).catch(() => {});
  };
  const counted = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    underWay += 1;
    try {
      return await work();
    } catch (error) {
      throw classified(error);
    } finally {
      underWay -= 1;
    }
  };
  const alarm = (used: postgres.Sql) => {
    let over = false;
    const timer = setTimeout(() => {
      // A process that itself stood still reads first what has come meanwhile.
      setImmediate(() => {
        if (!over) giveUp(used);
      });
    }, answerMs).unref();
    return {
      refresh: () => timer.refresh(),
      clear() {
        over = true;
        clearTimeout(timer);
      },
    };
  };

  return {
    query<Row>(statement: Statement): Promise<Row[]> {
      return counted(async () => {
        const used = pool;
        const timer = alarm(used);
        try {
          return await run<Row>(used, statement);
        } finally {
          timer.clear();
        }
      });
    },
    transaction<Result>(
      work: (handle: Queryable) => Promise<Result>,
      { patient = false }: TransactionOptions = {},
    ): Promise<Result> {
      return counted(async () => {
        const used = pool;
        // From one step to the next: its beginning, each statement, its end.
        const timer = patient ? undefined : alarm(used);
        const step = <Value>(value: Value): Value => {
          timer?.refresh();
          return value;
        };
        try {
          const answer = await used.begin(async (tx) => {
            step(undefined);
            if (patient) await tx.unsafe('SET LOCAL statement_timeout = 0');
            const handle: Queryable = {
              query: async <Row>(statement: Statement) => step(await run<Row>(tx, statement)),
            };
            return { result: await work(handle) };
          });
          return answer.result;
        } finally {
          timer?.clear();
        }
      });
    },
    pool: () => poolUse(max, underWay),
    close() {
      closed = true;
      return pool.end({ timeout: CLOSE_TIMEOUT_SECONDS });
    },
  };
}

async function run<Row>(client: postgres.ISql, statement: Statement): Promise<Row[]> {
  const { text, values } = render(statement);
  try {
    return [...(await client.unsafe<Row[]>(text, values, { prepare: true }))];
  } catch (error) {
    throw classified(error);
  }
}
