import postgres from 'postgres';

/** Every row of every table of a database, as text: to prove that something is not in it. */
export async function dumpDatabase(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
    const dumps = await Promise.all(
      tables.map(({ name }) =>
        sql.unsafe<{ rows: string | null }[]>(`SELECT json_agg(t)::text AS rows FROM ${name} t`),
      ),
    );
    return dumps.flatMap((rows) => rows.map((row) => row.rows ?? '')).join('\n');
  } finally {
    await sql.end({ timeout: 5 });
  }
}
