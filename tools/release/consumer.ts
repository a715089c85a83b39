/** A user's project: installs the packages by plain npm, type-checks against them, and runs on them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { repository, run } from '../commands/programs.js';

export interface Consumer {
  /** Compiler settings it was checked under. */
  readonly typeChecks: readonly string[];
  /** The compiled programs: an ES module, a CommonJS one, and the README's example. */
  readonly programs: readonly string[];
  readonly folder: string;
}

/** Installs `specs` (tarballs or name@version) into a fresh project in `folder`. */
export async function installConsumer(
  folder: string,
  specs: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
    readFileSync(path.join(repository, 'package.json'), 'utf8'),
  );
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "consumer", "private": true }\n');
  const types = `@types/node@${devDependencies['@types/node']}`;
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', types, ...specs], {
    cwd: folder,
    env,
  });
}

/** How users compile: as Node resolves, and as bundlers do. */
const RESOLUTIONS = {
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'preserve', moduleResolution: 'bundler', noEmit: true },
};

/**
 * Type-checks and compiles a consumer of the packages installed in `folder`: consumer/use.ts as ES module and as
 * CommonJS, and the example of manifest-contract's README.
 * @throws {Error} when one of them does not compile.
 */
export async function compileConsumer(folder: string): Promise<Consumer> {
  const source = path.join(repository, 'tools/release/consumer/use.ts');
  cpSync(source, path.join(folder, 'use.mts'));
  cpSync(source, path.join(folder, 'use.cts'));
  const readme = path.join(folder, 'node_modules/@moonmind/manifest-contract/README.md');
  writeFileSync(path.join(folder, 'readme.mts'), firstExample(readFileSync(readme, 'utf8')));
  cpSync(path.join(repository, 'examples/manifests/minimal.yaml'), path.join(folder, 'manifest.yaml'));
  const files = ['use.mts', 'use.cts', 'readme.mts'];
  for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
    const config = `tsconfig.${name}.json`;
    const compilerOptions = {
      strict: true,
      target: 'es2022',
      lib: ['es2022'],
      types: ['node'],
      ...resolution,
    };
    writeFileSync(path.join(folder, config), JSON.stringify({ compilerOptions, files }));
    await run(path.join(repository, 'node_modules/.bin/tsc'), ['-p', config], { cwd: folder });
  }
  return {
    folder,
    typeChecks: Object.keys(RESOLUTIONS),
    programs: files.map((file) => file.replace(/ts$/, 'js')),
  };
}

/** What the installed command is asked for, and what its JSON must match; it must answer with 0. */
const COMMANDS = [
  { args: ['manifest', 'schema'], answer: /"\$id": ?"/ },
  {
    args: ['manifest', 'lint', 'manifest.yaml', '--format', 'json'],
    answer: /"file": "manifest.yaml",\s*"diagnostics": \[\]/,
  },
];

/** Runs the consumer's programs, and the installed command, on one Node.js. */
export async function runConsumer(consumer: Consumer, node: string): Promise<void> {
  for (const program of consumer.programs) {
    const printed = await run(node, [program], { cwd: consumer.folder });
    if (printed.trim() === '') throw new Error(`${program} printed nothing: it tests nothing.`);
  }
  // As people call it: found by npx, and started by its first line.
  const env = { PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  for (const { args, answer } of COMMANDS) {
    const printed = await run('npx', ['--no', 'moonmind', ...args], { cwd: consumer.folder, env });
    if (!answer.test(printed)) throw new Error(`moonmind ${args.join(' ')} printed ${printed}.`);
  }
  await serveOnce(node, path.join(consumer.folder, 'node_modules/.bin/moonmind'), consumer.folder);
}

/** The installed command serves, says that it is ready, and ends on SIGTERM. */
async function serveOnce(node: string, command: string, folder: string): Promise<void> {
  const service = spawn(node, [command, 'serve', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(service, 'exit');
  let ready = false;
  for await (const line of createInterface(service.stdout)) {
    const { url }: { url?: string } = JSON.parse(line);
    if (url === undefined) continue;
    const { status } = await fetch(`${url}/readyz`);
    ready = true;
    service.kill('SIGTERM');
    if (status !== 200) throw new Error(`moonmind serve answered /readyz with ${status}.`);
  }
  const [code] = await ended;
  if (code !== 0 || !ready) throw new Error(`moonmind serve ended with ${code}, ready: ${ready}.`);
}

/** The first TypeScript example of a README. */
export function firstExample(markdown: string): string {
  const example = /^```ts\n(.*?)^```/ms.exec(markdown)?.[1];
  if (!example) throw new Error('The README of @moonmind/manifest-contract has no ```ts example.');
  return example;
}

export interface NodeVersion {
  readonly version: string;
  readonly executable: string;
}

/** A Node.js of this version or line (`20.19`, `24`), out of the npm registry. */
export async function nodeFromRegistry(line: string, cwd: string): Promise<NodeVersion> {
  const answer = await run(
    'npx',
    [
      '--yes',
      '--package',
      `node@${line}`,
      'node',
      '-p',
      'JSON.stringify([process.versions.node, process.execPath])',
    ],
    { cwd },
  );
  const [version = '', executable = '']: string[] = JSON.parse(answer);
  if (!version.startsWith(`${line}.`)) throw new Error(`Asked npm for Node.js ${line}, got ${version}.`);
  return { version, executable };
}
