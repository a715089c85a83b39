import { timestamp } from 'drizzle-orm/pg-core';

/** A point in time to the millisecond: all that a JS `Date` and an API time can hold, so a cursor never loses a digit. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'string' });
