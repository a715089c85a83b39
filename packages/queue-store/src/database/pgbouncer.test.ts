/** Behind PgBouncer in transaction mode: each transaction may run in another session. */
import { hasPgBouncer, type PgBouncer, startPgBouncer } from '@moonmind/testing';
import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresStore } from '../open.js';
import type { QueueStore } from '../store.js';
import { describeStore } from '../testing/conformance.js';
import { CAPABILITIES, manifestPut, newJob } from '../testing/fixtures.js';
import { openPostgres, readUrl } from './postgres.js';

describe('readUrl', () => {
  const base = 'postgres://u@h/db';
  it.each([
    [base, { url: base, pooled: false }],
    [`${base}?pgbouncer=true`, { url: base, pooled: true }],
    [`${base}?sslmode=require&pgbouncer=true`, { url: `${base}?sslmode=require`, pooled: true }],
    [`${base}?pgbouncer=true&sslmode=require`, { url: `${base}?sslmode=require`, pooled: true }],
    [`${base}?prepare=false`, { url: `${base}?prepare=false`, pooled: true }],
    [`${base}?pgbouncer=truely`, { url: `${base}?pgbouncer=truely`, pooled: false }],
  ])('%s', (url, read) => {
    expect(readUrl(url)).toEqual(read);
  });
});

const installed = hasPgBouncer();

describe.skipIf(!installed)(
  `through PgBouncer${installed ? '' : ' (skipped: it is not installed; apt-get install pgbouncer)'}`,
  () => {
    let pgbouncer: PgBouncer | undefined;
    let test: Awaited<ReturnType<typeof createTestDatabase>>;
    beforeAll(async () => {
      test = await createTestDatabase();
      pgbouncer = await startPgBouncer(test.url);
    });
    afterAll(async () => {
      await pgbouncer?.stop();
      await test.drop();
    });
    const pooledUrl = () => `${pgbouncer?.through(test.url)}?pgbouncer=true`;

    it('several processes open, migrate, and work at once, on fewer sessions than connections', async () => {
      const stores = await Promise.all(
        Array.from({ length: 3 }, () => createPostgresStore({ url: pooledUrl() })),
      );
      const at = (index: number) => stores[index % 3] as QueueStore;
      await at(0).manifests.put(manifestPut());
      const made = await Promise.all(
        Array.from({ length: 90 }, (_, index) => at(index).jobs.create(newJob())),
      );
      const claimed = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          at(index).jobs.claim({ workerId: 'w', leaseSeconds: 60, capabilities: CAPABILITIES, limit: 3 }),
        ),
      );
      expect(new Set(claimed.flat().map(({ id }) => id))).toEqual(new Set(made.map(({ job }) => job.id)));
      const ended = await Promise.all(
        claimed
          .flat()
          .map(({ id, leaseToken }, index) =>
            at(index).jobs.complete({ jobId: id, workerId: 'w', leaseToken }),
          ),
      );
      expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['succeeded']));
      await Promise.all(stores.map((store) => store.close()));
    });

    it('a claim that waits looks by itself, since it cannot be told', async () => {
      const [here, there] = [
        await createPostgresStore({ url: pooledUrl() }),
        await createPostgresStore({ url: pooledUrl() }),
      ];
      const request = { workerId: 'w', leaseSeconds: 60, capabilities: CAPABILITIES };
      const waiting = here.jobs.claim(request, { seconds: 20 });
      const { job } = await there.jobs.create(newJob());
      expect((await waiting).map(({ id }) => id)).toEqual([job.id]);
      await Promise.all([here.close(), there.close()]);
    });

    describeStore('PostgreSQL behind PgBouncer', async () => openPostgres(pooledUrl(), 10));
  },
);
