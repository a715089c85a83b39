import { defineConfig } from 'tsup';

// No declarations: nobody imports an app, and its tests read the sources.
export default defineConfig({
  entry: ['src/index.ts', 'src/main.ts'],
  format: ['esm'],
  sourcemap: true,
  clean: true,
  target: 'node20',
});
