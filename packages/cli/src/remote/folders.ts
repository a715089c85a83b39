/** The registry as a folder of files: apply and export. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashManifest } from '@moonmind/manifest-contract';
import { QueueApiError } from '@moonmind/queue-client/client';
import { EXIT, type ExitCode, FailedError, UsageError } from '../exit.js';
import { codeOf, filesOf, readText, shown } from '../files.js';
import { err, out } from '../io.js';
import { visible } from '../terminal/visible.js';
import { type RemoteFailure, remoteFailure } from './failure.js';
import { getManifest, listManifests, nameOf, type PutFlags, putText, storedHash } from './manifests.js';
import { connect, type RemoteFlags } from './settings.js';

/** Stores all manifests of a folder; those that are stored as they are cost no write. */
export async function apply(folder: string, flags: PutFlags): Promise<ExitCode> {
  const connection = connect(flags);
  const named = new Map<string, { file: string; text: string }>();
  for (const file of await filesOf([folder])) {
    const text = readText(file);
    const name = nameOf(file, text);
    const other = named.get(name);
    if (other) throw new UsageError(`${shown(other.file)} and ${shown(file)} are both named ${name}.`);
    named.set(name, { file, text });
  }
  const failures: RemoteFailure[] = [];
  for (const [name, { file, text }] of named) {
    const hash = hashManifest(text);
    const stored = await storedHash(connection, name);
    if (stored === hash) {
      out.write(`${name} unchanged\n`);
      continue;
    }
    try {
      await putText(connection, name, text, { ...flags, over: stored });
      out.write(
        `${name} ${flags.dryRun ? 'would be ' : ''}${stored === null ? 'created' : 'changed'} ${hash}\n`,
      );
    } catch (error) {
      if (!(error instanceof QueueApiError) || error.status >= 500 || error.status === 401) throw error;
      const failure = remoteFailure(error);
      if (failure === null) throw error;
      failures.push(failure);
      err.write(`${shown(file)}: ${visible(failure.message)}\n`);
    }
  }
  if (failures.some(({ isFinding }) => !isFinding)) return EXIT.failed;
  return failures.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Writes each manifest of the registry to `<folder>/<name>.yaml`, byte for byte. */
export async function exportAll(
  folder: string,
  flags: RemoteFlags & { readonly force?: boolean },
): Promise<ExitCode> {
  const connection = connect(flags);
  writing(folder, () => mkdirSync(folder, { recursive: true }));
  for (const { name, contentHash } of await listManifests(connection)) {
    const file = path.join(folder, `${name}.yaml`);
    const present = hashOf(file);
    if (present === contentHash) continue;
    if (present !== null && !flags.force)
      throw new FailedError(`${file} is there with another text; --force overwrites it.`);
    const { content } = await getManifest(connection, name);
    writing(file, () => writeFileSync(file, content));
    out.write(`${file}\n`);
  }
  return EXIT.clean;
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = codeOf(error);
    throw new FailedError(`${shown(file)} cannot be written${code ? ` (${code})` : ''}.`);
  }
}

function hashOf(file: string): string | null {
  try {
    return hashManifest(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
