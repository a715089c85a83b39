/** The registry as a folder of files: apply and export. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashManifest } from '@moonmind/manifest-contract';
import { QueueApiError } from '@moonmind/queue-client/client';
import { EXIT, type ExitCode, FailedError, UsageError } from '../exit.js';
import { filesOf, readText } from '../files.js';
import { err, out } from '../io.js';
import { remoteFailure } from './failure.js';
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
    if (other) throw new UsageError(`${other.file} and ${file} are both named ${name}.`);
    named.set(name, { file, text });
  }
  let refused = 0;
  for (const [name, { file, text }] of named) {
    const hash = hashManifest(text);
    const stored = await storedHash(connection, name);
    if (stored === hash) {
      out.write(`${name} unchanged\n`);
      continue;
    }
    try {
      await putText(connection, name, text, { ...flags, ...(stored === null ? {} : { ifHash: stored }) });
      out.write(
        `${name} ${flags.dryRun ? 'would be ' : ''}${stored === null ? 'created' : 'changed'} ${hash}\n`,
      );
    } catch (error) {
      if (!(error instanceof QueueApiError) || error.status >= 500 || error.status === 401) throw error;
      refused += 1;
      err.write(`${file}: ${remoteFailure(error)?.message}\n`);
    }
  }
  return refused > 0 ? EXIT.findings : EXIT.clean;
}

/** Writes each manifest of the registry to `<folder>/<name>.yaml`, byte for byte. */
export async function exportAll(
  folder: string,
  flags: RemoteFlags & { readonly force?: boolean },
): Promise<ExitCode> {
  const connection = connect(flags);
  mkdirSync(folder, { recursive: true });
  for (const { name, contentHash } of await listManifests(connection)) {
    const file = path.join(folder, `${name}.yaml`);
    const present = hashOf(file);
    if (present === contentHash) continue;
    if (present !== null && !flags.force)
      throw new FailedError(`${file} is there with another text; --force overwrites it.`);
    writeFileSync(file, (await getManifest(connection, name)).content);
    out.write(`${file}\n`);
  }
  return EXIT.clean;
}

function hashOf(file: string): string | null {
  try {
    return hashManifest(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
