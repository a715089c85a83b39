/** The probe with the built contract, as each runtime takes it. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = path.dirname(fileURLToPath(import.meta.url));

/** One script that needs web globals alone and leaves `runtimes.probe` behind; a `node:` import would fail here. */
export async function webScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'probe.ts')],
    bundle: true,
    write: false,
    // The chunks' bare imports of each other, which esbuild rightly leaves out, are nothing to warn of.
    logLevel: 'error',
    format: 'iife',
    globalName: 'runtimes',
    platform: 'browser',
    target: 'es2022',
    minify: true,
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

/** A Node program beside the probe's packages, which it loads by `import` or `require`, that prints what the probe says. */
export async function nodeProgram(format: 'esm' | 'cjs'): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "import { probe } from './probe.ts'; console.log(probe(process.env.PROBE_SECRET ?? ''));",
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    logLevel: 'error',
    format,
    platform: 'node',
    target: 'node20',
    packages: 'external',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}
