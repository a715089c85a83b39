import { defineConfig } from 'vitest/config';

const conditions = ['@moonmind/source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/queue-store/src/postgres.test.ts',
      'apps/api/src/queue/jobs.test.ts',
      'apps/api/src/registry/*.test.ts',
    ],
    env: { TEST_DATABASES: 'postgresql' },
    globalSetup: ['@moonmind/testing/global-setup'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
