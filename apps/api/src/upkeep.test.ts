import type { QueueStore } from '@moonmind/queue-store';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from './logger.js';
import { startPruning, startSweep } from './upkeep.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function storeThat(sweep: () => Promise<void>) {
  const jobs: Partial<QueueStore['jobs']> = {
    sweep: async () => {
      await sweep();
      return { expired: 0, promoted: 0 };
    },
  };
  return { jobs } as Pick<QueueStore, 'jobs'>;
}

test('sweeps over and over, never two at once, and stop waits for the one under way', async () => {
  let [begun, ended] = [0, 0];
  const store = storeThat(async () => {
    begun += 1;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    ended += 1;
  });
  const sweep = startSweep(store, createLogger('silent'));
  await vi.advanceTimersByTimeAsync(1000);
  expect([begun, ended]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(2000);
  expect([begun, ended]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(1500);
  expect([begun, ended]).toEqual([2, 1]);
  const stopped = sweep.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  expect([begun, ended]).toEqual([2, 2]);
});

test('a sweep that fails is logged without its message, and the next one runs', async () => {
  const log: string[] = [];
  let sweeps = 0;
  const store = storeThat(async () => {
    sweeps += 1;
    if (sweeps === 1) throw Object.assign(new Error('params: hunter2'), { code: '53300' });
  });
  const sweep = startSweep(store, createLogger('info', { write: (line) => void log.push(line) }));
  await vi.advanceTimersByTimeAsync(3000);
  await sweep.stop();
  expect(sweeps).toBe(3);
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('53300');
  expect(log[0]).not.toContain('hunter2');
});

test('prunes what is older than the retention, every hour; a retention of 0 days keeps all', async () => {
  const pruned: number[] = [];
  const jobs: Partial<QueueStore['jobs']> = {
    prune: async ({ olderThanDays }) => pruned.push(olderThanDays),
  };
  const audit: Partial<QueueStore['audit']> = {
    prune: async ({ olderThanDays }) => pruned.push(-olderThanDays),
  };
  const store = { jobs, audit } as Pick<QueueStore, 'jobs' | 'audit'>;
  const forever = startPruning('old jobs', store.jobs, createLogger('silent'), 0);
  const auditForever = startPruning('the audit log', store.audit, createLogger('silent'), 0);
  const pruning = startPruning('old jobs', store.jobs, createLogger('silent'), 7);
  const auditPruning = startPruning('the audit log', store.audit, createLogger('silent'), 9);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  await Promise.all([forever, auditForever, pruning, auditPruning].map((each) => each.stop()));
  expect(pruned.sort((a, b) => a - b)).toEqual([-9, -9, 7, 7]);
});
