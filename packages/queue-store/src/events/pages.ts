import { FINAL_STATUSES, type JobType } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal } from '../database/database.js';
import type { EventPage, StreamedEvent } from '../store.js';
import { EVENT_COLUMNS, type EventRow, toEvent } from './event-row.js';

/** Events read at a time, unless a caller says otherwise. */
export const EVENT_PAGE = 500;

const FINAL = sql.raw(FINAL_STATUSES.map((status) => `'${status}'`).join(', '));

/**
 * The events that follow `after`, by id; of one job, or of all. Give `through` to stay below what is settled: it
 * includes that id.
 */
export async function eventsAfter(
  store: StoreContext,
  { after, through, jobId, limit }: { after: string; through?: string; jobId?: string; limit: number },
): Promise<EventPage> {
  const rows = await store.database.query<
    Omit<EventRow, 'type'> & { type: JobType | null; last: boolean }
  >(sql`
    SELECT ${EVENT_COLUMNS},
      CASE WHEN job.status IN (${FINAL}) THEN NOT EXISTS (
        SELECT 1 FROM agent_job_events AS later WHERE later.job_id = event.job_id AND later.id > event.id
      ) ELSE false END AS last
    FROM (
      SELECT * FROM agent_job_events
      WHERE id > ${after}::uuid ${through === undefined ? sql`` : sql`AND id <= ${through}::uuid`}
        ${jobId === undefined ? sql`` : sql`AND job_id = ${jobId}::uuid`}
      ORDER BY id
      LIMIT ${literal(limit)}
    ) AS event
    LEFT JOIN agent_jobs AS job ON job.id = event.job_id
    ORDER BY event.id`);
  return {
    // A job that is pruned while its events are read takes them along.
    events: rows.flatMap(({ type, last, ...row }): StreamedEvent[] =>
      type === null ? [] : [{ event: toEvent({ ...row, type }), type, last }],
    ),
    position: rows.at(-1)?.id ?? through ?? after,
    more: rows.length === limit,
  };
}
