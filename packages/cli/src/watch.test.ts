import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BINARY, moonmind } from './testing/command.js';
import { GOOD, TYPO } from './testing/manifests.js';

const CLEAN = 'checked, nothing to tell.';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'moonmind-watch-'));
  mkdirSync(path.join(folder, 'manifests/deep'), { recursive: true });
  write('manifests/deep/wiki.yaml', GOOD);
});
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  writeFileSync(path.join(folder, file), text);
}

/** The command at watch: what it says on standard error, what it has found, and how it ends. */
function watching(...args: string[]) {
  const child = spawn(process.execPath, [BINARY, 'manifest', 'lint', '--watch', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH },
  });
  children.push(child);
  let [said, found] = ['', ''];
  let look = () => {};
  child.stdout.on('data', (chunk: Buffer) => {
    found += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
    look();
  });
  return {
    /** Resolves once it has said this, after what was heard before. */
    hears: (text: string): Promise<void> =>
      new Promise((resolve) => {
        look = () => {
          const at = said.indexOf(text);
          if (at === -1) return;
          look = () => {};
          said = said.slice(at + text.length);
          resolve();
        };
        look();
      }),
    /** Its exit code, and the errors that it has found until then. */
    async interrupt() {
      const ended = once(child, 'close');
      child.kill('SIGINT');
      const [code] = await ended;
      return { code, found: [...found.matchAll(/error\[(\w+)\]/g)].map(([, name]) => name) };
    },
  };
}

it.each([['manifests'], ['manifests/**/*.yaml'], ['manifests/deep/wiki.yaml']])(
  'checks %s again as its files change, until it is interrupted',
  async (arg) => {
    const command = watching(arg);
    await command.hears(CLEAN);
    await command.hears('Watching');
    write('manifests/deep/wiki.yaml', TYPO);
    await command.hears('1 error, 0 warnings');
    // As editors do: a new file takes the place of the old one.
    write('manifests/deep/wiki.yaml.new', GOOD);
    renameSync(
      path.join(folder, 'manifests/deep/wiki.yaml.new'),
      path.join(folder, 'manifests/deep/wiki.yaml'),
    );
    await command.hears(CLEAN);
    // Gone, and back again.
    rmSync(path.join(folder, 'manifests/deep/wiki.yaml'));
    await command.hears('moonmind: ');
    write('manifests/deep/wiki.yaml', TYPO);
    await command.hears('1 error, 0 warnings');
    expect(await command.interrupt()).toEqual({ code: 0, found: ['unknown_provider', 'unknown_provider'] });
  },
);

it('sees folders that come and go', async () => {
  const command = watching('manifests');
  await command.hears('Watching');
  mkdirSync(path.join(folder, 'manifests/new/deeper'), { recursive: true });
  write('manifests/new/deeper/second.yaml', TYPO);
  await command.hears('1 error, 0 warnings in 2 manifests');
  write('manifests/new/deeper/second.yaml', GOOD);
  await command.hears('2 manifests checked');
  rmSync(path.join(folder, 'manifests/new'), { recursive: true });
  await command.hears('1 manifest checked');
  mkdirSync(path.join(folder, 'manifests/new'));
  write('manifests/new/again.yaml', TYPO);
  await command.hears('1 error, 0 warnings in 2 manifests');
  write('manifests/new/again.yaml', GOOD);
  await command.hears('2 manifests checked');
  expect((await command.interrupt()).code).toBe(0);
});

it('watches no standard input, and nothing that is not there', async () => {
  expect(await moonmind(['manifest', 'lint', '--watch', '-'], { cwd: folder })).toMatchObject({
    code: 2,
    err: expect.stringContaining('--watch takes files'),
  });
  expect((await moonmind(['manifest', 'lint', '--watch', 'nowhere.yaml'], { cwd: folder })).code).toBe(3);
});
