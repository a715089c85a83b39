import { sql } from 'drizzle-orm';
import { days, type StoreContext } from '../context.js';
import { BATCH, inBatches } from '../database/batches.js';
import { literal } from '../database/database.js';
import { isUuid } from '../formats.js';
import { decodeCursor, pageLimit, pageOf, timeBound } from '../paging.js';
import type { Act, AuditEntry, AuditFilter, Page } from '../store.js';
import { AUDIT_COLUMNS, DONE } from './record.js';

/** As a filter: any outcome but success. */
const REFUSED = 'refused';

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly target: string | null;
  readonly actor_kind: Act['actorKind'];
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly address: string | null;
  readonly request_id: string | null;
  readonly outcome: string;
}

/** A page of the log, the newest first. */
export async function list(store: StoreContext, filter: AuditFilter): Promise<Page<AuditEntry>> {
  const limit = pageLimit(filter.limit);
  const [last] = filter.cursor === undefined ? [] : decodeCursor(filter.cursor, [isUuid]);
  const { actorId, action, target, outcome, after, before } = filter;
  const conditions = [
    last === undefined ? null : sql`id < ${last}::uuid`,
    actorId === undefined ? null : sql`actor_id = ${actorId}`,
    action === undefined ? null : sql`action = ${action}`,
    target === undefined ? null : sql`target = ${target}`,
    outcome === undefined ? null : outcome === REFUSED ? sql`outcome <> ${DONE}` : sql`outcome = ${outcome}`,
    after === undefined ? null : sql`at > ${timeBound(after, 'after')}`,
    before === undefined ? null : sql`at < ${timeBound(before, 'before')}`,
  ].filter((condition) => condition !== null);
  const rows = await store.database.query<AuditRow>(sql`
    SELECT ${AUDIT_COLUMNS} FROM audit_log
    ${conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`}
    ORDER BY id DESC
    LIMIT ${literal(limit + 1)}`);
  return pageOf(rows, limit, toEntry, ({ id }) => [id]);
}

/** Deletes what is more than so many days old, the oldest first; gives how many entries went. */
export async function prune(
  store: StoreContext,
  { olderThanDays }: { olderThanDays: number },
): Promise<number> {
  return inBatches(async () => {
    const rows = await store.database.query<object>(sql`
      DELETE FROM audit_log
      WHERE id = ANY(ARRAY(SELECT id FROM audit_log ORDER BY id LIMIT ${literal(BATCH)}))
        AND at < ${store.now()} - ${days(olderThanDays)}
      RETURNING 1`);
    return rows.length;
  });
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    target: row.target,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    address: row.address,
    requestId: row.request_id,
    outcome: row.outcome,
  };
}
