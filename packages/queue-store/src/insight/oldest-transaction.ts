import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';

/**
 * How long the oldest transaction of the database has been open, in seconds; 0 where there is none but this look. One that
 * stays open keeps dead rows from being cleared away and makes every claim dearer. Sessions of another role are hidden.
 */
export async function oldestTransactionSeconds(store: StoreContext): Promise<number> {
  const [row] = await store.database.query<{ seconds: number }>(sql`
    SELECT coalesce(extract(epoch FROM clock_timestamp() - min(xact_start)), 0)::float8 AS seconds
    FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  return row?.seconds ?? 0;
}
