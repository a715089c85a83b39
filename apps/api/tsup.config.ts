import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', testing: 'src/test-kit/index.ts', main: 'src/main.ts' },
  format: ['esm'],
  dts: { entry: { index: 'src/index.ts', testing: 'src/test-kit/index.ts' } },
  sourcemap: false,
  clean: true,
  target: 'node20',
});
