import { JOB_STATUSES, JOB_TYPES, typesOf } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal, textArray } from '../database/database.js';
import { isApiTime, isUuid } from '../formats.js';
import { decodeCursor, pageLimit, pageOf } from '../paging.js';
import type { Job, JobFilter, Page } from '../store.js';
import { readJob } from './holder.js';
import { JOB_COLUMNS, type JobRow, toJob } from './job-row.js';

/** One job, as users see it. */
export async function get(store: StoreContext, jobId: string): Promise<Job> {
  return toJob(await readJob(store, jobId));
}

/** A page of jobs, newest first. One index serves all filters: it is read per type and status, and merged. */
export async function list(store: StoreContext, filter: JobFilter): Promise<Page<Job>> {
  const limit = pageLimit(filter.limit);
  const types = (filter.category ? typesOf(filter.category) : JOB_TYPES).filter(
    (type) => filter.type === undefined || type === filter.type,
  );
  const statuses = filter.status ? [filter.status] : JOB_STATUSES;
  const rows = await store.database.query<JobRow>(sql`
    SELECT head.* FROM unnest(${textArray(types)}) AS wanted_type, unnest(${textArray(statuses)}) AS wanted_status
    CROSS JOIN LATERAL (
      SELECT ${JOB_COLUMNS} FROM agent_jobs
      WHERE type = wanted_type AND status = wanted_status ${filter.cursor === undefined ? sql`` : olderThan(filter.cursor)}
      ORDER BY created_at DESC, id DESC
      LIMIT ${literal(limit + 1)}
    ) AS head
    ORDER BY created_at DESC, id DESC
    LIMIT ${literal(limit + 1)}`);
  return pageOf(rows, limit, toJob, agePosition);
}

/** What is older than the cursor of a list of jobs, newest first. */
export function olderThan(cursor: string) {
  const [createdAt, id] = decodeCursor(cursor, [isApiTime, isUuid]);
  return sql`AND (created_at, id) < (${createdAt}::timestamptz, ${id}::uuid)`;
}

/** The cursor's content for `olderThan`. */
export function agePosition(row: { readonly created_at: Date; readonly id: string }): [string, string] {
  return [row.created_at.toISOString(), row.id];
}
