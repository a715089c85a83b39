/** Random histories of all operations by several workers: the store does what its model does. */
import { createTestDatabase } from '@moonmind/testing/vitest';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Database } from './database/database.js';
import { openEmbedded } from './database/embedded.js';
import { openPostgres } from './database/postgres.js';
import { openStore } from './open.js';
import type { QueueStore } from './store.js';
import { START } from './testing/harness.js';
import { COMMANDS, expectSame } from './testing/model/commands.js';
import { QueueModel } from './testing/model/queue-model.js';

let drop = async () => {};
const DATABASES: [string, () => Promise<Database>, number][] = [
  ['PGlite', () => openEmbedded(undefined), 30],
  [
    'PostgreSQL',
    async () => {
      const test = await createTestDatabase();
      drop = test.drop;
      return openPostgres(test.url, 10);
    },
    100,
  ],
];

describe.each(DATABASES)('the store on %s', (_, open, histories) => {
  let database: Database;
  let store: QueueStore;
  let now = Date.parse(START);
  beforeAll(async () => {
    database = await open();
    store = await openStore(database, { clock: () => new Date(now) });
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  it('does what its model does', { timeout: 240_000 }, async () => {
    const history = fc.commands(COMMANDS, { maxCommands: 80, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, async (commands) => {
        await database.query(sql`TRUNCATE agent_jobs, agent_job_events, manifest_texts CASCADE`);
        now = Date.parse(START);
        const model = new QueueModel(START);
        const real = {
          store,
          setTime: (at: number) => {
            now = at;
          },
        };
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await expectSame(model, real);
      }),
      { numRuns: histories, interruptAfterTimeLimit: 200_000, markInterruptAsFailure: true },
    );
  });
});
