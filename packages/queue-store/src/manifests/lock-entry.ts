/** A registry entry before it changes: locked, and held against the caller's preconditions. */
import { sql } from 'drizzle-orm';
import type { Queryable } from '../database/database.js';
import { type Preconditions, StoreError } from '../store.js';
import { MANIFEST_COLUMNS, type ManifestRow } from './manifest-row.js';

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
