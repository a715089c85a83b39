import type { JobStatus, JsonObject } from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal } from '../database/database.js';
import { apiTime, objectOf } from '../jobs/job-row.js';
import { agePosition, olderThan } from '../jobs/read.js';
import { pageLimit, pageOf } from '../paging.js';
import type { ManifestRun, Page } from '../store.js';
import { requireEntry } from './entry.js';

interface RunRow {
  readonly id: string;
  readonly payload: JsonObject;
  readonly manifest_hash: string;
  readonly status: JobStatus;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly requested_by_user_id: string | null;
}

/** A page of a registry entry's runs, newest first. */
export async function runs(
  store: StoreContext,
  filter: { name: string; limit?: number; cursor?: string },
): Promise<Page<ManifestRun>> {
  const limit = pageLimit(filter.limit);
  await requireEntry(store.database, filter.name);
  const rows = await store.database.query<RunRow>(sql`
    SELECT id, payload, manifest_hash, status, created_at, started_at, finished_at,
      coalesce(requested_by_user_id, created_by_user_id) AS requested_by_user_id
    FROM agent_jobs
    WHERE registry_name = ${filter.name} ${filter.cursor === undefined ? sql`` : olderThan(filter.cursor)}
    ORDER BY created_at DESC, id DESC
    LIMIT ${literal(limit + 1)}`);
  return pageOf(rows, limit, toRun, agePosition);
}

function toRun(row: RunRow): ManifestRun {
  const manifest = objectOf(row.payload.manifest);
  return {
    jobId: row.id,
    action: typeof manifest.action === 'string' ? manifest.action : 'run',
    options: objectOf(manifest.options),
    effectiveRunConfig: objectOf(row.payload.effectiveRunConfig),
    contentHash: row.manifest_hash,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    startedAt: apiTime(row.started_at),
    finishedAt: apiTime(row.finished_at),
    requestedByUserId: row.requested_by_user_id,
  };
}
