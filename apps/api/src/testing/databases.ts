/** Stores for tests, on both databases. */
import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from './open-store.js';
import { createTestApi, type TestApi } from './test-api.js';

/** Mutation tests name one, since booting PGlite for each mutant would take the most time. */
const named = process.env.TEST_DATABASES?.split(',');

/** Runs one suite on PGlite and on a real PostgreSQL. `api()` gives the app once the tests run. */
export function onBothDatabases(name: string, suite: (api: () => TestApi, database: string) => void): void {
  const databases = [
    { database: 'embedded', open: openEmbedded },
    { database: 'postgresql', open: openPostgres },
  ].filter(({ database }) => named?.includes(database) ?? true);
  describe.each(databases)(`${name} on $database`, ({ database, open }) => {
    let opened: Awaited<ReturnType<typeof open>>;
    let api: TestApi;
    beforeAll(async () => {
      opened = await open();
      api = createTestApi(opened.store);
    });
    afterAll(() => opened.close());
    suite(() => api, database);
  });
}

/** A store for tests that ask nothing of the database. */
export function openAny() {
  return named?.includes('embedded') === false ? openPostgres() : openEmbedded();
}

export async function openEmbedded() {
  const store = await openStore();
  return { store, close: () => store.close() };
}

export async function openPostgres() {
  const { url, drop } = await createTestDatabase();
  const store = await openStore(url);
  return {
    store,
    url,
    async close() {
      await store.close();
      await drop();
    },
  };
}
