import { expect, test } from 'vitest';
import { isSchedule } from './schedule.js';

test.each([
  'manual',
  'Manual',
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
  '5-1 4 * * *',
  '*/0 * * * *',
  '1/2/3 * * * *',
  '1-2-3 * * * *',
  '-1 * * * *',
  'jan * * * *',
  '@never',
  ', * * * *',
])('%j is not', (schedule) => {
  expect(isSchedule(schedule)).toBe(false);
});
