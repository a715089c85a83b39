import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onBothDatabases } from './testing/databases.js';
import { checkStored, checkSubmission, prepare, submissions } from './testing/submissions.js';

onBothDatabases('any manifest submission', (api) => {
  test('is stored with all that is derived, or refused with a reason, within a second (SC-001)', async () => {
    await prepare(api());
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(submissions, async (raw) => {
        const { status } = await checkSubmission(api(), raw);
        if (status === 201) accepted += 1;
      }),
      { numRuns: 250 },
    );
    // The generator must reach both ends, or it proves nothing.
    expect(accepted).toBeGreaterThan(25);
    expect(accepted).toBeLessThan(225);
    expect(await checkStored(api())).toBe(accepted);
  }, 60_000);
});
