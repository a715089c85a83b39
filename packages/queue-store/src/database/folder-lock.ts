/**
 * A lock on a data folder: PGlite has none, and two processes on one folder lose writes without an error.
 *
 * The lock is a chain of files `lock.1`, `lock.2`, …, of which the highest counts. It is taken by making the next one,
 * which only one process can; so nobody ever removes or overwrites a file that another may just have made, which is how
 * a dead process's lock gets stolen twice.
 */
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Another live process holds the data folder of an embedded store. */
export class EmbeddedStoreLockedError extends Error {
  override readonly name = 'EmbeddedStoreLockedError';
}

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** When the process started, as the system tells it; null where it does not. Pids are used again. */
  readonly started: string | null;
  /** The boot and the process namespace in which `pid` means something. */
  readonly world: string;
  readonly released?: true;
}

/** A holder of another world (a container on the same volume, say) shows that it lives by touching its file. */
const TOUCH_SECONDS = 2;
const UNTOUCHED_SECONDS = 30;

/**
 * Takes the lock, making the folder where it is missing.
 * @throws {EmbeddedStoreLockedError} a live process holds it, this one included.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const self: Holder = { pid: process.pid, started: startOf(process.pid), world: presentWorld() };
  for (;;) {
    const last = newest(folder);
    if (last > 0) refuseIfHeld(folder, last, self.world);
    const file = lockFile(folder, last + 1);
    if (!make(folder, file, self)) continue;
    // A listing taken while files came and went may have missed a higher one.
    if (newest(folder) !== last + 1) {
      rmSync(file, { force: true });
      continue;
    }
    // The one before stays until the next takeover, so that no listing finds the folder without a lock.
    for (const number of numbers(folder))
      if (number < last) rmSync(lockFile(folder, number), { force: true });
    return held(folder, file, self);
  }
}

function held(folder: string, file: string, self: Holder): FolderLock {
  const timer = setInterval(() => {
    const now = new Date();
    utimesSync(file, now, now);
  }, TOUCH_SECONDS * 1000).unref();
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      clearInterval(timer);
      const fresh = draft(folder, { ...self, released: true });
      renameSync(fresh, file);
    },
  };
}

function refuseIfHeld(folder: string, number: number, world: string): void {
  const file = lockFile(folder, number);
  let holder: Holder;
  let touched: number;
  try {
    holder = JSON.parse(readFileSync(file, 'utf8'));
    touched = statSync(file).mtimeMs;
  } catch (error) {
    // Gone: a newer one has taken its place, and the next look finds it.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (holder.released) return;
  const alive =
    holder.world === world
      ? isAlive(holder.pid) && (holder.started === null || startOf(holder.pid) === holder.started)
      : Date.now() - touched < UNTOUCHED_SECONDS * 1000;
  if (!alive) return;
  throw new EmbeddedStoreLockedError(
    `The data folder ${folder} is in use by process ${holder.pid}. ` +
      'An embedded store serves one process: stop that one, choose another folder, or use PostgreSQL.',
  );
}

/** Makes the lock file whole or not at all; false when it is there already. */
function make(folder: string, file: string, holder: Holder): boolean {
  const fresh = draft(folder, holder);
  try {
    linkSync(fresh, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

function draft(folder: string, holder: Holder): string {
  const file = path.join(folder, `lock-${randomUUID()}`);
  writeFileSync(file, JSON.stringify(holder));
  return file;
}

function lockFile(folder: string, number: number): string {
  return path.join(folder, `lock.${number}`);
}

function numbers(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => {
    const match = /^lock\.(\d+)$/.exec(name);
    return match ? [Number(match[1])] : [];
  });
}

function newest(folder: string): number {
  return Math.max(0, ...numbers(folder));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The start time of a process on Linux (field 22 of its stat, behind the parenthesized name), else null. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function presentWorld(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return process.platform;
  }
}
