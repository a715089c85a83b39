import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { audited, record } from '../audit/record.js';
import type { StoreContext } from '../context.js';
import { type Queryable, textArray } from '../database/database.js';
import { type ManifestRecord, type PutManifest, StoreError } from '../store.js';
import { lockEntry, requirePreconditions } from './entry.js';
import { MANIFEST_COLUMNS, type ManifestRow, toRecord } from './manifest-row.js';

interface PutResult {
  readonly outcome: 'created' | 'changed' | 'unchanged';
  readonly record: ManifestRecord;
}

/**
 * Creates or changes a registry entry. The text that is there already makes no new revision. Of several first puts at
 * once one creates, the others find what it made.
 */
export function put(store: StoreContext, input: PutManifest): Promise<PutResult> {
  return store.database.transaction(async (handle) => {
    for (;;) {
      const present = await lockEntry(handle, input.name);
      if (present && present.name !== input.name)
        throw new StoreError(
          'manifest_name_conflict',
          'The registry holds a manifest whose name differs only by case; use that spelling or another name.',
        );
      requirePreconditions(input, present);
      const outcome = !present
        ? 'created'
        : present.content_hash === input.contentHash
          ? 'unchanged'
          : 'changed';
      if (present && outcome === 'unchanged') {
        if (!input.dryRun) await record(store, handle, input.act);
        return { outcome, record: toRecord(present, input.content) };
      }
      if (input.dryRun) return { outcome, record: await wouldBe(store, handle, input, present) };
      const row = present ? await change(store, handle, input) : await createEntry(store, handle, input);
      // Another put was first: look again, at what it has made.
      if (row) return { outcome, record: toRecord(row, input.content) };
    }
  });
}

async function createEntry(store: StoreContext, handle: Queryable, input: PutManifest) {
  const [row] = await handle.query<ManifestRow>(sql`
    WITH entry AS (
      INSERT INTO manifest (name, version, content_hash, required_capabilities, created_at, updated_at)
      SELECT ${input.name}, ${input.version}, ${input.contentHash}, ${textArray(input.requiredCapabilities)}, at, at
      FROM (SELECT ${store.instant()} AS at) AS moment
      ON CONFLICT DO NOTHING
      RETURNING *
    ),
    ${revision(input)}
    ${audited(store, input.act, 'entry')}
    SELECT ${MANIFEST_COLUMNS} FROM entry`);
  return row;
}

async function change(store: StoreContext, handle: Queryable, input: PutManifest) {
  const [row] = await handle.query<ManifestRow>(sql`
    WITH entry AS (
      UPDATE manifest
      SET version = ${input.version}, content_hash = ${input.contentHash},
        required_capabilities = ${textArray(input.requiredCapabilities)}, updated_at = ${store.instant()}
      WHERE name = ${input.name}
      RETURNING *
    ),
    ${revision(input)}
    ${audited(store, input.act, 'entry')}
    SELECT ${MANIFEST_COLUMNS} FROM entry`);
  return row;
}

/** Keeps the text and who stored it when, for the row of `entry`. A text that is there is held: no prune takes it now. */
function revision(input: PutManifest) {
  return sql`
    held AS MATERIALIZED (
      SELECT FROM manifest_texts WHERE content_hash = ${input.contentHash} FOR KEY SHARE
    ),
    kept AS (
      INSERT INTO manifest_texts (content_hash, content)
      SELECT content_hash, ${input.content} FROM entry WHERE NOT EXISTS (SELECT FROM held)
      ON CONFLICT DO NOTHING
    ),
    revised AS (
      INSERT INTO manifest_revisions (id, manifest, content_hash, actor, created_at, message)
      SELECT ${uuidv7()}::uuid, name, content_hash, ${input.userId}, updated_at, ${input.message ?? null} FROM entry
    )`;
}

/** The record that a put would leave. */
async function wouldBe(
  store: StoreContext,
  handle: Queryable,
  input: PutManifest,
  present: ManifestRow | undefined,
): Promise<ManifestRecord> {
  const [clock] = await handle.query<{ at: Date }>(sql`SELECT ${store.instant()} AS at`);
  const at = clock?.at ?? new Date();
  return toRecord(
    {
      last_run_job_id: null,
      last_run_status: null,
      last_run_started_at: null,
      last_run_finished_at: null,
      state_json: null,
      state_updated_at: null,
      created_at: at,
      ...present,
      name: input.name,
      version: input.version,
      content_hash: input.contentHash,
      required_capabilities: [...input.requiredCapabilities],
      updated_at: at,
    },
    input.content,
  );
}
