/** What must hold of a registry entry before a verb goes on: that it is there, and at the caller's revision. */
import { sql } from 'drizzle-orm';
import type { Queryable } from '../database/database.js';
import { type Preconditions, StoreError } from '../store.js';
import { MANIFEST_COLUMNS, type ManifestRow, manifestNotFound } from './manifest-row.js';

/**
 * Makes sure that there is an entry of this name, in exactly this spelling.
 * @throws {StoreError} `manifest_not_found`.
 */
export async function requireEntry(handle: Queryable, name: string): Promise<void> {
  const [entry] = await handle.query<object>(sql`SELECT 1 FROM manifest WHERE name = ${name}`);
  if (!entry) throw manifestNotFound();
}

/** The entry of a name in any letter case, locked until the transaction ends. */
export async function lockEntry(handle: Queryable, name: string): Promise<ManifestRow | undefined> {
  const [row] = await handle.query<ManifestRow>(sql`
    SELECT ${MANIFEST_COLUMNS} FROM manifest WHERE lower(name) COLLATE "C" = lower(${name}) FOR NO KEY UPDATE`);
  return row;
}

/**
 * Holds the present revision against If-Match and If-None-Match.
 * @throws {StoreError} `precondition_failed`.
 */
export function requirePreconditions(
  { ifMatch, ifNoneMatch }: Preconditions,
  present: ManifestRow | undefined,
): void {
  const names = (condition: '*' | readonly string[]) =>
    present !== undefined && (condition === '*' || condition.includes(present.content_hash));
  if (ifMatch !== undefined && !names(ifMatch))
    throw new StoreError(
      'precondition_failed',
      present
        ? 'The manifest is not at the revision of If-Match; read it again.'
        : 'If-Match needs a stored manifest.',
    );
  if (ifNoneMatch !== undefined && names(ifNoneMatch))
    throw new StoreError(
      'precondition_failed',
      'The manifest is stored already, at a revision of If-None-Match.',
    );
}
