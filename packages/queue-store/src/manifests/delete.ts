import { sql } from 'drizzle-orm';
import { record } from '../audit/record.js';
import type { StoreContext } from '../context.js';
import { type DeleteManifest, StoreError } from '../store.js';
import { lockEntry, requirePreconditions } from './entry.js';
import { manifestNotFound } from './manifest-row.js';
import { forgetUnusedTexts } from './unused-texts.js';

/**
 * Takes an entry out of the registry with its revisions. Texts stay as long as a job points at them: who runs such a job
 * can still read what it is to run.
 */
export function deleteManifest(store: StoreContext, input: DeleteManifest): Promise<void> {
  return store.database.transaction(async (handle) => {
    const present = await lockEntry(handle, input.name);
    if (present?.name !== input.name) throw manifestNotFound();
    requirePreconditions(input, present);
    // Who starts a run locks the entry first: none can come in between.
    const active = await handle.query(sql`
      SELECT FROM agent_jobs WHERE registry_name = ${input.name} AND status IN ('queued', 'running') LIMIT 1`);
    if (active.length > 0)
      throw new StoreError(
        'manifest_in_use',
        'A run of the manifest is queued or running; cancel it or wait for its end.',
      );
    await record(store, handle, input.act);
    await handle.query(sql`DELETE FROM manifest WHERE name = ${input.name}`);
    const revisions = await handle.query<{ content_hash: string }>(
      sql`DELETE FROM manifest_revisions WHERE manifest = ${input.name} RETURNING content_hash`,
    );
    await forgetUnusedTexts(handle, [...new Set(revisions.map(({ content_hash }) => content_hash))]);
  });
}
