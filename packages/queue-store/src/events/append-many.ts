import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { rowsOf } from '../database/database.js';
import { isUuid } from '../formats.js';
import { neverHeld, readJob, uuidOrNotFound } from '../jobs/holder.js';
import { type JobEvent, type LeaseHolder, type NumberedEvent, StoreError } from '../store.js';
import { type EventRow, toEvent } from './event-row.js';

type NumberedRow = EventRow & { readonly sequence: string; readonly highest: string };

/**
 * Adds numbered events under a lease, each number once: a batch whose answer was lost can be sent again. The lease must be
 * that of the job's last claim, though the job may have ended since.
 */
export async function appendMany(
  store: StoreContext,
  input: LeaseHolder & { leaseToken: string; events: readonly NumberedEvent[] },
): Promise<{ items: JobEvent[]; highestSequence: number }> {
  const { workerId, leaseToken } = input;
  const jobId = uuidOrNotFound(input.jobId);
  if (!isUuid(leaseToken)) throw staleLease();
  const rows = input.events.map(({ sequence, level, message, payload = {} }) => ({
    sequence,
    level,
    message,
    payload,
  }));
  const columns = { sequence: 'bigint', level: 'text', message: 'text', payload: 'jsonb' };
  const added = await store.database.query<NumberedRow>(sql`
    WITH job AS MATERIALIZED (
      SELECT id, type, last_event_id FROM agent_jobs
      WHERE id = ${jobId}::uuid AND ${workerId}::text = ANY(held_by) AND lease_token = ${leaseToken}::uuid
      FOR NO KEY UPDATE
    ),
    -- As many ids as events, put in order: the clock may step back while they are made.
    fresh AS MATERIALIZED (
      SELECT sent.*, job.id AS job_id, next_event_id(job.last_event_id) AS made
      FROM job, ${rowsOf('sent', columns, rows)}
    ),
    placed AS (SELECT fresh.*, row_number() OVER (ORDER BY sequence) AS place FROM fresh),
    ids AS (SELECT made AS id, row_number() OVER (ORDER BY made) AS place FROM fresh),
    logged AS (
      INSERT INTO agent_job_events (id, job_id, level, message, payload, created_at, lease_token, sequence)
      SELECT ids.id, job_id, level, message, payload, ${store.instant()}, ${leaseToken}::uuid, sequence
      FROM placed JOIN ids USING (place) ORDER BY place
      ON CONFLICT (job_id, lease_token, sequence) WHERE sequence IS NOT NULL DO NOTHING
      RETURNING *
    ),
    moved AS (
      UPDATE agent_jobs SET last_event_id = newest.id
      FROM (SELECT id FROM logged ORDER BY id DESC LIMIT 1) AS newest WHERE agent_jobs.id = ${jobId}::uuid
    )
    SELECT logged.*, sequence::text AS sequence, job.type, greatest(
      (SELECT max(sequence) FROM logged),
      (SELECT max(sequence) FROM agent_job_events
        WHERE job_id = ${jobId}::uuid AND lease_token = ${leaseToken}::uuid AND sequence IS NOT NULL))::text AS highest
    FROM logged, job ORDER BY logged.sequence`);
  if (added.length === input.events.length) return answer(added);
  return answer(await kept(store, input, jobId));
}

/** The batch as it is stored: some of it, or all, was there before. */
async function kept(
  store: StoreContext,
  {
    workerId,
    leaseToken,
    events,
  }: { workerId: string; leaseToken: string; events: readonly NumberedEvent[] },
  jobId: string,
): Promise<NumberedRow[]> {
  const columns = { sequence: 'bigint' };
  const rows = await store.database.query<NumberedRow>(sql`
    SELECT event.*, event.sequence::text AS sequence, job.type,
      (SELECT max(sequence) FROM agent_job_events
        WHERE job_id = ${jobId}::uuid AND lease_token = ${leaseToken}::uuid AND sequence IS NOT NULL)::text AS highest
    FROM ${rowsOf(
      'sent',
      columns,
      events.map(({ sequence }) => ({ sequence })),
    )}
    JOIN agent_job_events AS event ON event.job_id = ${jobId}::uuid AND event.lease_token = ${leaseToken}::uuid
      AND event.sequence = sent.sequence AND event.sequence IS NOT NULL
    JOIN agent_jobs AS job ON job.id = event.job_id
    WHERE ${workerId}::text = ANY(job.held_by) AND job.lease_token = ${leaseToken}::uuid
    ORDER BY event.sequence`);
  if (rows.length > 0) return rows;
  const job = await readJob(store, jobId);
  if (job.lease_token !== leaseToken.toLowerCase()) throw staleLease();
  throw neverHeld();
}

function answer(rows: readonly NumberedRow[]): { items: JobEvent[]; highestSequence: number } {
  return { items: rows.map(toEvent), highestSequence: Number(rows[0]?.highest) };
}

function staleLease(): StoreError {
  return new StoreError(
    'stale_lease',
    "The leaseToken is not that of the job's last claim: numbered events belong to the claim under which they arose.",
  );
}
