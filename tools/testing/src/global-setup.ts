/** Gives a test run a real PostgreSQL: the one of TEST_DATABASE_URL, else one started for the run. */
import type { TestProject } from 'vitest/node';
import './vitest.js';
import { FAST_SETTINGS, startPostgres } from './postgres-server.js';

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return undefined;
  }
  const server = await startPostgres({ settings: FAST_SETTINGS });
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
