/** The forms in which ids and times come. */

/** Whether a string is an API time: RFC 3339, UTC, milliseconds. The year 0000 and days that are none, PostgreSQL refuses. */
export function isApiTime(text: string): boolean {
  const at = new Date(text);
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

/** Whether a string is a UUID, in any case. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
