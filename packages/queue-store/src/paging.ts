import { type SQL, sql } from 'drizzle-orm';
import { isApiTime } from './formats.js';
import { type Page, StoreError } from './store.js';

const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** The rows a page may hold, checked. Defaults to 50 of at most 200. */
export function pageLimit(limit: number | undefined, fallback = DEFAULT_LIMIT, most = MAX_LIMIT): number {
  const rows = limit ?? fallback;
  if (!Number.isInteger(rows) || rows < 1 || rows > most)
    throw new StoreError('invalid_query', `limit is a whole number from 1 to ${most}.`);
  return rows;
}

/** Cuts a page out of `limit + 1` rows; `position` gives the strings that the next page goes on from. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  position: (row: Row) => readonly string[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  return {
    items: shown.map(item),
    hasMore,
    nextCursor: hasMore && last !== undefined ? encodeCursor(position(last)) : null,
  };
}

function encodeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The strings of a cursor, each of which must pass its check.
 * @throws {StoreError} `invalid_query` for anything but a cursor that such a list has given.
 */
export function decodeCursor<const Checks extends readonly ((part: string) => boolean)[]>(
  cursor: string,
  checks: Checks,
): { [Index in keyof Checks]: string } {
  const parts = parse(cursor);
  const fits = (value: unknown): value is { [Index in keyof Checks]: string } =>
    Array.isArray(value) &&
    value.length === checks.length &&
    checks.every((check, index) => typeof value[index] === 'string' && check(value[index]));
  if (!fits(parts))
    throw new StoreError(
      'invalid_query',
      'cursor is none that this list has given; leave it out to start anew.',
    );
  return parts;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A time that bounds a list.
 * @throws {StoreError} `invalid_query` when it is none.
 */
export function timeBound(value: string, name: string): SQL {
  const at = new Date(value);
  const time = Number.isNaN(at.getTime()) ? '' : at.toISOString();
  if (!isApiTime(time))
    throw new StoreError('invalid_query', `${name} is a time like 2026-01-31T12:00:00.000Z.`);
  return sql`${time}::timestamptz`;
}
