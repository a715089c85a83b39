import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { arrowFaults } from './arrows.mjs';

describe('the arrows between packages', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'arrows-'));
    for (const group of ['packages', 'apps', 'examples', 'tools/testing/src'])
      mkdirSync(path.join(root, group), { recursive: true });
    writeFileSync(
      path.join(root, 'tools/testing/package.json'),
      JSON.stringify({ name: '@moonmind/testing' }),
    );
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function addPackage(name: string, source: string, dependencies: Record<string, string> = {}): void {
    const folder = path.join(root, 'packages', name);
    mkdirSync(path.join(folder, 'src'), { recursive: true });
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: `@moonmind/${name}`, dependencies }),
    );
    writeFileSync(path.join(folder, 'src', 'index.ts'), source);
  }

  test('an arrow that runs forward passes', () => {
    addPackage('job-types', "import { x } from '@moonmind/manifest-contract';", {
      '@moonmind/manifest-contract': 'workspace:^',
    });
    expect(arrowFaults(root)).toEqual([]);
  });

  test.each([
    ['an import against the arrow', 'manifest-contract', "export * from '@moonmind/job-types';"],
    ['an import of an app', 'queue-store', "await import('@moonmind/api');"],
    ['a relative import out of the package', 'job-types', "import '../../queue-store/src/index.js';"],
    ['node: in the contract', 'manifest-contract', "import { readFileSync } from 'node:fs';"],
    ['a package without a line', 'stranger', ''],
  ])('%s is a fault', (_, name, source) => {
    addPackage(name, source);
    expect(arrowFaults(root)).toHaveLength(1);
  });

  test.each(['worker.mjs', 'src/main.ts', 'src/plan/plan.ts'])(
    'an example is held to its arrows in %s, and not in its test or its packages',
    (file) => {
      const folder = path.join(root, 'examples', 'manifest-worker');
      const source = "import { createWorker } from '@moonmind/queue-client';";
      const write = (name: string, text: string) => {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      };
      write('package.json', JSON.stringify({ name: '@moonmind/example-manifest-worker' }));
      write(path.join(path.dirname(file), 'worker.test.ts'), source);
      write(path.join(path.dirname(file), 'node_modules/some/index.mjs'), source);
      write(file, '');
      expect(arrowFaults(root)).toEqual([]);
      write(file, source);
      expect(arrowFaults(root)).toEqual([
        `examples/manifest-worker/${file}: may not import @moonmind/queue-client.`,
      ]);
    },
  );

  test('a dependency against the arrow is a fault', () => {
    addPackage('manifest-contract', '', { '@moonmind/api': 'workspace:^' });
    expect(arrowFaults(root)).toHaveLength(1);
  });
});
