import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  entry: {
    index: 'src/index.ts',
    secrets: 'src/entries/secrets.ts',
    schema: 'src/entries/schema.ts',
    references: 'src/entries/references.ts',
    capabilities: 'src/entries/capabilities.ts',
    format: 'src/entries/format.ts',
  },
  // What two entries share is loaded once, in CommonJS too.
  splitting: true,
  dts: true,
  target: 'es2022',
  esbuildOptions(options) {
    // The sources ship beside dist/: the maps need not hold them again.
    options.sourcesContent = false;
  },
};

export default defineConfig([
  { ...shared, format: 'esm', sourcemap: true, clean: true },
  // Split CommonJS is made from split modules: its maps would lead to those, and name the folder of the build.
  { ...shared, format: 'cjs' },
]);
