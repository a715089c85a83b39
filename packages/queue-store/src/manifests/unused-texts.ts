import { sql } from 'drizzle-orm';
import { type Queryable, textArray } from '../database/database.js';

/**
 * Deletes those of the texts that no job, entry or revision points at; to be called in a transaction.
 *
 * Locks the texts first and looks for their uses with the next statement, whose snapshot is younger: whoever points at a
 * text meanwhile either holds its key, and the text is passed over, or waits, finds it gone and stores it anew.
 */
export async function forgetUnusedTexts(handle: Queryable, hashes: readonly string[]): Promise<void> {
  const locked = await handle.query<{ content_hash: string }>(sql`
    SELECT content_hash FROM manifest_texts WHERE content_hash = ANY(${textArray(hashes)})
    ORDER BY content_hash
    FOR UPDATE SKIP LOCKED`);
  await handle.query(sql`
    DELETE FROM manifest_texts
    WHERE content_hash = ANY(${textArray(locked.map(({ content_hash }) => content_hash))})
      AND NOT EXISTS (SELECT FROM agent_jobs WHERE manifest_hash = manifest_texts.content_hash)
      AND NOT EXISTS (SELECT FROM manifest WHERE manifest.content_hash = manifest_texts.content_hash)
      AND NOT EXISTS (SELECT FROM manifest_revisions AS r WHERE r.content_hash = manifest_texts.content_hash)`);
}
