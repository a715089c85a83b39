/** The files that a command's arguments name: files, folders, globs, and `-` for standard input. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FailedError, UsageError } from './exit.js';
import { visible } from './terminal/visible.js';

/** Standard input, as an argument and as a file's name in what is told. */
export const STDIN = '-';
const YAML = /\.ya?ml$/i;
const MAGIC = /[*?[\]{}!]/;
const FOREIGN = ['node_modules', '.git'];

/**
 * The files, each once, as they were named; what a folder or a glob gives comes sorted, with forward slashes.
 * @throws {UsageError} nothing is named, or a glob or folder holds no manifest.
 * @throws {FailedError} a file is not there.
 */
export async function filesOf(args: readonly string[]): Promise<string[]> {
  if (args.length === 0) throw new UsageError('Name files, folders or globs, or - for standard input.');
  const files = new Set<string>();
  for (const arg of args) for (const file of await filesOfOne(arg)) files.add(file);
  return [...files];
}

/** Where changes may concern an argument: a folder, and which of the files below it. */
export interface WatchedPlace {
  readonly folder: string;
  readonly recursive: boolean;
  /** Whether a file, named from the folder, is or may become one of the argument's. */
  readonly concerns: (file: string) => boolean;
}

/** Where the files of an argument come from. */
export function placeOf(arg: string): WatchedPlace {
  const stats = statOf(arg);
  if (stats?.isDirectory()) {
    return { folder: arg, recursive: true, concerns: (file) => YAML.test(file) };
  }
  if (stats || !MAGIC.test(arg)) {
    const name = path.basename(arg);
    return { folder: path.dirname(arg), recursive: false, concerns: (file) => file === name };
  }
  const plain = arg.slice(0, arg.search(MAGIC));
  return { folder: path.dirname(`${plain}x`), recursive: true, concerns: () => true };
}

async function filesOfOne(arg: string): Promise<string[]> {
  if (arg === STDIN) return [STDIN];
  const stats = statOf(arg);
  if (stats?.isDirectory()) {
    const entries = await readdir(arg, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      throw unreadable(arg, error);
    });
    const found = entries
      .filter((entry) => YAML.test(entry.name))
      .map((entry) => ({ entry, file: path.join(entry.parentPath, entry.name) }))
      // A link to a file is one of the folder's; one that leads nowhere is an editor's mark.
      .filter(({ entry, file }) => entry.isFile() || (entry.isSymbolicLink() && isFile(file)))
      .map(({ file }) => file)
      .filter((file) => !file.split(path.sep).some(isForeign))
      .map(slashed);
    if (found.length === 0) throw new UsageError(`There is no .yaml or .yml file in ${shown(arg)}.`);
    return found.sort();
  }
  if (stats) return [arg];
  if (!MAGIC.test(arg)) throw new FailedError(`There is no file ${shown(arg)}.`);
  const { glob } = await import('tinyglobby');
  const found = await glob([arg], {
    expandDirectories: false,
    ignore: FOREIGN.map((name) => `**/${name}/**`),
    dot: true,
  });
  if (found.length === 0) throw new UsageError(`No file matches ${shown(arg)}.`);
  return found.sort();
}

/** Whether a folder of this name is never looked into. */
export function isForeign(name: string): boolean {
  return FOREIGN.includes(name);
}

function slashed(file: string): string {
  return file.split(path.sep).join('/');
}

/** What stands under a name; undefined where there is nothing. @throws {FailedError} it cannot be found out. */
function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    // Below a file there is nothing: newer Node.js says so itself.
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw unreadable(file, error);
  }
}

function isFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false;
  }
}

/**
 * A file's text, as UTF-8.
 * @throws {FailedError} it cannot be read, or is no UTF-8.
 */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = file === STDIN ? readStdin() : readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
  if (!isUtf8(bytes)) throw new FailedError(`${shown(file)} is no UTF-8 text.`);
  return bytes.toString();
}

const CHUNK = 65_536;
const PAUSE_MS = 10;

/** All of standard input. One that does not block (another program may have made it so) is asked until it has something. */
function readStdin(): Buffer {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(CHUNK);
    try {
      const size = readSync(0, chunk);
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, size));
    } catch (error) {
      if (codeOf(error) === 'EOF') return Buffer.concat(chunks);
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

function unreadable(file: string, error: unknown): FailedError {
  const code = codeOf(error);
  return new FailedError(`${shown(file)} cannot be read${code ? ` (${code})` : ''}.`);
}

/** The code of a system's error, such as `ENOENT`. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A file as messages name it. */
export function shown(file: string): string {
  return file === STDIN ? 'standard input' : visible(file).replaceAll('\n', '\ufffd');
}
