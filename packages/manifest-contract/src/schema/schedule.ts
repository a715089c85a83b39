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
  readonly names: readonly string[];
}

// Minute, hour, day of month, month, day of week (0 and 7 are both Sunday).
const FIELDS: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
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

/** One of `*`, `n`, `a-b`, each with an optional `/step`. */
function isPart(part: string, field: Field): boolean {
  const [span = '', step, ...rest] = part.split('/');
  if (rest.length > 0) return false;
  if (step !== undefined && !(/^\d{1,3}$/.test(step) && Number(step) >= 1)) return false;
  if (span === '*') return true;
  const [from, to, ...more] = span.split('-');
  if (more.length > 0) return false;
  const low = numberOf(from, field);
  const high = to === undefined ? low : numberOf(to, field);
  return low !== null && high !== null && low <= high;
}

function numberOf(text: string | undefined, field: Field): number | null {
  const named = field.names.indexOf(text ?? '');
  const value =
    named >= 0 ? named + (field.min === 1 ? 1 : 0) : /^\d{1,2}$/.test(text ?? '') ? Number(text) : -1;
  return value >= field.min && value <= field.max ? value : null;
}
