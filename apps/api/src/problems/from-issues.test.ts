import { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { fromIssues } from './from-issues.js';

test.each([
  [z.string().min(1), '', 'Send a text of at least 1 character.'],
  [z.string().max(2), 'abc', 'Send a text of at most 2 characters.'],
  [z.array(z.int()).min(1), [], 'Send a list of at least 1 item.'],
  [z.array(z.int()).min(2), [], 'Send a list of at least 2 items.'],
  [z.int().min(1), 0, 'Send a number of at least 1.'],
])('limits are told with the right noun: %#', (schema, value, hint) => {
  const { error } = schema.safeParse(value);
  expect(fromIssues(error?.issues ?? [], 'body', value).map((diagnostic) => diagnostic.hint)).toEqual([hint]);
});

test.each([
  [z.string().regex(/^a$/, 'Send the letter a.'), 'Send the letter a.'],
  [z.string().regex(/^a$/), 'Send a text of the documented form.'],
])('a pattern is told in the words of its field, or in none of its own: %#', (schema, hint) => {
  const { error } = schema.safeParse('b');
  expect(fromIssues(error?.issues ?? [], 'body', 'b').map((diagnostic) => diagnostic.hint)).toEqual([hint]);
});
