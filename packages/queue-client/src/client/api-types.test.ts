import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiTypes } from '../testing/api-types.js';

test('the types are those of the service; else run `pnpm --filter @moonmind/queue-client generate`', async () => {
  const committed = readFileSync(new URL('api.generated.ts', import.meta.url), 'utf8');
  expect(committed === (await apiTypes())).toBe(true);
});
