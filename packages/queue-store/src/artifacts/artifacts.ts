/** What is known of the files that workers leave with their jobs. */
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { literal, textArray } from '../database/database.js';
import { isUuid } from '../formats.js';
import { readJob, uuidOrNotFound, whyNotHeld } from '../jobs/holder.js';
import { mayStart } from '../jobs/transition.js';
import { pageLimit } from '../paging.js';
import { type Artifact, type LeaseHolder, type NewArtifact, StoreError } from '../store.js';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 500;

interface ArtifactRow {
  readonly id: string;
  readonly job_id: string;
  readonly name: string;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly digest: string;
  readonly storage_path: string;
  readonly created_at: Date;
}

const COLUMNS = sql.raw(
  'id, job_id, name, content_type, size_bytes::float8 AS size_bytes, digest, storage_path, created_at',
);

/** Records a stored file while the job runs under the uploader's lease; the job's row is locked meanwhile. */
export async function add(
  store: StoreContext,
  { artifact, ...holder }: LeaseHolder & { artifact: NewArtifact },
): Promise<Artifact> {
  const token = holder.leaseToken?.toLowerCase() ?? null;
  const [row] = await store.database.query<ArtifactRow>(sql`
    WITH held AS (
      UPDATE agent_jobs SET artifacts_path = id::text
      WHERE id = ${uuidOrNotFound(holder.jobId)}::uuid AND ${mayStart('complete')} AND claimed_by = ${holder.workerId}
        AND (${token}::text IS NULL OR lease_token::text = ${token})
      RETURNING id
    )
    INSERT INTO agent_job_artifacts (id, job_id, name, content_type, size_bytes, digest, storage_path, created_at)
    SELECT ${artifact.id}::uuid, id, ${artifact.name}, ${artifact.contentType}, ${artifact.sizeBytes}::bigint,
      ${artifact.digest}, ${artifact.storagePath}, ${store.instant()}
    FROM held
    RETURNING ${COLUMNS}`);
  if (row) return toArtifact(row);
  throw whyNotHeld(await readJob(store, holder.jobId), holder);
}

export async function list(
  store: StoreContext,
  { jobId, ...filter }: { jobId: string; limit?: number },
): Promise<Artifact[]> {
  const limit = pageLimit(filter.limit, DEFAULT_LIMIT, MAX_LIMIT);
  await readJob(store, jobId);
  const rows = await store.database.query<ArtifactRow>(sql`
    SELECT ${COLUMNS} FROM agent_job_artifacts WHERE job_id = ${jobId}::uuid ORDER BY id LIMIT ${literal(limit)}`);
  return rows.map(toArtifact);
}

export async function get(
  store: StoreContext,
  { jobId, artifactId }: { jobId: string; artifactId: string },
): Promise<Artifact> {
  const [row] = isUuid(artifactId)
    ? await store.database.query<ArtifactRow>(
        sql`SELECT ${COLUMNS} FROM agent_job_artifacts WHERE id = ${artifactId}::uuid`,
      )
    : [];
  if (row?.job_id === jobId.toLowerCase()) return toArtifact(row);
  await readJob(store, jobId);
  if (row) throw new StoreError('artifact_job_mismatch', 'The artifact belongs to another job.');
  throw new StoreError('artifact_not_found', 'The job has no artifact with this id.');
}

/** Those of the ids that are an artifact's; what is no UUID is none. */
export async function known(store: StoreContext, artifactIds: readonly string[]): Promise<string[]> {
  const rows = await store.database.query<{ id: string }>(sql`
    SELECT id FROM agent_job_artifacts WHERE id = ANY(${textArray(artifactIds.filter(isUuid))}::uuid[])`);
  return rows.map(({ id }) => id);
}

function toArtifact(row: ArtifactRow): Artifact {
  return {
    id: row.id,
    jobId: row.job_id,
    name: row.name,
    contentType: row.content_type,
    sizeBytes: row.size_bytes,
    digest: row.digest,
    storagePath: row.storage_path,
    createdAt: row.created_at.toISOString(),
  };
}
