import { expect, test } from 'vitest';
import { isSchedule } from './schedule.js';

test.each([
  'manual',
  'Manual',
  ...['hourly', 'daily', 'midnight', 'weekly', 'monthly', 'yearly', 'annually'].map((word) => `@${word}`),
  ' @daily ',
  '59 23 31 12 7',
  '0 0 1 1 0',
  '0 0 1 jan sun',
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
    (month, i) => `0 0 * ${month}-${i + 1} *`,
  ),
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
    (month, i) => `0 0 * ${i + 1}-${month} *`,
  ),
  ...['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].flatMap((day, i) => [
    `0 0 * * ${day}-${i}`,
    `0 0 * * ${i}-${day}`,
  ]),
  '5-5 * * * *',
  '5/1 * * * *',
  '*/999 * * * *',
  '*/05 * * * *',
  '0 4 * * *',
  '*/15 0-6,22 1,15 jan-mar MON-FRI',
  '0 0 * * 7',
  '@daily',
  ' 5  4 * * * ',
])('%j is a schedule', (schedule) => {
  expect(isSchedule(schedule)).toBe(true);
});

test.each([
  '',
  'nightly',
  '60 4 * * *',
  '0 24 * * *',
  '0 4 0 * *',
  '0 4 * 13 *',
  '0 4 * * 8',
  '0 4 * *',
  '0 4 * * * *',
  '0 4 32 * *',
  '0 4 * 0 *',
  '0 4 * * mon-',
  '0 4 * * -mon',
  '0 4 * * *-1',
  '*/ * * * *',
  '*/x1 * * * *',
  '*/1x * * * *',
  '*/1000 * * * *',
  '*/1/1 * * * *',
  '005 * * * *',
  '5x * * * *',
  'x5 * * * *',
  '1-60 * * * *',
  '0-60 * * * *',
  '** * * * *',
  'x-5 * * * *',
  '/5 * * * *',
  '1,,2 * * * *',
  '5-1 4 * * *',
  '*/0 * * * *',
  '*/00 * * * *',
  '1/2/3 * * * *',
  '1-2-3 * * * *',
  '-1 * * * *',
  'jan * * * *',
  '@never',
  ', * * * *',
])('%j is not', (schedule) => {
  expect(isSchedule(schedule)).toBe(false);
});
