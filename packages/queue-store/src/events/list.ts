import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal } from '../database/database.js';
import { isUuid } from '../formats.js';
import { readJob } from '../jobs/holder.js';
import { pageLimit, timeBound } from '../paging.js';
import { type EventFilter, type JobEvent, StoreError } from '../store.js';
import { EVENT_COLUMNS, type EventRow, toEvent } from './event-row.js';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 500;

/** A job's events by id, which is the order in which they happened. */
export async function list(store: StoreContext, filter: EventFilter): Promise<JobEvent[]> {
  const limit = pageLimit(filter.limit, DEFAULT_LIMIT, MAX_LIMIT);
  await readJob(store, filter.jobId);
  const bounds = [
    filter.after === undefined ? sql`` : sql`AND event.created_at > ${timeBound(filter.after, 'after')}`,
    filter.before === undefined ? sql`` : sql`AND event.created_at < ${timeBound(filter.before, 'before')}`,
    filter.afterEventId === undefined
      ? sql``
      : sql`AND event.id > ${eventId(filter.afterEventId, 'afterEventId')}`,
    filter.beforeEventId === undefined
      ? sql``
      : sql`AND event.id < ${eventId(filter.beforeEventId, 'beforeEventId')}`,
  ];
  const rows = await store.database.query<EventRow>(sql`
    SELECT ${EVENT_COLUMNS} FROM agent_job_events AS event JOIN agent_jobs AS job ON job.id = event.job_id
    WHERE event.job_id = ${filter.jobId}::uuid ${sql.join(bounds, sql` `)}
    ORDER BY event.id ${filter.sort === 'desc' ? sql`DESC` : sql``}
    LIMIT ${literal(limit)}`);
  return rows.map(toEvent);
}

function eventId(value: string, name: string): SQL {
  if (!isUuid(value)) throw new StoreError('invalid_query', `${name} is the id of an event.`);
  return sql`${value}::uuid`;
}
