/** The short fault run, on the built API. Run the build first. */
import { expect, test } from 'vitest';
import { SHORT } from './plans.js';
import { runFaults } from './run.js';

test('nothing is lost or doubled when processes die, stop and lose their sessions', async () => {
  const report = await runFaults({ seed: 1, plan: SHORT, tell: () => {} });
  expect(report.violations).toEqual([]);
  // Every fault has struck, or nothing was proven.
  expect(report.faults).toEqual({
    workerKill: { struck: expect.toSatisfy((count: number) => count > 0) },
    zombie: { struck: expect.toSatisfy((count: number) => count > 0) },
    backendTermination: { struck: expect.toSatisfy((count: number) => count > 0) },
    apiKill: { struck: 1 },
  });
  expect(report.zombies.refused).toBeGreaterThan(0);
  expect(report.zombies.accepted).toBe(0);
  expect(report.freedMs.count).toBeGreaterThan(0);
  expect(report.jobs).toBeGreaterThan(50);
}, 150_000);
