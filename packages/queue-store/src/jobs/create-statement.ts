/** Creations as rows, and the one statement that stores them. */
import { isLegacyType, JOB_TYPES, LEGACY_TYPE_EVENT, TRANSITIONS } from '@moonmind/job-types';
import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { AUDITED_CREATIONS, actColumn } from '../audit/record.js';
import type { StoreContext } from '../context.js';
import { given, type Rendered, rowsOf, textArray } from '../database/database.js';
import type { NewJob } from '../store.js';
import { canonicalCapabilities } from './capability-sets.js';
import { maxAttemptsOf, priorityOf } from './job-row.js';

/** A creation on its way: with the id that the job gets, and its payload as JSON. */
export interface Creation {
  readonly input: NewJob;
  readonly id: string;
  readonly capabilities: readonly string[];
  /** The capabilities as one text, to join by. */
  readonly capabilityKey: string;
  readonly registryName: string | null;
  readonly payload: string;
}

/** Makes ready what of a creation needs no database. */
export function creationOf(input: NewJob): Creation {
  const { manifest, requiredCapabilities, payload } = input.job;
  const capabilities = canonicalCapabilities(requiredCapabilities);
  return {
    input,
    id: uuidv7(),
    capabilities,
    capabilityKey: JSON.stringify(capabilities),
    registryName: manifest?.fromRegistry ? manifest.name : null,
    payload: JSON.stringify(payload),
  };
}

/** The distinct capability sets of a statement's calls, by their keys: the place of each, from 1 on. */
type SetNumbers = ReadonlyMap<string, number>;

/** A value of a creation's row: its type, and what a call has in it. What is absent is NULL. */
interface Column {
  readonly type: string;
  readonly of: (call: Creation, sets: SetNumbers) => string | number | object | null | undefined;
}

const COLUMNS: Readonly<Record<string, Column>> = {
  id: { type: 'uuid', of: ({ id }) => id },
  type: { type: 'text', of: ({ input }) => input.job.type },
  priority: { type: 'int', of: ({ input }) => priorityOf(input) },
  set_number: { type: 'int', of: ({ capabilityKey }, sets) => sets.get(capabilityKey) },
  repository: { type: 'text', of: ({ input }) => input.job.repository },
  manifest_hash: { type: 'text', of: ({ input }) => input.job.manifest?.contentHash },
  registry_name: { type: 'text', of: ({ registryName }) => registryName },
  user_id: { type: 'text', of: ({ input }) => input.userId },
  affinity_key: { type: 'text', of: ({ input }) => input.affinityKey },
  max_attempts: { type: 'int', of: ({ input }) => maxAttemptsOf(input) },
  idempotency_key: { type: 'text', of: ({ input }) => input.idempotency?.key },
  request_hash: { type: 'text', of: ({ input }) => input.idempotency?.requestHash },
};

const ACTED_COLUMNS: Readonly<Record<string, Column>> = {
  ...COLUMNS,
  act: { type: 'jsonb', of: ({ input }) => input.act && actColumn(input.act) },
};

/** The calls' rows: what is the same in all of them stands in `common`, once. */
function rowsOfCalls(
  calls: readonly Creation[],
  columns: Readonly<Record<string, Column>>,
  sets: SetNumbers,
): { common: string; rows: string } {
  const common: Record<string, unknown> = {};
  const rows = calls.map((): Record<string, unknown> => ({}));
  for (const [name, { of }] of Object.entries(columns)) {
    const values = calls.map((call) => of(call, sets));
    if (new Set(values).size === 1) common[name] = values[0];
    else for (const [index, row] of rows.entries()) row[name] = values[index];
  }
  return { common: JSON.stringify(common), rows: JSON.stringify(rows) };
}

/** Those rows again, with the calls' payloads and `n`, their place from 1 on. */
function callsOf(columns: Readonly<Record<string, Column>>): SQL {
  const names = Object.keys(columns);
  const typed = sql.raw(
    Object.entries(columns)
      .map(([name, { type }]) => `${name} ${type}`)
      .join(', '),
  );
  return sql`
      SELECT ${sql.raw(names.map((name) => `coalesce(own.${name}, common.${name}) AS ${name}`).join(', '))}, payload, n
      FROM ROWS FROM (
        json_to_recordset(${given('rows')}::text::json) AS (${typed}),
        string_to_table(${given('payloads')}::text, ${SEPARATOR}::text)
      ) WITH ORDINALITY AS own(${sql.raw(names.join(', '))}, payload, n),
      json_to_record(${given('common')}::text::json) AS common(${typed})`;
}

/**
 * One statement for all, with no more in it than these calls need. Registry entries are locked by name, keys and texts
 * are inserted in their order: no two such statements wait for each other.
 */
export function insertStatement(
  store: StoreContext,
  calls: readonly Creation[],
  moment: Date | undefined,
): Rendered {
  const sets = new Map(calls.map(({ capabilityKey, capabilities }) => [capabilityKey, capabilities]));
  const texts = new Map(
    calls.flatMap(({ input: { job } }) =>
      job.manifest ? [[job.manifest.contentHash, job.manifest.content] as const] : [],
    ),
  );
  const setNumbers = new Map([...sets.keys()].map((key, index) => [key, index + 1]));
  const shape: InsertShape = {
    withTexts: texts.size > 0,
    ofRegistry: calls.some(({ registryName }) => registryName !== null),
    keyed: calls.some(({ input }) => input.idempotency !== undefined),
    legacy: calls.some(({ input }) => isLegacyType(input.job.type)),
    acted: calls.some(({ input }) => input.act),
  };
  const values = {
    ...rowsOfCalls(calls, columnsOf(shape), setNumbers),
    payloads: calls.map(({ payload }) => payload).join(SEPARATOR),
    wanted: JSON.stringify([...sets.values()].map((wanted) => ({ wanted }))),
    texts: JSON.stringify([...texts].map(([hash, content]) => ({ hash, content }))),
    moment: moment?.toISOString() ?? null,
    count: calls.length,
  };
  return store.shapes().fill(`create ${JSON.stringify(shape)}`, values, () => build(store, shape));
}

/** Between payloads, which as JSON hold no control character: splitting a text is cheaper than parsing one in another. */
const SEPARATOR = '\u001e';

/** What some of the calls have. */
interface InsertShape {
  readonly withTexts: boolean;
  readonly ofRegistry: boolean;
  readonly keyed: boolean;
  readonly legacy: boolean;
  readonly acted: boolean;
}

function columnsOf({ acted }: InsertShape): Readonly<Record<string, Column>> {
  return acted ? ACTED_COLUMNS : COLUMNS;
}

function build(store: StoreContext, shape: InsertShape): SQL {
  const { withTexts, ofRegistry, keyed, legacy, acted } = shape;
  const { level, message } = TRANSITIONS.create.event;
  return sql`
    WITH calls AS (${callsOf(columnsOf(shape))}
    ),
    sets AS MATERIALIZED (
      SELECT array_agg(id ORDER BY n) AS ids
      FROM ${rowsOf('wanted', { wanted: 'text[]' }, given('wanted'))}
      LEFT JOIN capability_sets ON capabilities = wanted.wanted
    ),
    ${ofRegistry ? ENTRIES : sql``}
    -- The entries' locks come before the jobs' time: of two runs the newer one is then also the later one.
    moment AS MATERIALIZED (
      SELECT coalesce(${given('moment')}::text::timestamptz, ${store.instant()}) AS at
      ${ofRegistry ? sql`FROM (SELECT count(*) FROM entries) AS locked` : sql``}
    ),
    ${withTexts ? PINNED : sql``}
    created AS (
      INSERT INTO agent_jobs (id, type, status, priority, payload, capability_set_id, repository, manifest_hash,
        registry_name, created_by_user_id, affinity_key, ready, max_attempts, idempotency_key,
        request_hash, last_event_id, created_at, updated_at)
      SELECT id, type, ${TRANSITIONS.create.to}, priority, payload::json, ids[set_number], repository, manifest_hash, registry_name,
        user_id, affinity_key, true, max_attempts, idempotency_key, request_hash, next_event_id(NULL), at, at
      FROM calls CROSS JOIN sets CROSS JOIN moment
      WHERE ids[set_number] IS NOT NULL
        ${ofRegistry ? sql`AND (registry_name IS NULL OR registry_name IN (SELECT name FROM entries))` : sql``}
      ${keyed ? ONE_OF_A_KEY : sql``}
      RETURNING id, type, registry_name, last_event_id, created_at
    ),
    logged AS (
      INSERT INTO agent_job_events (id, job_id, level, message, payload, created_at, of_creation)
      SELECT last_event_id, id, ${level}, ${message}, NULL::jsonb, created_at, true
      FROM created
      ${legacy ? legacyEvents() : sql``}
    )
    ${ofRegistry ? LINKED : sql``}
    ${acted ? AUDITED_CREATIONS : sql``}
    SELECT at, CASE WHEN (SELECT count(*) FROM created) < ${given('count')}::int
      THEN (SELECT coalesce(jsonb_agg(id), '[]') FROM created) END AS made
    FROM moment`;
}

const ONE_OF_A_KEY = sql`
      ORDER BY user_id COLLATE "C", idempotency_key COLLATE "C", n
      ON CONFLICT (created_by_user_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING`;

const ENTRIES = sql`
    entries AS MATERIALIZED (
      SELECT name FROM manifest
      WHERE name = ANY(ARRAY(SELECT registry_name FROM calls))
      ORDER BY name
      FOR NO KEY UPDATE
    ),`;

/** Their ids are of their jobs' time: whatever the clock does, the job's next event has a later one. */
function legacyEvents(): SQL {
  const { level, message } = LEGACY_TYPE_EVENT;
  const legacyTypes = textArray(JOB_TYPES.filter(isLegacyType));
  return sql`
      UNION ALL
      SELECT (left(last_event_id::text, 14) || right(next_event_id(NULL)::text, 22))::uuid, id, ${level}, ${message},
        jsonb_build_object('type', type), created_at, NULL
      FROM created WHERE type = ANY(${legacyTypes})`;
}

/** Each entry's last run is now the last of its jobs here. */
const LINKED = sql`,
    linked AS (
      UPDATE manifest
      SET last_run_job_id = run.id, last_run_status = ${TRANSITIONS.create.to}, last_run_started_at = NULL,
        last_run_finished_at = NULL
      FROM (
        SELECT DISTINCT ON (created.registry_name) created.registry_name, id FROM created JOIN calls USING (id)
        WHERE created.registry_name IS NOT NULL
        ORDER BY created.registry_name, n DESC
      ) AS run
      WHERE manifest.name = run.registry_name
    )`;

const PINNED = sql`
    pinned AS (
      INSERT INTO manifest_texts (content_hash, content)
      SELECT hash, content FROM ${rowsOf('texts', { hash: 'text', content: 'text' }, given('texts'))}
      WHERE NOT EXISTS (SELECT FROM manifest_texts WHERE content_hash = hash)
      ORDER BY hash COLLATE "C"
      ON CONFLICT DO NOTHING
    ),`;
