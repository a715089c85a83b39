import { defineConfig } from 'vitest/config';

// Workspace packages are tested from their sources: no build stands between an edit and its test.
const conditions = ['@moonmind/source', 'node', 'import', 'module', 'default'];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export default defineConfig({
  test: {
    reporters: ['default', './tools/testing/src/summary-reporter.ts'],
    projects: [
      {
        ...shared,
        test: {
          name: 'pure',
          include: [
            'packages/{manifest-contract,job-types}/src/**/*.test.ts',
            'tools/{checks,mutation,release,runtimes}/**/*.test.ts',
            'tools/faults/check.test.ts',
          ],
        },
      },
      {
        ...shared,
        test: {
          name: 'database',
          include: [
            'packages/{queue-store,queue-client,cli}/src/**/*.test.ts',
            'apps/*/src/**/*.test.ts',
            'examples/**/*.test.ts',
            'tools/faults/{faults,worker-faults}.test.ts',
          ],
          globalSetup: ['@moonmind/testing/global-setup'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
