import { sql } from 'drizzle-orm';
import type { Database, Queryable } from './database.js';
import { SchemaTooNewError, unavailable } from './errors.js';
import { MIGRATIONS } from './migrations.generated.js';

/** Any fixed number will do; this one is the ASCII of "MMqueue". */
const MIGRATION_LOCK = sql.raw('21758999346570597');

/**
 * Brings the database to this version's schema, in one transaction under an advisory lock: any number of processes may
 * start on one fresh database.
 * @throws {SchemaTooNewError} the database was migrated by a newer version.
 */
export async function migrate(database: Database): Promise<void> {
  const work = async (handle: Queryable) => {
    await handle.query(sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})::text`);
    await handle.query(sql`CREATE TABLE IF NOT EXISTS queue_store_migrations (
      tag text PRIMARY KEY, applied_at timestamptz(3) NOT NULL DEFAULT clock_timestamp())`);
    const applied = await appliedTags(handle);
    const unknown = [...applied].filter((tag) => MIGRATIONS.every((migration) => migration.tag !== tag));
    if (unknown.length > 0)
      throw new SchemaTooNewError(
        `The database holds migrations that this version does not know (${unknown.join(', ')}): ` +
          'a newer version has run on it. Start that version, or restore a backup from before it.',
      );
    for (const { tag, statements } of MIGRATIONS) {
      if (applied.has(tag)) continue;
      for (const statement of statements) await handle.query(sql.raw(statement));
      await handle.query(sql`INSERT INTO queue_store_migrations (tag) VALUES (${tag})`);
    }
  };
  // Another process may hold the lock for as long as its migrations take.
  await database.transaction(work, { patient: true });
}

/**
 * Throws `database_unavailable` unless every migration of this version is there. More may be: during a rolling upgrade
 * the old processes go on serving.
 */
export async function requireSchema(database: Queryable): Promise<void> {
  const [table] = await database.query<{ there: boolean }>(
    sql`SELECT to_regclass('queue_store_migrations') IS NOT NULL AS there`,
  );
  const applied = table?.there ? await appliedTags(database) : new Set<string>();
  if (!MIGRATIONS.every(({ tag }) => applied.has(tag))) throw unavailable();
}

async function appliedTags(database: Queryable): Promise<Set<string>> {
  const rows = await database.query<{ tag: string }>(sql`SELECT tag FROM queue_store_migrations`);
  return new Set(rows.map((row) => row.tag));
}
