/** The files that a command's arguments name: files, folders, globs, and `-` for standard input. */
import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FailedError, UsageError } from './exit.js';

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
  const stats = statSync(arg, { throwIfNoEntry: false });
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
  const stats = statSync(arg, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const entries = await readdir(arg, { recursive: true, withFileTypes: true });
    const found = entries
      .filter((entry) => entry.isFile() && YAML.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !file.split(path.sep).some(isForeign))
      .map(slashed);
    if (found.length === 0) throw new UsageError(`There is no .yaml or .yml file in ${arg}.`);
    return found.sort();
  }
  if (stats) return [arg];
  if (!MAGIC.test(arg)) throw new FailedError(`There is no file ${arg}.`);
  const { glob } = await import('tinyglobby');
  const found = await glob([arg], {
    expandDirectories: false,
    ignore: FOREIGN.map((name) => `**/${name}/**`),
    dot: true,
  });
  if (found.length === 0) throw new UsageError(`No file matches ${arg}.`);
  return found.sort();
}

/** Whether a folder of this name is never looked into. */
export function isForeign(name: string): boolean {
  return FOREIGN.includes(name);
}

function slashed(file: string): string {
  return file.split(path.sep).join('/');
}

/**
 * A file's text, as UTF-8.
 * @throws {FailedError} it cannot be read, or is no UTF-8.
 */
export function readText(file: string): string {
  const source = file === STDIN ? 0 : file;
  try {
    // The fast way; what it cannot decode becomes a replacement character, which a text may also hold by itself.
    if (source !== 0) {
      const text = readFileSync(source, 'utf8');
      if (!text.includes('\ufffd')) return text;
    }
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(source));
  } catch (error) {
    if (error instanceof TypeError) throw new FailedError(`${shown(file)} is no UTF-8 text.`);
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new FailedError(`${shown(file)} cannot be read${code}.`);
  }
}

/** A file as messages name it. */
export function shown(file: string): string {
  return file === STDIN ? 'standard input' : file;
}
