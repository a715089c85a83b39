import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal } from '../database/database.js';
import { readJob } from '../jobs/holder.js';
import { isUuid, pageLimit, timeBound } from '../paging.js';
import { type EventFilter, type JobEvent, StoreError } from '../store.js';
import { type EventRow, toEvent } from './event-row.js';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 500;

/** A job's events by id, which is the order in which they happened. */
export async function list(store: StoreContext, filter: EventFilter): Promise<JobEvent[]> {
  const limit = pageLimit(filter.limit, DEFAULT_LIMIT, MAX_LIMIT);
  const { type } = await readJob(store, filter.jobId);
  const bounds = [
    filter.after === undefined ? sql`` : sql`AND created_at > ${timeBound(filter.after, 'after')}`,
    filter.before === undefined ? sql`` : sql`AND created_at < ${timeBound(filter.before, 'before')}`,
    filter.afterEventId === undefined ? sql`` : sql`AND id > ${eventId(filter.afterEventId, 'afterEventId')}`,
    filter.beforeEventId === undefined
      ? sql``
      : sql`AND id < ${eventId(filter.beforeEventId, 'beforeEventId')}`,
  ];
  const rows = await store.database.query<Omit<EventRow, 'type'>>(sql`
    SELECT * FROM agent_job_events
    WHERE job_id = ${filter.jobId}::uuid ${sql.join(bounds, sql` `)}
    ORDER BY id ${filter.sort === 'desc' ? sql`DESC` : sql``}
    LIMIT ${literal(limit)}`);
  return rows.map((row) => toEvent({ ...row, type }));
}

function eventId(value: string, name: string): SQL {
  if (!isUuid(value)) throw new StoreError('invalid_query', `${name} is the id of an event.`);
  return sql`${value}::uuid`;
}
