/** The statement of a claim: it looks at the lanes' heads, locks, deals out, and answers. */
import { createHash } from 'node:crypto';
import { JOB_TYPES } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { arrayText, given, literal, type Rendered, rowsOf, verbatim } from '../database/database.js';
import type { ClaimedJob, ClaimRequest } from '../store.js';
import { type CoveredSets, canonicalCapabilities, isCovered } from './capability-sets.js';
import { JOB_COLUMNS, type JobRow } from './job-row.js';
import { crowdHead, inLane, type LaneShape, lanesOf, type Search, searchOf, setsOf } from './lanes.js';
import { transition } from './transition.js';

/** What a worker may take, written in one way. */
export interface Scope {
  readonly capabilities: readonly string[];
  readonly types: readonly string[];
  /** Null: any, and none. */
  readonly repositories: readonly string[] | null;
}

export function scopeOf({ capabilities, allowedTypes, allowedRepositories }: ClaimRequest): Scope {
  return {
    capabilities: canonicalCapabilities(capabilities),
    types: [...new Set(allowedTypes?.length ? allowedTypes : JOB_TYPES)].sort(),
    repositories: allowedRepositories?.length ? [...new Set(allowedRepositories)].sort() : null,
  };
}

/** A claim's name as it is stored: a UUID made of the worker's id and its own name for the claim. */
export function claimKey({ workerId, claimId }: ClaimRequest): string | null {
  if (claimId === undefined) return null;
  return createHash('sha256')
    .update(JSON.stringify([workerId, claimId]))
    .digest('hex')
    .slice(0, 32);
}

export interface Claimer {
  readonly request: ClaimRequest;
  readonly jobs: ClaimedJob[];
  /** How many more it asks for. */
  missing: number;
}

/** What a claim has done so far. */
export interface Step {
  /** Whether it has taken none yet. */
  readonly first: boolean;
  /** Whether what is due was made ready; a statement before that takes nothing where it finds something due. */
  readonly swept: boolean;
  /** How many jobs are looked at. */
  readonly window: number;
  /** Whether the crowd's head did not hold enough. Then all lanes with jobs are looked at. */
  readonly pastCrowd: boolean;
  /** How often it may look again where others were faster. */
  readonly looksLeft: number;
}

/** What stands in each row of a claim's answer. */
export interface Look {
  /** Whether the newest set that is remembered is there, as it must be. */
  readonly sets_known: boolean;
  /** Whether leases have run out or scheduled jobs are due; then nothing was taken. */
  readonly due: boolean;
  readonly newest_set: string;
  /** Covered sets that were not remembered. */
  readonly fresh_sets: string[] | null;
  /** How many jobs were looked at. */
  readonly candidates: number;
  /** Whether the crowd goes on behind its head; then nothing was looked at that comes after that head's last job. */
  readonly crowd_goes_on: boolean;
}

export interface ClaimRow extends JobRow {
  readonly lease_token: string;
  readonly content: string | null;
  /** Whose it is, from 1 on. */
  readonly claimer: number;
  /** Whether it was claimed before, under the same name. */
  readonly again: boolean;
}

/** At least one row comes back. */
export function claimStatement(
  store: StoreContext,
  scope: Scope,
  covered: CoveredSets,
  claimers: readonly Claimer[],
  { first, swept, window, pastCrowd }: Step,
): Rendered {
  const search: Search = pastCrowd ? 'filled' : searchOf(covered.ids.length, scope.types.length);
  const lanes = { search, ofRepositories: scope.repositories !== null };
  const named = first && claimers.some(({ request }) => request.claimId !== undefined);
  const shape: ClaimShape = { ...lanes, named, window };
  const values = {
    swept,
    newest: covered.newest,
    capabilities: arrayText(scope.capabilities),
    claimers: JSON.stringify(claimers.map(rowOf)),
    set_ids: arrayText(setsOf(search, covered.ids)),
    types: arrayText(scope.types),
    repositories: arrayText(scope.repositories ?? []),
  };
  return store.shapes().fill(`claim ${JSON.stringify(shape)}`, values, () => build(store, shape));
}

interface ClaimShape extends LaneShape {
  /** Whether some claim has a name, under which it may have been made before. */
  readonly named: boolean;
  readonly window: number;
}

function build(store: StoreContext, { named, window, ...lanes }: ClaimShape): SQL {
  const now = store.now();
  const newest = sql`${given('newest')}::text::bigint`;
  const leaseEnd = sql`${now} + make_interval(secs => lease_seconds)`;
  const withCrowd = lanes.search === 'crowd';
  const goesOn = withCrowd
    ? sql`(SELECT count(*) = ${literal(window * CROWD_FACTOR)} FROM crowd)`
    : sql`false`;
  return sql`
    WITH look AS MATERIALIZED (
      SELECT
        ${newest} = 0 OR EXISTS (SELECT FROM capability_sets WHERE id = ${newest}) AS sets_known,
        NOT ${given('swept')}::boolean AND (
          EXISTS (SELECT FROM agent_jobs WHERE status = 'queued' AND NOT ready AND next_attempt_at <= ${now})
          OR EXISTS (SELECT FROM agent_jobs WHERE status = 'running' AND lease_check_at <= ${now})
        ) AS due,
        coalesce((SELECT max(id) FROM capability_sets), 0)::text AS newest_set,
        (SELECT jsonb_agg(id::text ORDER BY id) FROM capability_sets
          WHERE id > ${newest} AND ${isCovered(sql`${given('capabilities')}::text::text[]`)}) AS fresh_sets
    ),
    asked AS MATERIALIZED (SELECT * FROM ${rowsOf('asked', CLAIMER_COLUMNS, given('claimers'))}),
    ${named ? CLAIMED_BEFORE : sql``}
    claimers AS MATERIALIZED (
      SELECT asked.*, ${named ? sql`EXISTS (SELECT FROM claimed_before WHERE claim_id = claim)` : sql`false`} AS again
      FROM asked
    ),
    -- Jobs are dealt out in claim order: each claimer has the seats above those of the claimers before it.
    seats AS MATERIALIZED (
      SELECT *, sum(wants) OVER (ORDER BY n) - wants AS seats_before
      FROM (SELECT *, CASE WHEN again THEN 0 ELSE missing END AS wants FROM claimers) AS claimers
    ),
    lanes AS MATERIALIZED (${lanesOf(lanes)}),
    ${withCrowd ? sql`crowd AS MATERIALIZED (${crowdHead(lanes, window * CROWD_FACTOR)}),` : sql``}
    candidates AS MATERIALIZED (
      SELECT * FROM (
        SELECT head.* FROM lanes AS lane CROSS JOIN LATERAL (
          SELECT id, priority, created_at FROM agent_jobs
          WHERE ${inLane(lanes)}
          ORDER BY priority DESC, created_at, id
          LIMIT ${literal(window)}
        ) AS head
        ${withCrowd ? OF_CROWD : sql``}
      ) AS seen
      WHERE (SELECT sets_known AND NOT due FROM look)
        ${withCrowd ? sql`AND (NOT ${goesOn} OR (-priority::bigint, created_at, id) <= ${CROWD_END})` : sql``}
      ORDER BY priority DESC, created_at, id
      LIMIT ${literal(window)}
    ),
    taken AS MATERIALIZED (
      SELECT id AS job_id, row_number() OVER (ORDER BY priority DESC, created_at, id) AS seat
      FROM (
        -- By an array of ids, and without \`status\`, which ready jobs all share: no plan can then walk another index.
        -- NO KEY: whoever holds but a key of the row does not make the job look taken.
        SELECT id, priority, created_at FROM agent_jobs
        WHERE id = ANY(ARRAY(SELECT id FROM candidates)) AND ready
        ORDER BY priority DESC, created_at, id
        LIMIT (SELECT sum(wants) FROM seats)
        FOR NO KEY UPDATE SKIP LOCKED
      ) AS locked
    ),
    deal AS MATERIALIZED (
      SELECT job_id, worker, lease_seconds, claim, n AS claimer, (seat - seats_before + had)::int AS seat
      FROM taken JOIN seats ON seat > seats_before AND seat <= seats_before + wants
    ),
    ${transition(store, {
      triggers: ['claim'],
      from: 'deal',
      set: sql`status = 'running', ready = false, claimed_by = worker, claim_id = claim, claim_seat = seat,
        lease_token = gen_random_uuid(), lease_expires_at = ${leaseEnd}, lease_check_at = ${leaseEnd},
        next_attempt_at = NULL, started_at = coalesce(started_at, ${now}),
        held_by = CASE WHEN worker = ANY(held_by) THEN held_by ELSE array_append(held_by, worker) END`,
      where: sql`id = ANY(ARRAY(SELECT job_id FROM deal)) AND id = job_id`,
      payload: sql`jsonb_build_object('workerId', claimed_by)`,
    })}
    SELECT look.*, (SELECT count(*)::int FROM candidates) AS candidates, ${goesOn} AS crowd_goes_on, job.*
    FROM look LEFT JOIN (
      SELECT ${JOB_COLUMNS}, lease_token, ${CONTENT}, claimer::int, false AS again FROM changed
      ${named ? CLAIMED_AGAIN : sql``}
    ) AS job ON true
    ORDER BY priority DESC, created_at, id`;
}

/** Of the crowd so many times more jobs are looked at than are wanted: those that are for others do not count. */
const CROWD_FACTOR = 8;

const OF_CROWD = sql`UNION ALL SELECT id, priority, created_at FROM crowd WHERE fits`;

const CROWD_END = sql`(
          SELECT -priority::bigint, created_at, id FROM crowd ORDER BY priority, created_at DESC, id DESC LIMIT 1)`;

const CLAIMER_COLUMNS = {
  worker: 'text',
  lease_seconds: 'float8',
  claim: 'uuid',
  missing: 'int',
  had: 'int',
};

function rowOf({ request, missing, jobs }: Claimer) {
  return {
    worker: request.workerId,
    lease_seconds: request.leaseSeconds,
    claim: claimKey(request),
    missing,
    had: jobs.length,
  };
}

const CONTENT = sql`(SELECT ${verbatim('content')} FROM manifest_texts WHERE content_hash = manifest_hash) AS content`;

const CLAIMED_BEFORE = sql`
    claimed_before AS MATERIALIZED (
      SELECT id, claim_id FROM agent_jobs WHERE claim_id = ANY(ARRAY(SELECT claim FROM asked))
    ),`;

const CLAIMED_AGAIN = sql`
      UNION ALL
      SELECT ${JOB_COLUMNS}, lease_token, ${CONTENT}, n::int, true
      FROM claimers JOIN agent_jobs ON claim_id = claim
      WHERE id = ANY(ARRAY(SELECT id FROM claimed_before)) AND (SELECT sets_known AND NOT due FROM look)`;
