/** The lanes that a claim reads: which capability sets, types and repositories, and only those with ready jobs. */
import { type SQL, sql } from 'drizzle-orm';
import { given } from '../database/database.js';

/** Which of the ways to find lanes fits. */
export interface LaneShape {
  /** Whether a policy names repositories: then each lane is parted by them. */
  readonly ofRepositories: boolean;
  /** Whether lanes that hold jobs are looked for first: for more lanes than can be tried one by one. */
  readonly onlyFilled: boolean;
}

/** So many lanes are tried one by one. */
const MOST_TRIED = 1024;

export function laneShape(sets: number, types: number, repositories: number | undefined): LaneShape {
  return { ofRepositories: repositories !== undefined, onlyFilled: sets * types > MOST_TRIED };
}

/**
 * The lanes of the sets whose ids are given (`set_ids`) and of those found since (`look.fresh_sets`), of the types that are
 * given (`types`), one for each of the `repositories` where a policy names some: set_id, type and repository.
 */
export function lanesOf({ ofRepositories, onlyFilled }: LaneShape): SQL {
  const sets = sql`
      SELECT unnest(${given('set_ids')}::text::bigint[]) AS set_id
      UNION ALL SELECT jsonb_array_elements_text(fresh_sets)::bigint FROM look`;
  const allowed = sql`unnest(${given('types')}::text::text[]) AS allowed(type)`;
  const tried = sql`SELECT set_id, allowed.type FROM (${sets}) AS sets, ${allowed}`;
  // From lane to lane along the index, over any number of jobs in each.
  const filled = sql`
      WITH RECURSIVE filled AS (
        (SELECT capability_set_id, type FROM agent_jobs WHERE status = 'queued' AND ready
          ORDER BY capability_set_id, type LIMIT 1)
        UNION ALL
        SELECT next.* FROM filled CROSS JOIN LATERAL (
          SELECT capability_set_id, type FROM agent_jobs
          WHERE status = 'queued' AND ready
            AND (capability_set_id, type) > (filled.capability_set_id, filled.type)
          ORDER BY capability_set_id, type LIMIT 1
        ) AS next
      )
      SELECT capability_set_id AS set_id, type FROM filled
      WHERE capability_set_id IN (${sets}) AND type IN (SELECT type FROM ${allowed})`;
  const lanes = onlyFilled ? filled : tried;
  if (!ofRepositories) return lanes;
  return sql`
      SELECT lanes.*, policy.repository
      FROM (${lanes}) AS lanes, unnest(${given('repositories')}::text::text[]) AS policy(repository)`;
}

/** What a job of the `lane` fulfils. */
export function inLane({ ofRepositories }: LaneShape): SQL {
  const ofSet = sql`status = 'queued' AND ready AND capability_set_id = lane.set_id AND type = lane.type`;
  return ofRepositories
    ? sql`${ofSet} AND hashtextextended(repository, 0) = hashtextextended(lane.repository, 0)
          AND repository = lane.repository`
    : ofSet;
}
