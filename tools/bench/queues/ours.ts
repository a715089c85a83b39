import { createPostgresStore, type NewJob } from '@moonmind/queue-store';
import { ACCEPTED, atOnce, type Contestant, expectAll, times } from './contestant.js';

export async function openOurs(url: string): Promise<Contestant> {
  const store = await createPostgresStore({ url });
  const job: NewJob = { job: ACCEPTED, userId: '00000000-0000-0000-0000-000000000000' };
  const claim = (limit: number) =>
    store.jobs.claim({ workerId: 'w', leaseSeconds: 60, capabilities: ['codex', 'git', 'gh'], limit });
  return {
    name: 'queue-store',
    create: (count, width) => times(count, width, () => store.jobs.create(job)),
    createBatches: (count, size) =>
      times(count / size, 1, async () => {
        const created = await store.jobs.createMany(Array<NewJob>(size).fill(job));
        expectAll('queue-store', created.filter(({ status }) => status === 'fulfilled').length, size);
      }),
    async drain(count, width) {
      let done = 0;
      await atOnce(width, async () => {
        const [claimed] = await claim(1);
        if (!claimed) return false;
        await store.jobs.complete({ jobId: claimed.id, workerId: 'w', leaseToken: claimed.leaseToken });
        done += 1;
        return true;
      });
      expectAll('queue-store', done, count);
    },
    async drainBatches(count, size) {
      let done = 0;
      await atOnce(2, async () => {
        const claimed = await claim(size);
        const ended = await store.jobs.completeMany(
          claimed.map(({ id, leaseToken }) => ({ jobId: id, workerId: 'w', leaseToken })),
        );
        done += ended.filter(({ status }) => status === 'fulfilled').length;
        return claimed.length > 0;
      });
      expectAll('queue-store', done, count);
    },
    close: () => store.close(),
  };
}
