import { defineConfig } from 'vitest/config';

const conditions = ['@moonmind/source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['packages/{manifest-contract,job-types}/src/**/*.test.ts'] },
});
