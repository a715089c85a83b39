import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publish, ReleaseRefused } from './publish.js';

/** A repository ready to be published, whose tools/pnpm writes down what it is asked and fails on `failing`. */
describe('publish', () => {
  let root: string;
  let log: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'publish-'));
    log = path.join(root, '.git', 'asked');
    write('packages/one/package.json', JSON.stringify({ name: '@moonmind/one', version: '1.2.3' }));
    write('packages/one/CHANGELOG.md', '# @moonmind/one\n\n## 1.2.3\n\n### Patch Changes\n\n- Better.\n');
    write(
      'packages/own/package.json',
      JSON.stringify({ name: '@moonmind/own', version: '0.0.0', private: true }),
    );
    pnpmFailsOn('nothing');
    git('init', '-q');
    commit();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  function pnpmFailsOn(command: string): void {
    write('tools/pnpm', `#!/bin/sh\necho "$*" >>.git/asked\n[ "$*" != "${command}" ]\n`);
    chmodSync(path.join(root, 'tools/pnpm'), 0o755);
  }
  function git(...args: string[]): void {
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.test', ...args], {
      cwd: root,
    });
  }
  function commit(): void {
    git('add', '.');
    git('commit', '-qm', 'State');
  }
  const asked = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);

  test('checks, then publishes', async () => {
    await publish(root);
    expect(asked()).toEqual(['release:check', 'exec changeset publish']);
  });

  test('refuses a changed file', async () => {
    write('packages/one/CHANGELOG.md', '# @moonmind/one\n\n## 1.2.3\n\n- Changed by hand.\n');
    await expect(publish(root)).rejects.toThrow(ReleaseRefused);
    await expect(publish(root)).rejects.toThrow('packages/one/CHANGELOG.md');
    expect(asked()).toEqual([]);
  });

  test('refuses a file that no commit holds', async () => {
    write('packages/one/extra.js', '');
    await expect(publish(root)).rejects.toThrow(ReleaseRefused);
    await expect(publish(root)).rejects.toThrow('packages/one/extra.js');
    expect(asked()).toEqual([]);
  });

  test.each([
    ['no changelog', null],
    ['a changelog of other versions', '# @moonmind/one\n\n## 1.2.30\n\n- Old.\n\n## 1.2.2\n\n- Older.\n'],
    ['an empty entry', '# @moonmind/one\n\n## 1.2.3\n\n## 1.2.2\n\n- Older.\n'],
  ])('refuses %s', async (_, changelog) => {
    if (changelog === null) rmSync(path.join(root, 'packages/one/CHANGELOG.md'));
    else write('packages/one/CHANGELOG.md', changelog);
    commit();
    await expect(publish(root)).rejects.toThrow(ReleaseRefused);
    await expect(publish(root)).rejects.toThrow('@moonmind/one 1.2.3');
    expect(asked()).toEqual([]);
  });

  test('refuses when the check fails', async () => {
    pnpmFailsOn('release:check');
    commit();
    await expect(publish(root)).rejects.toThrow(ReleaseRefused);
    expect(asked()).toEqual(['release:check']);
  });

  test('tells when publishing itself fails', async () => {
    pnpmFailsOn('exec changeset publish');
    commit();
    await expect(publish(root)).rejects.toThrow('changeset publish: ended with 1');
  });
});
