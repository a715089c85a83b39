/** Every text that was ever stored under a name. */
import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal, verbatim } from '../database/database.js';
import { agePosition, olderThan } from '../jobs/read.js';
import { pageLimit, pageOf } from '../paging.js';
import { type ManifestRevision, type Page, StoreError } from '../store.js';
import { requireEntry } from './entry.js';

interface RevisionRow {
  readonly id: string;
  readonly content_hash: string;
  readonly actor: string;
  readonly created_at: Date;
  readonly message: string | null;
}

/** A page of an entry's revisions, the newest first: the first one of the first page is the present one. */
export async function revisions(
  store: StoreContext,
  filter: { name: string; limit?: number; cursor?: string },
): Promise<Page<ManifestRevision>> {
  const limit = pageLimit(filter.limit);
  await requireEntry(store.database, filter.name);
  const rows = await store.database.query<RevisionRow>(
    newest(filter.name, filter.cursor === undefined ? sql`` : olderThan(filter.cursor), limit + 1),
  );
  return pageOf(rows, limit, toRevision, agePosition);
}

/** The latest revision of a name that has this text, with the text. */
export async function revision(
  store: StoreContext,
  name: string,
  contentHash: string,
): Promise<ManifestRevision & { readonly content: string }> {
  const [row] = await store.database.query<RevisionRow & { content: string }>(sql`
    SELECT found.*, ${verbatim('content')} AS content FROM (${newest(name, sql`AND content_hash = ${contentHash}`, 1)}) AS found
    JOIN manifest_texts USING (content_hash)`);
  if (row) return { ...toRevision(row), content: row.content };
  await requireEntry(store.database, name);
  throw new StoreError('revision_not_found', 'The manifest has never held a text of this contentHash.');
}

function newest(name: string, condition: SQL, count: number): SQL {
  return sql`
    SELECT id, content_hash, actor, created_at, message FROM manifest_revisions
    WHERE manifest = ${name} ${condition}
    ORDER BY created_at DESC, id DESC
    LIMIT ${literal(count)}`;
}

function toRevision(row: RevisionRow): ManifestRevision {
  return {
    contentHash: row.content_hash,
    createdAt: row.created_at.toISOString(),
    createdByUserId: row.actor,
    message: row.message,
  };
}
