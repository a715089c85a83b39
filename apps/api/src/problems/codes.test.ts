import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROBLEMS } from './codes.js';
import { REQUEST_DIAGNOSTIC_CODES } from './diagnostic.js';

const page = readFileSync(new URL('../../../../docs/problems.md', import.meta.url), 'utf8');

test('the page on problems has each code with its status and title, and no other', () => {
  const rows = [...page.matchAll(/^\| `([a-z_]+)` \| (\d+) \| (.+) \|$/gm)];
  const told = rows.map(([, code, status, title]) => [code, { status: Number(status), title }]);
  expect(told).toEqual(Object.entries(PROBLEMS));
});

test.each(Object.entries(REQUEST_DIAGNOSTIC_CODES))(
  'the page on problems says what %s means',
  (code, meaning) => {
    expect(page).toContain(`| \`${code}\` | ${meaning} |\n`);
  },
);
