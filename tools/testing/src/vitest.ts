import { inject } from 'vitest';
import { createDatabase, type TestDatabase } from './database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's URL of the test run's PostgreSQL. */
    postgresUrl: string;
  }
}

/** Makes an empty database on the test run's PostgreSQL. Call `drop` when the tests are done with it. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('postgresUrl'));
}
