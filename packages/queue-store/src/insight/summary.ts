/** Counts over the whole queue, off the hot path: no counter is kept, so that no transition pays for this. */
import {
  categoryOf,
  JOB_CATEGORIES,
  JOB_STATUSES,
  JOB_TYPES,
  type JobStatus,
  type JobType,
} from '@moonmind/job-types';
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import type { QueueSummary, ReadySet } from '../store.js';
import { listWorkers } from '../workers/list.js';

const MOST_SETS = 100;

/** Up to so many jobs every call counts anew. */
const FEW_JOBS = 50_000;
/** With more, a count is answered again for so many times as long as it took: a tenth of one core goes into it. */
const KEEP_FACTOR = 10;

/**
 * Gives the summary. The counts read indexes alone, which takes a fraction of a second over a million jobs; calls then get
 * the last count while a new one is made behind their backs.
 */
export function createSummary(store: StoreContext): () => Promise<QueueSummary> {
  let last: { readonly summary: QueueSummary; readonly at: number; readonly keepMs: number } | undefined;
  let counting: Promise<QueueSummary> | undefined;

  const count = (): Promise<QueueSummary> => {
    counting ??= (async () => {
      const started = performance.now();
      const summary = await countAll(store);
      const at = performance.now();
      last = { summary, at, keepMs: jobsIn(summary) > FEW_JOBS ? (at - started) * KEEP_FACTOR : 0 };
      return summary;
    })().finally(() => {
      counting = undefined;
    });
    return counting;
  };
  return () => {
    // A count under way may have begun before what its caller has just done.
    if (!last || last.keepMs === 0) return counting ? counting.then(count) : count();
    const age = performance.now() - last.at;
    // Nobody asked for long: what is known is too old to be told.
    if (age > last.keepMs * 3) return count();
    if (age > last.keepMs) count().catch(() => {});
    return Promise.resolve(last.summary);
  };
}

function jobsIn({ counts }: QueueSummary): number {
  return Object.values(counts)
    .flatMap((byStatus) => Object.values(byStatus))
    .reduce((sum, jobs) => sum + jobs, 0);
}

async function countAll(store: StoreContext): Promise<QueueSummary> {
  const [[time], counts, [oldest], lanes, workers] = await Promise.all([
    store.database.query<{ now: Date }>(sql`SELECT ${store.now()} AS now`),
    store.database.query<{ type: JobType; status: JobStatus; jobs: number }>(
      sql`SELECT type, status, count(*)::int AS jobs FROM agent_jobs GROUP BY type, status`,
    ),
    store.database.query<{ id: string; created_at: Date }>(sql`
      SELECT head.* FROM (SELECT unnest(${typesLiteral}) AS type) AS wanted CROSS JOIN LATERAL (
        SELECT id, created_at FROM agent_jobs
        WHERE agent_jobs.type = wanted.type AND status = 'queued'
        ORDER BY created_at, id LIMIT 1
      ) AS head
      ORDER BY created_at, id LIMIT 1`),
    store.database.query<Lane>(sql`
      SELECT to_jsonb(capability_sets.capabilities) AS capabilities, lane.type, lane.jobs, lane.oldest
      FROM (
        SELECT capability_set_id, type, count(*)::int AS jobs, min(created_at) AS oldest FROM agent_jobs
        WHERE status = 'queued' AND ready GROUP BY capability_set_id, type
      ) AS lane JOIN capability_sets ON capability_sets.id = lane.capability_set_id`),
    listWorkers(store),
  ]);
  const live = workers
    .filter((worker) => worker.live)
    .map(({ capabilities, allowedTypes }) => ({ can: new Set(capabilities), allowedTypes }));
  const covered = (lane: { capabilities: readonly string[]; type: JobType }) =>
    live.some(
      ({ can, allowedTypes }) =>
        (allowedTypes.length === 0 || allowedTypes.includes(lane.type)) &&
        lane.capabilities.every((capability) => can.has(capability)),
    );
  const ready = bySet(lanes);
  const uncovered = bySet(lanes.filter((lane) => !covered(lane)));
  return {
    asOf: (time?.now ?? new Date()).toISOString(),
    counts: byCategory(counts),
    oldestQueued: oldest ? { jobId: oldest.id, createdAt: oldest.created_at.toISOString() } : null,
    ready: ready.slice(0, MOST_SETS),
    uncovered: uncovered.slice(0, MOST_SETS),
    readySets: ready.length,
    uncoveredSets: uncovered.length,
  };
}

const typesLiteral = sql.raw(`ARRAY[${JOB_TYPES.map((type) => `'${type}'`).join(', ')}]`);

interface Lane {
  readonly capabilities: string[];
  readonly type: JobType;
  readonly jobs: number;
  readonly oldest: Date;
}

/** Adds the lanes of one set together; the largest sets come first. */
function bySet(lanes: readonly Lane[]): ReadySet[] {
  const sets = new Map<string, { requiredCapabilities: string[]; jobs: number; oldestCreatedAt: string }>();
  for (const { capabilities, jobs, oldest } of lanes) {
    const key = JSON.stringify(capabilities);
    const createdAt = oldest.toISOString();
    const set = sets.get(key) ?? { requiredCapabilities: capabilities, jobs: 0, oldestCreatedAt: createdAt };
    set.jobs += jobs;
    if (createdAt < set.oldestCreatedAt) set.oldestCreatedAt = createdAt;
    sets.set(key, set);
  }
  return [...sets.values()].sort((a, b) => b.jobs - a.jobs);
}

function byCategory(
  counts: readonly { type: JobType; status: JobStatus; jobs: number }[],
): QueueSummary['counts'] {
  const summary = recordOf(JOB_CATEGORIES, () => recordOf(JOB_STATUSES, () => 0));
  for (const { type, status, jobs } of counts) summary[categoryOf(type)][status] += jobs;
  return summary;
}

function recordOf<Key extends string, Value>(keys: readonly Key[], value: () => Value): Record<Key, Value> {
  // `fromEntries` forgets which keys they are.
  return Object.fromEntries(keys.map((key) => [key, value()])) as Record<Key, Value>;
}
