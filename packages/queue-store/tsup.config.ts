import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  esbuildOptions(options) {
    // The sources ship beside dist/: the maps need not hold them again.
    options.sourcesContent = false;
  },
});
