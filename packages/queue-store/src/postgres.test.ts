import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterAll } from 'vitest';
import { openPostgres } from './database/postgres.js';
import { describeStore } from './testing/conformance.js';

let drop = async () => {};
afterAll(() => drop());

describeStore('PostgreSQL', async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  return openPostgres(database.url, 10);
});
