import { PgBoss } from 'pg-boss';
import { atOnce, type Contestant, expectAll, PAYLOAD, times } from './contestant.js';

const QUEUE = 'bench';

export async function openPgBoss(url: string): Promise<Contestant> {
  const boss = new PgBoss({ connectionString: url, max: 10 });
  boss.on('error', (error) => console.error('pg-boss:', error));
  await boss.start();
  await boss.createQueue(QUEUE);
  return {
    name: 'pg-boss',
    create: (count, width) => times(count, width, () => boss.send(QUEUE, PAYLOAD)),
    createBatches: (count, size) =>
      times(count / size, 1, () =>
        boss.insert(
          QUEUE,
          Array.from({ length: size }, () => ({ data: PAYLOAD })),
        ),
      ),
    async drain(count, width) {
      let done = 0;
      await atOnce(width, async () => {
        const [job] = await boss.fetch(QUEUE);
        if (!job) return false;
        await boss.complete(QUEUE, job.id);
        done += 1;
        return true;
      });
      expectAll('pg-boss', done, count);
    },
    async drainBatches(count, size) {
      let done = 0;
      await atOnce(2, async () => {
        const jobs = await boss.fetch(QUEUE, { batchSize: size });
        if (jobs.length === 0) return false;
        await boss.complete(
          QUEUE,
          jobs.map(({ id }) => id),
        );
        done += jobs.length;
        return true;
      });
      expectAll('pg-boss', done, count);
    },
    close: () => boss.stop({ graceful: false }),
  };
}
