/** All tests and what they test as one script, so that a fresh environment costs an evaluation, not an import of each file. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';

/**
 * @typedef {(api: Record<string, unknown>, onFile: (file: string) => boolean) => void} Evaluate loads the sources and then
 *   each test file for which `onFile` says so, with `api` in the place of `vitest`
 */

/**
 * Bundles test files. The result evaluates them anew at each call.
 * @param {string} root where the workspace lies
 * @param {string[]} sources absolute paths of what is loaded before any test is
 * @param {string[]} files absolute paths of tests
 * @returns {Promise<Evaluate>}
 */
export async function bundleTests(root, sources, files) {
  const entry = [
    ...sources.map((file) => `require(${JSON.stringify(file)});`),
    ...files.map((file) => `if (__onFile(${JSON.stringify(file)})) require(${JSON.stringify(file)});`),
  ];
  const built = await build({
    stdin: { contents: entry.join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: `node${process.versions.node}`,
    conditions: ['@moonmind/source'],
    plugins: [workspaceSources(root)],
    logLevel: 'error',
  });
  const wrapped = `(function (require, module, exports, __onFile) {${built.outputFiles[0].text}\n})`;
  const evaluate = new vm.Script(wrapped, { filename: path.join(root, 'tests.cjs') }).runInThisContext();
  const require = createRequire(path.join(root, 'tests.cjs'));
  return (api, onFile) => {
    const module = { exports: {} };
    evaluate((name) => (name === 'vitest' ? api : require(name)), module, module.exports, onFile);
  };
}

/** Bundles the workspace's own files; packages are left where they are, named by their absolute paths. */
function workspaceSources(root) {
  return {
    name: 'workspace-sources',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^vitest$/ }, () => ({ path: 'vitest', external: true }));
      esbuild.onResolve({ filter: /^@moonmind\// }, async ({ path: name }) => ({
        path: path.join(root, await sourceOf(root, name)),
      }));
      esbuild.onResolve({ filter: /^[^./]/ }, ({ path: name, importer }) => {
        if (name.startsWith('node:')) return { path: name, external: true };
        return { path: createRequire(importer).resolve(name), external: true };
      });
      esbuild.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => ({
        contents: (await readFile(file, 'utf8')).replaceAll(
          'import.meta.url',
          JSON.stringify(pathToFileURL(file).href),
        ),
        loader: 'ts',
      }));
    },
  };
}

const FOLDERS = { '@moonmind/testing': 'tools/testing', '@moonmind/api': 'apps/api' };

/** The source file, below the root, that a workspace package's entry point is built from. */
async function sourceOf(root, name) {
  const [scope, plain, ...rest] = name.split('/');
  const folder = FOLDERS[`${scope}/${plain}`] ?? `packages/${plain}`;
  const { exports } = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
  const entry = exports[['.', ...rest].join('/')];
  return path.join(folder, typeof entry === 'string' ? entry : (entry['@moonmind/source'] ?? entry.default));
}
