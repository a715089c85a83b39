/**
 * The arrows between packages run one way: each may import only what stands here, declared in its package.json and in
 * its sources alike. Tests may import more than sources, so only what ships is held to it.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ALLOWED = {
  '@moonmind/manifest-contract': [],
  '@moonmind/job-types': ['@moonmind/manifest-contract'],
  '@moonmind/queue-store': ['@moonmind/manifest-contract', '@moonmind/job-types'],
  '@moonmind/api': ['@moonmind/manifest-contract', '@moonmind/job-types', '@moonmind/queue-store'],
  '@moonmind/queue-client': ['@moonmind/manifest-contract'],
  '@moonmind/cli': ['@moonmind/manifest-contract', '@moonmind/queue-client', '@moonmind/api'],
  '@moonmind/testing': [],
  '@moonmind/example-manifest-worker': [],
  '@moonmind/example-plan-worker': ['@moonmind/manifest-contract', '@moonmind/queue-client'],
};

const IMPORT =
  /\b(?:import|export)\b[^'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\bimport\s+['"]([^'"]+)['"]/g;
const TEST_ONLY = /\.test\.ts$|(^|\/)testing\//;

/** What is wrong with the arrows of the workspace at `root`: one sentence each. */
export function arrowFaults(root) {
  const faults = [];
  const groups = ['packages', 'apps', 'examples', 'tools/testing'];
  for (const folder of groups.flatMap((group) => packagesIn(root, group))) {
    const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const allowed = ALLOWED[manifest.name];
    if (!allowed) {
      faults.push(
        `${folder}: ${manifest.name} has no line in tools/checks/arrows.mjs; say there what it may import.`,
      );
      continue;
    }
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      if (name.startsWith('@moonmind/') && !allowed.includes(name)) {
        faults.push(`${folder}/package.json: ${manifest.name} may not depend on ${name}.`);
      }
    }
    const home = sourceFolder(path.join(root, folder));
    const ownManifest = path.join(root, folder, 'package.json');
    for (const file of sources(home)) {
      const shown = path.relative(root, file);
      if (TEST_ONLY.test(shown) && manifest.name !== '@moonmind/testing') continue;
      for (const match of readFileSync(file, 'utf8').matchAll(IMPORT)) {
        const target = match[1] ?? match[2] ?? match[3];
        const name = target.startsWith('@moonmind/') ? target.split('/').slice(0, 2).join('/') : null;
        if (name && name !== manifest.name && !allowed.includes(name))
          faults.push(`${shown}: may not import ${target}.`);
        const place = path.resolve(path.dirname(file), target);
        if (target.startsWith('.') && !place.startsWith(home) && place !== ownManifest)
          faults.push(`${shown}: ${target} leaves its package.`);
        if (manifest.name === '@moonmind/manifest-contract' && target.startsWith('node:')) {
          faults.push(
            `${shown}: the contract runs in browsers and at the edge, so it may not import ${target}.`,
          );
        }
      }
    }
  }
  return faults;
}

function packagesIn(root, group) {
  const folder = path.join(root, group);
  if (isFile(path.join(folder, 'package.json'))) return [group];
  return readdirSync(folder)
    .map((name) => path.join(group, name))
    .filter((name) => isFile(path.join(root, name, 'package.json')));
}

/** `src`; an example of one file has none. */
function sourceFolder(folder) {
  const src = path.join(folder, 'src');
  return statSync(src, { throwIfNoEntry: false })?.isDirectory() ? src : folder;
}

function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.m?[jt]s$/.test(name) && !name.split(path.sep).includes('node_modules'))
    .map((name) => path.join(folder, name));
}

function isFile(name) {
  return statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = arrowFaults(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..'));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
