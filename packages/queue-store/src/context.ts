/** What every verb works with: the database, and the store's idea of time. */
import { type SQL, sql } from 'drizzle-orm';
import { type Database, Shapes } from './database/database.js';
import type { SetsCovered } from './jobs/capability-sets.js';

export interface StoreContext {
  readonly database: Database;
  /** The texts of the statements that run often. */
  shapes(): Shapes;
  /** The statement's time, one value wherever it stands in the statement. */
  now(): SQL;
  /** The time at which a row is made. Under a row's lock it is later than whatever the lock's last holder wrote. */
  instant(): SQL;
  /** What has happened since the store was opened. */
  readonly counted: { leaseExpiries: number };
  /** How long a job rests after its lease ran out, in seconds. */
  readonly leaseRetrySeconds: number;
  /** Capability sets that are stored, as creations name them. */
  readonly setsStored: Set<string>;
  /** The capability sets that claims know. */
  readonly setsCovered: SetsCovered;
}

/** The database's clock decides, to the millisecond, unless a test's `clock` is given. */
export function timeOf(clock: (() => Date) | undefined): Pick<StoreContext, 'now' | 'instant' | 'shapes'> {
  if (clock) {
    const given = () => sql`${clock().toISOString()}::timestamptz(3)`;
    // The time stands among the parameters: no shape holds for another call.
    return { now: given, instant: given, shapes: () => new Shapes() };
  }
  const shapes = new Shapes();
  // Truncated: rounded up, a time would lie in the future and what is due now would not be.
  return {
    now: () => sql`date_trunc('milliseconds', statement_timestamp())`,
    instant: () => sql`date_trunc('milliseconds', clock_timestamp())`,
    shapes: () => shapes,
  };
}

/** A number of seconds as an interval. */
export function seconds(count: number): SQL {
  return sql`make_interval(secs => ${count}::double precision)`;
}

/** A number of days, of 24 hours each, as an interval. */
export function days(count: number): SQL {
  return seconds(count * 86_400);
}
