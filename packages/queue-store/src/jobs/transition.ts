/** What all transitions share: the update, its event and the manifest's lastRun are one statement. */
import { TRANSITIONS, type Transition, type Trigger } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';

/** A transition of the jobs that `where` finds. */
export interface TransitionParts {
  /** What may have happened; where there are several, the status that a job ends in tells which. */
  readonly triggers: readonly [Trigger, ...Trigger[]];
  /** The assignments, without `updated_at` and `last_event_id`. */
  readonly set: SQL;
  readonly where: SQL;
  /** What the rows are joined with; `changed` has its columns too. Its `id`, if any, is named otherwise. */
  readonly from?: string;
  /** The event's payload, over the changed row. Default: null. */
  readonly payload?: SQL;
}

/**
 * The common table expressions of a transition; `changed` holds the rows as they are now. The event's id is made while
 * the row is locked, from the version that the update replaces: so a job's events have the order in which they happened.
 */
export function transition(
  store: StoreContext,
  { triggers, set, where, from, payload }: TransitionParts,
): SQL {
  return sql`
    changed AS (
      UPDATE agent_jobs
      SET ${set}, updated_at = ${store.now()}, last_event_id = next_event_id(last_event_id)
      ${from === undefined ? sql`` : sql.raw(`FROM ${from}`)}
      WHERE ${where}
      RETURNING *
    ),
    logged AS (
      INSERT INTO agent_job_events (id, job_id, level, message, payload, created_at)
      SELECT last_event_id, id, ${eventField(triggers, 'level')}, ${eventField(triggers, 'message')},
        ${payload ?? sql`NULL::jsonb`}, ${store.instant()}
      FROM changed
    ),
    ${lastRunFollows()}`;
}

/**
 * The expression that lets a manifest's lastRun follow the rows of `changed`; a run that a newer one has replaced is no
 * manifest's last run any more. Entries are locked by name, so that no two statements wait for each other.
 */
export function lastRunFollows(): SQL {
  return sql`
    followed AS (
      UPDATE manifest
      SET last_run_status = run.status, last_run_started_at = run.started_at, last_run_finished_at = run.finished_at
      FROM (
        SELECT entry.name, changed.status, changed.started_at, changed.finished_at
        FROM changed JOIN manifest AS entry
          ON entry.name = changed.registry_name AND entry.last_run_job_id = changed.id
        ORDER BY entry.name
        FOR NO KEY UPDATE OF entry
      ) AS run
      WHERE manifest.name = run.name
    )`;
}

function eventField(triggers: readonly Trigger[], field: 'level' | 'message'): SQL {
  const cases = triggers.map((trigger) => {
    const { to, event } = TRANSITIONS[trigger];
    return sql`WHEN ${to}::text THEN ${event[field]}::text`;
  });
  return sql`CASE status ${sql.join(cases, sql` `)} END`;
}

/** Whether a job stands in a state that the trigger starts from. */
export function mayStart(trigger: Trigger): SQL {
  const { from }: Transition = TRANSITIONS[trigger];
  return sql`status IN (${sql.join(
    from.map((status) => sql`${status}::text`),
    sql`, `,
  )})`;
}

/** The assignments that end a claim: the job is nobody's, but its lease token stays known. */
export const CLAIM_ENDS = sql`claimed_by = NULL, claim_id = NULL, claim_seat = NULL, lease_expires_at = NULL,
        lease_check_at = NULL`;

/** A row's time as the API writes it, for an event's payload. */
export function apiTimeOf(column: SQL): SQL {
  return sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
