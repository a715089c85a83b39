/** Routing works on sets of capabilities: each distinct one is stored once, and a claim reads per set. */
import { type SQL, sql } from 'drizzle-orm';
import { type Queryable, rowsOf, textArray } from '../database/database.js';

/** A set as it is stored and compared: lower-case, sorted, distinct. */
export function canonicalCapabilities(capabilities: readonly string[]): string[] {
  return [...new Set(capabilities.map((capability) => capability.toLowerCase()))].sort();
}

/** Serializes the storing of sets. Any fixed number will do; this one is the ASCII of "MMcsets". */
const SETS_LOCK = sql.raw('21758662739850355');

/**
 * Stores those of the sets, canonical each, that are not there. A transaction of its own, so that no creation waits for
 * another's commit; and one at a time, so that ids are committed in their order: who knows all up to one id has to look
 * only beyond it.
 */
export async function storeCapabilitySets(
  database: Queryable,
  sets: readonly (readonly string[])[],
): Promise<void> {
  const rows = sets.map((capabilities) => ({ capabilities }));
  await database.query(sql`
    WITH alone AS MATERIALIZED (SELECT pg_advisory_xact_lock(${SETS_LOCK}))
    INSERT INTO capability_sets (capabilities)
    SELECT sets.capabilities
    FROM alone, ${rowsOf('sets', { capabilities: 'text[]' }, rows)}
    ORDER BY sets.n
    ON CONFLICT DO NOTHING`);
}

/** What a worker's capabilities cover: the ids of the sets stored up to the one of id `newest`. */
export interface CoveredSets {
  /** In ascending order. */
  readonly ids: string[];
  newest: string;
  readonly readAt: number;
}

/** A store remembers what so many lists of capabilities cover; the one unused for longest goes first. */
const MOST_LISTS = 1000;

/** Ids of sets never change; read them all anew after this time nevertheless, in milliseconds. */
const MOST_AGE_MS = 600_000;

/** The sets that workers' capabilities cover, remembered: with thousands of sets, finding them would be most of a claim. */
export class SetsCovered {
  readonly #lists = new Map<string, CoveredSets>();

  /** What `capabilities`, canonical, cover. Other processes may have stored more by now: beyond `newest`. */
  async by(database: Queryable, capabilities: readonly string[]): Promise<CoveredSets> {
    const name = JSON.stringify(capabilities);
    const known = this.#lists.get(name);
    this.#lists.delete(name);
    const covered =
      known && performance.now() - known.readAt < MOST_AGE_MS ? known : await read(database, capabilities);
    this.#lists.set(name, covered);
    for (const oldest of this.#lists.keys()) {
      if (this.#lists.size <= MOST_LISTS) break;
      this.#lists.delete(oldest);
    }
    return covered;
  }

  /** Forgets everything: the database is not the one it was. */
  forget(): void {
    this.#lists.clear();
  }
}

async function read(database: Queryable, capabilities: readonly string[]): Promise<CoveredSets> {
  const rows = await database.query<{ newest: string; id: string | null }>(sql`
    WITH sets AS MATERIALIZED (SELECT id, ${isCovered(textArray(capabilities))} AS covered FROM capability_sets)
    SELECT (SELECT coalesce(max(id), 0)::text FROM sets) AS newest, id::text
    FROM (SELECT) AS always LEFT JOIN sets ON covered
    ORDER BY sets.id`);
  return {
    ids: rows.flatMap(({ id }) => (id === null ? [] : [id])),
    newest: rows[0]?.newest ?? '0',
    readAt: performance.now(),
  };
}

/** Whether a row of `capability_sets` is covered by an array of capabilities, canonical. */
export function isCovered(capabilities: SQL): SQL {
  return sql`capabilities <@ ${capabilities}`;
}
