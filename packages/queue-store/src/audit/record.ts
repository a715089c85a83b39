/** How an act is written down: by the statement that does it, wherever there is one. */
import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { StoreContext } from '../context.js';
import type { Queryable } from '../database/database.js';
import type { Act } from '../store.js';

/** The outcome of an act that was done. */
export const DONE = 'success';

export const AUDIT_COLUMNS: SQL = sql.raw(
  'id, at, action, target, actor_kind, actor_id, actor_name, address, request_id, outcome',
);

/** The columns of a row, but for `at`, `target` and `outcome`. */
function valuesOf({ action, actorKind, actorId, actorName, address, requestId }: Act) {
  return { id: uuidv7(), action, actorKind, actorId, actorName, address, requestId };
}

/**
 * A common table expression, with its comma before it, that writes the act once for each row of `from`; nothing without an
 * act.
 * @param made what the act is done to, over such a row, where the act does not name it.
 */
export function audited(store: StoreContext, act: Act | null | undefined, from: string, made?: SQL): SQL {
  if (!act) return sql``;
  const { id, action, actorKind, actorId, actorName, address, requestId } = valuesOf(act);
  return sql`,
    audited AS (
      INSERT INTO audit_log (${AUDIT_COLUMNS})
      SELECT ${id}::uuid, ${store.instant()}, ${action}, coalesce(${act.target}, ${made ?? sql`NULL`}), ${actorKind},
        ${actorId}, ${actorName}, ${address}, ${requestId}, ${DONE} FROM ${sql.raw(from)}
    )`;
}

/** An act as a field of one of many calls, for `AUDITED_CREATIONS`. */
export function actColumn(act: Act): object {
  return { ...valuesOf(act), target: act.target };
}

/** As `audited`, for the rows of `created` that join a call with an act. */
export const AUDITED_CREATIONS: SQL = sql`,
    audited AS (
      INSERT INTO audit_log (${AUDIT_COLUMNS})
      SELECT (act ->> 'id')::uuid, created_at, act ->> 'action', coalesce(act ->> 'target', created.id::text),
        act ->> 'actorKind', act ->> 'actorId', act ->> 'actorName', act ->> 'address', act ->> 'requestId', ${DONE}
      FROM created JOIN calls USING (id) WHERE act IS NOT NULL
    )`;

/** Writes down an act that has changed nothing: it was done before, or refused. */
export async function record(
  store: StoreContext,
  handle: Queryable,
  act: Act | null | undefined,
  outcome: string = DONE,
): Promise<void> {
  if (!act) return;
  const { id, action, actorKind, actorId, actorName, address, requestId } = valuesOf(act);
  await handle.query(sql`
    INSERT INTO audit_log (${AUDIT_COLUMNS})
    VALUES (${id}::uuid, ${store.instant()}, ${action}, ${act.target}, ${actorKind}, ${actorId}, ${actorName}, ${address},
      ${requestId}, ${outcome})`);
}
