import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedStoreLockedError, lockFolder } from './folder-lock.js';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'queue-store-')), 'data');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const MODULE = fileURLToPath(new URL('./folder-lock.ts', import.meta.url));

/** A process that says `held` or `refused`, and then lives until it is ended. */
function locker() {
  const script = `const { lockFolder } = await import(${JSON.stringify(MODULE)});
    try { lockFolder(${JSON.stringify(folder)}); console.log('held'); } catch (error) { console.log(error.name); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data).trim())),
  );
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  return { said, kill };
}

describe('a folder lock', () => {
  it('is held by one, this process included, until it is released', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(EmbeddedStoreLockedError);
    expect(() => lockFolder(folder)).toThrow(`process ${process.pid}`);
    lock.release();
    lock.release();
    const again = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(EmbeddedStoreLockedError);
    again.release();
  });

  it('leaves few files behind, however often it is taken', () => {
    for (let count = 0; count < 10; count++) lockFolder(folder).release();
    expect(readdirSync(folder).length).toBeLessThanOrEqual(2);
  });

  it('is not taken from a live process, and is from a killed one', async () => {
    const holder = locker();
    expect(await holder.said).toBe('held');
    expect(() => lockFolder(folder)).toThrow(EmbeddedStoreLockedError);
    await holder.kill();
    lockFolder(folder).release();
  });

  it('goes to one of several processes that find a dead one', async () => {
    const dead = locker();
    await dead.said;
    await dead.kill();
    const rivals = [locker(), locker(), locker(), locker()];
    const said = await Promise.all(rivals.map((rival) => rival.said));
    await Promise.all(rivals.map((rival) => rival.kill()));
    expect(said.sort()).toEqual([...Array(3).fill('EmbeddedStoreLockedError'), 'held']);
  });

  it('is not fooled by another process that has got the same pid', () => {
    lockFolder(folder).release();
    const holder = readHolder();
    writeFileSync(
      path.join(folder, 'lock.2'),
      JSON.stringify({ ...holder, released: undefined, started: '1' }),
    );
    lockFolder(folder).release();
  });

  it('of another container counts as long as it is touched', () => {
    lockFolder(folder).release();
    const file = path.join(folder, 'lock.2');
    writeFileSync(
      file,
      JSON.stringify({ ...readHolder(), released: undefined, world: 'another', pid: 999_999_999 }),
    );
    expect(() => lockFolder(folder)).toThrow(EmbeddedStoreLockedError);
    const old = new Date(Date.now() - 60_000);
    utimesSync(file, old, old);
    lockFolder(folder).release();
    expect(existsSync(path.join(folder, 'lock.3'))).toBe(true);
  });

  function readHolder(): object {
    return JSON.parse(readFileSync(path.join(folder, 'lock.1'), 'utf8'));
  }
});
