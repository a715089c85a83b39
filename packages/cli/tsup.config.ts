import path from 'node:path';
import { defineConfig } from 'tsup';
import { writeNotices } from './scripts/notices.js';

export default defineConfig({
  entry: { index: 'src/main.ts', 'lint-thread': 'src/lint/lint-thread.ts' },
  format: 'esm',
  // Each command is a chunk of its own: what is not called is not loaded.
  splitting: true,
  clean: true,
  minify: true,
  target: 'node20',
  // What reads manifests and calls the service is bundled: a hundred small files would be most of a cold start.
  noExternal: [/^(@moonmind\/(?!api)|(@noble|diff|openapi-fetch|yaml|zod)\b)/],
  metafile: true,
  esbuildOptions(options) {
    // The same parser as an ES module: it needs no wrapper, and what is unused is left out.
    options.alias = { yaml: path.resolve('../manifest-contract/node_modules/yaml/browser/index.js') };
    options.logOverride = { 'ignored-bare-import': 'silent' };
  },
  onSuccess: async () => writeNotices('dist/metafile-esm.json', 'dist/THIRD-PARTY.txt'),
});
