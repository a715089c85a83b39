/** How much each entry point of the contract may weigh, dependencies included, minified and under brotli. */
const budget = (entry, limit) => ({
  name: entry === 'index' ? 'manifest-contract' : `manifest-contract/${entry}`,
  path: `packages/manifest-contract/dist/${entry}.js`,
  limit,
  // The chunks' bare imports of each other, which esbuild rightly leaves out, are nothing to warn of.
  modifyEsbuildConfig: (config) => ({ ...config, logLevel: 'error' }),
});

export default [
  budget('index', '108 kB'),
  budget('secrets', '61 kB'),
  budget('schema', '30 kB'),
  budget('references', '1.2 kB'),
  budget('capabilities', '25 kB'),
  budget('format', '24 kB'),
];
