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
