import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal, verbatim } from '../database/database.js';
import { decodeCursor, pageLimit, pageOf } from '../paging.js';
import type { ManifestRecord, ManifestSummary, Page } from '../store.js';
import {
  MANIFEST_COLUMNS,
  type ManifestRow,
  manifestNotFound,
  SUMMARY_COLUMNS,
  type SummaryRow,
  toRecord,
  toSummary,
} from './manifest-row.js';

/** Whether a text can stand in a row. */
const isTextOfRow = (text: string) => !text.includes('\0');

/** The record of a name, in exactly this spelling. */
export async function get(store: StoreContext, name: string): Promise<ManifestRecord> {
  const [row] = await store.database.query<ManifestRow & { content: string }>(
    sql`SELECT ${MANIFEST_COLUMNS}, ${verbatim('content')} AS content FROM manifest JOIN manifest_texts USING (content_hash) WHERE name = ${name}`,
  );
  if (!row) throw manifestNotFound();
  return toRecord(row, row.content);
}

/**
 * A page of the registry by name, ascending, letter case aside: in the order of the index that keeps names apart, so that a
 * page reads no more than itself. `search` is a prefix in any case, taken literally.
 */
export async function list(
  store: StoreContext,
  filter: { limit?: number; cursor?: string; search?: string },
): Promise<Page<ManifestSummary>> {
  const limit = pageLimit(filter.limit);
  const after = filter.cursor === undefined ? [] : decodeCursor(filter.cursor, [isTextOfRow]);
  const prefix = filter.search?.replace(/[\\%_]/g, '\\$&');
  const rows = await store.database.query<SummaryRow>(sql`
    SELECT ${SUMMARY_COLUMNS} FROM manifest
    WHERE true
      ${after[0] === undefined ? sql`` : sql`AND lower(name) COLLATE "C" > lower(${after[0]})`}
      ${prefix === undefined ? sql`` : sql`AND lower(name) COLLATE "C" LIKE lower(${prefix}) || '%'`}
    ORDER BY lower(name) COLLATE "C"
    LIMIT ${literal(limit + 1)}`);
  return pageOf(rows, limit, toSummary, (row) => [row.name]);
}
