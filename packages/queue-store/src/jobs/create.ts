import { sql } from 'drizzle-orm';
import { record } from '../audit/record.js';
import type { StoreContext } from '../context.js';
import { rowsOf } from '../database/database.js';
import { errorCode } from '../database/errors.js';
import { type Job, type NewJob, StoreError } from '../store.js';
import { type Batching, batcher, fulfilled, rejected, type Settled, settle } from './batcher.js';
import { storeCapabilitySets } from './capability-sets.js';
import { type Creation, creationOf, insertStatement } from './create-statement.js';
import { createdJob, JOB_COLUMNS, type JobRow, toJob } from './job-row.js';

/** A batch of creations holds at most so many jobs … */
const MOST_JOBS = 500;
/** … and so many characters of payloads and texts, but for a single job that has more. */
const MOST_CHARACTERS = 4_000_000;

/** Of many jobs created in one call, so many are made ready at a time. */
const PART = 500;
/** … and so many parts are written at once: while one waits for its commit, the others have the processor. */
const ABREAST = 2;

export interface Created {
  readonly job: Job;
  readonly replayed: boolean;
}

/**
 * How creations share statements. Runs of one registry entry keep to themselves: they wait for whoever changes it.
 * @param moment the time of all the jobs. Default: that of their statement.
 */
function creations(store: StoreContext, moment?: Date): Batching<Creation, Created> {
  return {
    run: (calls) => create(store, calls, moment),
    share: ({ payload, input }) =>
      Math.max(1 / MOST_JOBS, (payload.length + (input.job.manifest?.content.length ?? 0)) / MOST_CHARACTERS),
    lane: ({ registryName }) => registryName ?? '',
  };
}

/** The verbs that create jobs. */
export function createCreations(store: StoreContext) {
  const shared = batcher(creations(store));
  return {
    /** Stores an accepted job, or gives the one that the same idempotency key has stored before. */
    create: (input: NewJob): Promise<Created> => shared.one(creationOf(input)),

    /** Stores many; those that are created have one time, and keep their order. */
    async createMany(inputs: readonly NewJob[]): Promise<Settled<Created>[]> {
      // A registry run's time is taken under its entry's lock: in the order of the locks, the newer run is the later one.
      if (inputs.length <= 1 || inputs.some(({ job }) => job.manifest?.fromRegistry))
        return shared.many(inputs.map(creationOf));
      const [clock] = await store.database.query<{ at: Date }>(sql`SELECT ${store.instant()} AS at`);
      const bounded = batcher(creations(store, clock?.at));
      // Made ready in parts, the next one while the database works on those before.
      const parts = batcher<NewJob, Created>({
        run: (part) => bounded.many(part.map(creationOf)),
        share: () => 1 / PART,
        // Of two with one key the first is the one that is created.
        abreast: inputs.some(({ idempotency }) => idempotency) ? 1 : ABREAST,
      });
      return parts.many(inputs);
    },
  };
}

/** Stores accepted jobs, or gives those that the same idempotency keys have stored before. */
async function create(
  store: StoreContext,
  calls: readonly Creation[],
  moment: Date | undefined,
): Promise<Settled<Created>[]> {
  const news = calls.filter(({ capabilityKey }) => !store.setsStored.has(capabilityKey));
  if (news.length > 0) await storeSets(store, news);
  const outcomes = await attempt(store, calls, moment);
  const missing = calls.filter((call) => !outcomes.has(call));
  if (missing.length > 0) {
    // Their sets are gone again (the database was put back), or their entries. What the first has stored stays.
    const second = await settle(async (again) => {
      await storeSets(store, again);
      const found = await attempt(store, again, moment);
      return again.map((call) => found.get(call) ?? rejected(entryNotFound()));
    }, missing);
    for (const [index, call] of missing.entries()) {
      const outcome = second[index];
      if (outcome) outcomes.set(call, outcome);
    }
  }
  return calls.map((call) => outcomes.get(call) ?? rejected(entryNotFound()));
}

/** A store remembers so many sets that are stored. */
const MOST_SETS = 10_000;

async function storeSets(store: StoreContext, calls: readonly Creation[]): Promise<void> {
  const sets = new Map(calls.map(({ capabilityKey, capabilities }) => [capabilityKey, capabilities]));
  await storeCapabilitySets(store.database, [...sets.values()]);
  if (store.setsStored.size > MOST_SETS) store.setsStored.clear();
  for (const key of sets.keys()) store.setsStored.add(key);
}

/** The outcomes of all but those whose capability set or registry entry is missing. */
async function attempt(
  store: StoreContext,
  calls: readonly Creation[],
  moment: Date | undefined,
): Promise<Map<Creation, Settled<Created>>> {
  const outcomes = new Map<Creation, Settled<Created>>();
  const [result] = await inserted(store, calls, moment);
  if (!result) return outcomes;
  const createdAt = result.at.toISOString();
  const made = result.made && new Set(result.made);
  for (const call of calls)
    if (!made || made.has(call.id))
      outcomes.set(call, fulfilled({ job: createdJob(call.id, call.input, createdAt), replayed: false }));
  const refused = calls.filter((call) => !outcomes.has(call) && call.input.idempotency);
  if (refused.length > 0) await replay(store, refused, outcomes);
  return outcomes;
}

/** When the jobs were created, and which; null where all were. */
interface Inserted {
  readonly at: Date;
  readonly made: string[] | null;
}

/** A prune may take a text away between the statement's look at it and its end: then the statement runs once more. */
async function inserted(store: StoreContext, calls: readonly Creation[], moment: Date | undefined) {
  const statement = insertStatement(store, calls, moment);
  const run = () => store.database.query<Inserted>(statement);
  try {
    return await run();
  } catch (error) {
    if (errorCode(error) !== FOREIGN_KEY_VIOLATION) throw error;
    return run();
  }
}

const FOREIGN_KEY_VIOLATION = '23503';

/** Answers creations whose key is taken: with its job, or with a conflict where it was taken by another request. */
async function replay(
  store: StoreContext,
  calls: readonly Creation[],
  outcomes: Map<Creation, Settled<Created>>,
): Promise<void> {
  const keys = calls.map(({ input }) => ({ user_id: input.userId, key: input.idempotency?.key }));
  const rows = await store.database.query<JobRow & { request_hash: string; call: number }>(sql`
    SELECT ${JOB_COLUMNS}, request_hash, n::int AS call
    FROM ${rowsOf('calls', { user_id: 'text', key: 'text' }, keys)}
    JOIN agent_jobs ON created_by_user_id = user_id AND idempotency_key = key`);
  for (const row of rows) {
    const call = calls[row.call - 1];
    if (!call) continue;
    if (row.request_hash === call.input.idempotency?.requestHash) {
      const { act } = call.input;
      await record(store, store.database, act && { ...act, target: act.target ?? row.id });
      outcomes.set(call, fulfilled({ job: toJob(row), replayed: true }));
    } else outcomes.set(call, rejected(keyConflict()));
  }
}

function keyConflict(): StoreError {
  return new StoreError(
    'idempotency_conflict',
    'This Idempotency-Key was used for another request; a new request needs a new key.',
  );
}

function entryNotFound(): StoreError {
  return new StoreError('manifest_not_found', 'The registry holds no manifest of this name any more.');
}
