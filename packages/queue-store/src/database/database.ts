/** What the verbs need of a database; PostgreSQL and PGlite each give it. */
import { Placeholder, SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

/**
 * Runs statements. Rows come as the drivers parse them: `jsonb` as values, `timestamptz` as `Date`, `int8` not at all
 * (cast it), arrays not at all (`to_jsonb` them).
 */
export interface Queryable {
  /** Runs one statement; `Row` is what its select or returning list says. */
  query<Row>(statement: Statement): Promise<Row[]>;
}

/** A statement, or one that is rendered already. */
export type Statement = SQL | Rendered;

export interface Rendered {
  readonly text: string;
  readonly values: readonly Value[];
}

/** What a statement's parameter may be. */
export type Value = string | number | boolean | null;

export interface Database extends Queryable {
  /** Commits when `work` resolves, rolls back when it rejects. Inside, only the handle given may be used. */
  transaction<Result>(
    work: (handle: Queryable) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /** How the connections are used at this moment. */
  pool(): PoolUse;
  close(): Promise<void>;
}

export interface TransactionOptions {
  /** Its statements may take as long as they do. Default false. */
  readonly patient?: boolean;
}

export interface PoolUse {
  /** Connections at most. */
  readonly max: number;
  /** Connections that work on a statement or stand in a transaction. */
  readonly used: number;
  /** Statements and transactions that wait for a connection, or behind another one on theirs. */
  readonly waiting: number;
}

/** Tells a pool's use by the number of statements and transactions under way. */
export function poolUse(max: number, underWay: number): PoolUse {
  return { max, used: Math.min(max, underWay), waiting: Math.max(0, underWay - max) };
}

const dialect = new PgDialect({ casing: 'snake_case' });

/** A statement's text and its parameters, all of them strings, numbers, booleans or null. */
export function render(statement: Statement): { text: string; values: Value[] } {
  if ('text' in statement) return { text: statement.text, values: [...statement.values] };
  const { text, parameters } = shapeOf(statement);
  return { text, values: parameters.map((parameter) => argumentOf(parameter, {})) };
}

/** A statement's text, and for each parameter its value or the name of one. */
interface Shape {
  readonly text: string;
  readonly parameters: readonly (Value | Placeholder)[];
}

function shapeOf(statement: SQL): Shape {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return {
    text,
    parameters: params.map((value) => {
      if (value === null || value instanceof Placeholder) return value;
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
      throw new TypeError(
        `A statement's parameter is ${typeof value}; write json() or textArray() around it.`,
      );
    }),
  };
}

function argumentOf(parameter: Value | Placeholder, named: Readonly<Record<string, Value>>): Value {
  if (!(parameter instanceof Placeholder)) return parameter;
  const value = named[parameter.name];
  if (value === undefined) throw new TypeError(`The statement's parameter ${parameter.name} has no value.`);
  return value;
}

/** Statements by their shape: the text of each is made once, since making it costs more than sending it. */
export class Shapes {
  readonly #shapes = new Map<string, Shape>();

  /**
   * The statement that `build` makes, with its `given` parameters. `name` must tell all apart that `build` may make; what
   * else differs from call to call must be `given`.
   */
  fill(name: string, values: Readonly<Record<string, Value>>, build: () => SQL): Rendered {
    const shape = this.#shapes.get(name) ?? shapeOf(build());
    this.#shapes.set(name, shape);
    return { text: shape.text, values: shape.parameters.map((parameter) => argumentOf(parameter, values)) };
  }
}

/** A named parameter of a statement that `Shapes` fills. */
export function given(name: string): SQL {
  return sql`${sql.placeholder(name)}`;
}

/** A JSON value as a `jsonb` parameter. Sent as text: the drivers disagree on what a string for `jsonb` means. */
export function json(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::text::jsonb`;
}

/** A text column to the byte. Sent as JSON: PGlite takes a byte order mark from the front of a text value. */
export function verbatim(column: string): SQL {
  return sql.raw(`to_jsonb(${column})`);
}

/** Strings as a `text[]` parameter. Sent as text: neither driver then needs to know the type. */
export function textArray(values: readonly string[]): SQL {
  return sql`${arrayText(values)}::text::text[]`;
}

/** Strings as PostgreSQL writes an array of them. */
export function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/**
 * Objects, or a parameter that holds a JSON list of them, as the rows of a FROM item named `alias`: the columns given, by
 * name and type, and `n`, their place from 1 on. One parameter carries them all, so that the statement is the same for any
 * number of them.
 */
export function rowsOf(
  alias: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[] | SQL,
): SQL {
  const names = Object.keys(columns);
  const typed = names.map((name) => `${name} ${columns[name]}`).join(', ');
  // Not `jsonb`: it would be taken apart twice.
  const list = rows instanceof SQL ? rows : sql`${JSON.stringify(rows)}`;
  return sql`ROWS FROM (json_to_recordset(${list}::text::json) AS (${sql.raw(typed)})) WITH ORDINALITY
      AS ${sql.raw(`${alias}(${[...names, 'n'].join(', ')})`)}`;
}

/** A whole number written into the statement itself: the planner knows a LIMIT only when it can read it. */
export function literal(value: number): SQL {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError('A LIMIT is a whole number, 0 or more.');
  return sql.raw(String(value));
}
