import { Logger, makeWorkerUtils, run, runMigrations, runOnce } from 'graphile-worker';
import { type Contestant, expectAll, PAYLOAD, times } from './contestant.js';

const TASK = 'bench';

export async function openGraphileWorker(url: string): Promise<Contestant> {
  const logger = new Logger(() => () => {});
  const shared = { connectionString: url, logger, maxPoolSize: 10, noHandleSignals: true };
  await runMigrations(shared);
  const utils = await makeWorkerUtils(shared);
  return {
    name: 'graphile-worker',
    create: (count, width) => times(count, width, () => utils.addJob(TASK, PAYLOAD)),
    createBatches: (count, size) =>
      times(count / size, 1, () =>
        utils.addJobs(Array.from({ length: size }, () => ({ identifier: TASK, payload: PAYLOAD }))),
      ),
    async drain(count, width) {
      let done = 0;
      const bench = () => {
        done += 1;
      };
      await runOnce({ ...shared, concurrency: width, taskList: { [TASK]: bench } });
      expectAll('graphile-worker', done, count);
    },
    async drainBatches(count, size) {
      let done = 0;
      let finish = () => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const bench = () => {
        done += 1;
        if (done === count) finish();
      };
      const runner = await run({
        ...shared,
        taskList: { [TASK]: bench },
        preset: {
          worker: {
            concurrentJobs: 2 * size,
            localQueue: { size: 2 * size },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
      });
      await finished;
      // Waits for the completions under way.
      await runner.stop();
    },
    close: async () => {
      await utils.release();
    },
  };
}
