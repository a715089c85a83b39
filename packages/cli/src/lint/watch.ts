/** Watches what a command's arguments name. */
import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import path from 'node:path';
import { FailedError } from '../exit.js';
import { isForeign, placeOf, type WatchedPlace } from '../files.js';

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/**
 * Calls back once files have changed that the arguments name or may come to name, never twice at a time; until the signal
 * aborts. @throws {FailedError} a folder cannot be watched.
 */
export function watchFiles(
  args: readonly string[],
  changed: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let pending: ReturnType<typeof setTimeout> | undefined;
    let working = Promise.resolve();
    const soon = () => {
      clearTimeout(pending);
      pending = setTimeout(() => {
        working = working.then(changed).catch(reject);
      }, SETTLE_MS);
    };
    const closings = args.map((arg) => watchPlace(placeOf(arg), soon));
    signal.addEventListener('abort', () => {
      clearTimeout(pending);
      for (const close of closings) close();
      void working.then(resolve);
    });
  });
}

/**
 * Watches each folder by itself: on Linux, Node's recursive watching loses sight of files that are replaced, which is how
 * editors save. Gives what ends it.
 */
function watchPlace({ folder, recursive, concerns }: WatchedPlace, soon: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const look = (at: string) => {
    if (!watchers.has(at)) {
      const watcher = watch(at, (event, name) => {
        if (event === 'rename' && !existsSync(at)) forget();
        const file = path.join(at, name ?? '');
        if (name === null || concerns(path.relative(folder, file))) soon();
        // A folder may have come, with files in it.
        if (recursive && event === 'rename' && foldersBelow(at).some((one) => !watchers.has(one))) {
          look(at);
          soon();
        }
      });
      const forget = () => {
        watcher.close();
        watchers.delete(at);
      };
      watcher.on('error', forget);
      watchers.set(at, watcher);
    }
    if (recursive) for (const below of foldersBelow(at)) look(below);
  };
  try {
    look(folder);
  } catch (error) {
    const why = error instanceof Error ? ` ${error.message}` : '';
    throw new FailedError(`${folder} cannot be watched.${why}`);
  }
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}

function foldersBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isForeign(entry.name))
      .map(({ name }) => path.join(folder, name));
  } catch {
    // Gone meanwhile.
    return [];
  }
}
