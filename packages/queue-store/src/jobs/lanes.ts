/** The lanes that a claim reads: which capability sets, types and repositories, and only those with ready jobs. */
import { type SQL, sql } from 'drizzle-orm';
import { given, literal } from '../database/database.js';
import { SETS_APART } from '../schema/jobs.js';
import { isCovered } from './capability-sets.js';

/**
 * How the jobs that a worker may take are found: its lanes `each`, while they are few; else the heads of the first sets'
 * lanes and the head of the `crowd` of all other sets' jobs, some of which are for others; and where that head does not
 * hold enough, those lanes that are `filled`.
 */
export type Search = 'each' | 'crowd' | 'filled';

/** Which of the ways to find lanes fits. */
export interface LaneShape {
  readonly search: Search;
  /** Whether a policy names repositories: then each lane is parted by them. */
  readonly ofRepositories: boolean;
}

/** So many lanes are tried one by one. */
const MOST_TRIED = 1024;

/** The way to begin with. */
export function searchOf(sets: number, types: number): Search {
  return sets * types > MOST_TRIED ? 'crowd' : 'each';
}

/** The ids of sets, given in ascending order, that the lanes of a search are made of. */
export function setsOf(search: Search, ids: readonly string[]): readonly string[] {
  // The first ones are among as many ids.
  return search === 'crowd' ? ids.slice(0, SETS_APART).filter((id) => Number(id) <= SETS_APART) : ids;
}

/**
 * The lanes of the sets whose ids are given (`set_ids`) and of those found since (`look.fresh_sets`; none of them is among
 * the first ones where there is a crowd), of the types that are given (`types`), one for each of the `repositories` where a
 * policy names some: set_id, type and repository.
 */
export function lanesOf({ ofRepositories, search }: LaneShape): SQL {
  const fresh = sql`UNION ALL SELECT jsonb_array_elements_text(fresh_sets)::bigint FROM look`;
  const sets = sql`
      SELECT unnest(${given('set_ids')}::text::bigint[]) AS set_id ${search === 'crowd' ? sql`` : fresh}`;
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
  const lanes = search === 'filled' ? filled : tried;
  if (!ofRepositories) return lanes;
  return sql`
      SELECT lanes.*, policy.repository
      FROM (${lanes}) AS lanes, unnest(${given('repositories')}::text::text[]) AS policy(repository)`;
}

/** The first `count` jobs of the crowd, each with whether the worker may take it (`fits`). */
export function crowdHead({ ofRepositories }: LaneShape, count: number): SQL {
  return sql`
      SELECT id, priority, created_at,
        (SELECT ${isCovered(sql`${given('capabilities')}::text::text[]`)} FROM capability_sets
          WHERE capability_sets.id = capability_set_id)
        AND type = ANY(${given('types')}::text::text[])
        ${ofRepositories ? sql`AND repository = ANY(${given('repositories')}::text::text[])` : sql``} AS fits
      FROM agent_jobs
      WHERE status = 'queued' AND ready AND capability_set_id > ${literal(SETS_APART)}
      ORDER BY priority DESC, created_at, id
      LIMIT ${literal(count)}`;
}

/** What a job of the `lane` fulfils. */
export function inLane({ ofRepositories }: LaneShape): SQL {
  const ofSet = sql`status = 'queued' AND ready AND capability_set_id = lane.set_id AND type = lane.type`;
  return ofRepositories
    ? sql`${ofSet} AND hashtextextended(repository, 0) = hashtextextended(lane.repository, 0)
          AND repository = lane.repository`
    : ofSet;
}
