import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentFaults } from './tarballs.js';

describe('the contents of a tarball', () => {
  const root = '/where/it/was/built';
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tarball-'));
    for (const file of [
      'LICENSE',
      'README.md',
      ...['cjs', 'js', 'd.ts', 'd.cts'].map((end) => `dist/index.${end}`),
    ]) {
      write(file, '');
    }
    writePackage({});
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  function writePackage(fields: object): void {
    const given = { name: '@moonmind/one', version: '0.0.0', main: 'dist/index.cjs', exports: { '.': {} } };
    write('package.json', JSON.stringify({ ...given, ...fields }));
  }
  const faults = () => contentFaults({ name: '@moonmind/one', folder }, root);

  test('what users need and no more is right', () => {
    write('src/index.ts', '');
    write('src/testimony.ts', '');
    expect(faults()).toEqual([]);
  });

  test.each([
    'LICENSE',
    'README.md',
    'dist/index.cjs',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/index.d.cts',
  ])('lacking %s is a fault', (file) => {
    rmSync(path.join(folder, file));
    expect(faults()).toEqual([`@moonmind/one: lacks ${file}`]);
  });

  test.each([
    'src/index.test.ts',
    'src/testing/conformance.ts',
    'dist/.tsbuildinfo',
    'tsconfig.json',
    '.env.local',
    'old.tgz',
    '.turbo/build.log',
  ])('holding %s is a fault', (file) => {
    write(file, '');
    expect(faults()).toHaveLength(1);
    expect(faults()[0]).toContain(file);
  });

  test('a path of the building machine is a fault', () => {
    write('dist/index.js', `const at = '${root}/packages/one';`);
    expect(faults()).toHaveLength(1);
    expect(faults()[0]).toContain('dist/index.js');
  });

  test('a dependency that only the workspace knows is a fault', () => {
    writePackage({ dependencies: { '@moonmind/two': 'workspace:^', zod: '4.0.0' } });
    expect(faults()).toHaveLength(1);
    expect(faults()[0]).toContain('@moonmind/two by workspace:^');
  });

  test('a version needs its entry in the changelog', () => {
    writePackage({ version: '1.0.0' });
    expect(faults()).toEqual(['@moonmind/one: its CHANGELOG.md has no entry for 1.0.0']);
    write('CHANGELOG.md', '# @moonmind/one\n\n## 1.0.0\n\n- First.\n');
    expect(faults()).toEqual([]);
  });
});
