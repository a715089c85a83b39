const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** What a schedule may be in a word. */
export const SCHEDULE_WORDS = [
  'manual',
  '@hourly',
  '@daily',
  '@midnight',
  '@weekly',
  '@monthly',
  '@yearly',
  '@annually',
];

interface Field {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

// Minute, hour, day of month, month, day of week (0 and 7 are both Sunday).
const FIELDS: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 7, names: DAYS },
];

/** Whether a string is `manual`, a cron expression of five fields, or one of cron's `@daily` words. */
export function isSchedule(schedule: string): boolean {
  const text = schedule.trim().toLowerCase();
  if (SCHEDULE_WORDS.includes(text)) return true;
  const fields = text.split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    FIELDS.every((field, i) => (fields[i] ?? '').split(',').every((part) => isPart(part, field)))
  );
}

/** `*`, `n` or `a-b`, each with an optional `/step`. */
const PART = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(?!0+$)\d{1,3})?$/;

function isPart(part: string, field: Field): boolean {
  const match = PART.exec(part);
  if (match === null) return false;
  const [, from, to] = match;
  if (from === undefined) return true;
  const low = numberOf(from, field);
  const high = to === undefined ? low : numberOf(to, field);
  return low <= high;
}

/** NaN when a field takes no such number or name. */
function numberOf(text: string, { min, max, names }: Field): number {
  const named = names?.indexOf(text) ?? -1;
  const value = named >= 0 ? named + (min === 1 ? 1 : 0) : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : Number.NaN;
}
