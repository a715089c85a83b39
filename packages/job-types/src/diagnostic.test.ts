import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { JOB_DIAGNOSTIC_CODES } from './diagnostic.js';

it.each(Object.entries(JOB_DIAGNOSTIC_CODES))('the docs say what %s means', (code, meaning) => {
  const page = readFileSync(new URL('../../../docs/jobs.md', import.meta.url), 'utf8');
  expect(page).toContain(`| \`${code}\` | ${meaning} |\n`);
});
