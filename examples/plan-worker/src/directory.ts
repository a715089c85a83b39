/** The files that a SimpleDirectoryReader would read. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { NonRetryable } from '@moonmind/queue-client';
import { glob } from 'tinyglobby';

export interface Document {
  readonly path: string;
  readonly bytes: number;
}

interface DirectoryParams {
  readonly inputDir: string;
  readonly recursive: boolean;
  /** With their dots, lower-case; empty: all. */
  readonly requiredExts: readonly string[];
  /** Globs. */
  readonly exclude: readonly string[];
  readonly excludeHidden: boolean;
}

/**
 * The files, by path. Links are not followed: they may lead out of the root.
 * @throws {NonRetryable} the folder is not there, or lies outside of the root.
 */
export async function documentsIn(
  params: unknown,
  { root, signal }: { readonly root: string; readonly signal: AbortSignal },
): Promise<Document[]> {
  const { inputDir, recursive, requiredExts, exclude, excludeHidden } = read(params);
  const folder = await folderBelow(root, inputDir);
  const found = await glob([recursive ? '**/*' : '*'], {
    cwd: folder,
    ignore: [...exclude],
    dot: !excludeHidden,
    followSymbolicLinks: false,
    expandDirectories: false,
    onlyFiles: true,
    signal,
  });
  // A walk that is broken off gives what it has.
  signal.throwIfAborted();
  const wanted = found.filter(
    (file) => requiredExts.length === 0 || requiredExts.includes(path.extname(file).toLowerCase()),
  );
  const documents: Document[] = [];
  for (const file of wanted.sort()) {
    signal.throwIfAborted();
    documents.push({ path: file, bytes: (await stat(path.join(folder, file))).size });
  }
  return documents;
}

async function folderBelow(root: string, inputDir: string): Promise<string> {
  const [base, folder] = await Promise.all([
    realpath(root),
    realpath(path.resolve(root, inputDir)).catch(() => {
      throw new NonRetryable(`inputDir names a folder that is not there: ${inputDir}.`);
    }),
  ]);
  const way = path.relative(base, folder);
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
    throw new NonRetryable(
      `inputDir leads out of the worker's folder: ${inputDir}. MOONMIND_ROOT says which one it is.`,
    );
  return folder;
}

function read(params: unknown): DirectoryParams {
  const { inputDir, recursive, requiredExts, exclude, excludeHidden } = Object(params);
  return {
    inputDir: typeof inputDir === 'string' ? inputDir : '.',
    recursive: recursive === true,
    requiredExts: texts(requiredExts).map((ext) => (ext.startsWith('.') ? ext : `.${ext}`).toLowerCase()),
    exclude: texts(exclude),
    excludeHidden: excludeHidden !== false,
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
