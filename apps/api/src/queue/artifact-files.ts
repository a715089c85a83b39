/** Where the bytes of artifacts lie. What it takes to keep them elsewhere is this interface. */
import { createHash, randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isUuid } from '@moonmind/queue-store';

export interface ArtifactFiles {
  /** Takes the bytes in; they are not to be read yet. What fails half-way leaves nothing. */
  write(ref: ArtifactRef, bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile>;
  /**
   * The bytes from `start` to `end`, both inclusive.
   * @throws an error with the code `ENOENT` where there is no such file.
   */
  read(storagePath: string, range: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>;
  /** Removes what uploads that were cut off have left, unless their artifact was recorded. */
  recover(known: KnownArtifacts): Promise<void>;
  /** Does so too, and removes the files whose artifact is gone with its job. Reads the whole folder. */
  tidy(known: KnownArtifacts): Promise<void>;
}

/** Gives those of the ids that are an artifact's. */
export type KnownArtifacts = (artifactIds: readonly string[]) => Promise<readonly string[]>;

export interface ArtifactRef {
  readonly jobId: string;
  readonly artifactId: string;
}

export interface WrittenFile {
  readonly storagePath: string;
  readonly sizeBytes: number;
  /** `sha256:` and the hex digest. */
  readonly digest: string;
  /** Puts the file where it is read from, on disk for good. */
  keep(): Promise<void>;
  /** The artifact is recorded. Until then `tidy` may find that it is not, and remove the file. */
  confirm(): Promise<void>;
  /** Removes the file. */
  discard(): Promise<void>;
  /** Whether the artifact was recorded is not known: leaves it to `tidy`. */
  abandon(): void;
}

/** An upload of another process that has not grown for so long is dead; one lasts five minutes at most. */
const DEAD_MS = 10 * 60_000;
const ASKED_AT_ONCE = 500;

/**
 * Files in a folder: `<root>/<jobId>/<artifactId>`, so that no name of a client's ever becomes a path.
 *
 * An upload has a folder of its own, `<root>/incoming/<process>/<jobId>.<artifactId>/`, from before its first byte until
 * its artifact is recorded. The bytes are written there, synced, and renamed to their place. So whenever the process
 * dies, the folder tells which file nobody may have heard of.
 *
 * @param exclusive no other process uses the folder.
 */
export function artifactFolder(root: string, { exclusive = false } = {}): ArtifactFiles {
  const incoming = path.join(root, 'incoming');
  const self = `${world()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const active = new Set<string>();
  const placeOf = ({ jobId, artifactId }: ArtifactRef) => path.join(root, jobId, artifactId);

  async function place(part: string, ref: ArtifactRef): Promise<void> {
    const target = placeOf(ref);
    for (let attempt = 1; ; attempt++)
      try {
        await mkdir(path.dirname(target), { recursive: true });
        await rename(part, target);
        break;
      } catch (error) {
        // The job's last file was removed at the same moment, and its folder with it.
        if (attempt === 3 || !isMissing(error)) throw error;
      }
    await syncFolder(path.dirname(target));
    await syncFolder(root);
  }

  async function remove(ref: ArtifactRef): Promise<void> {
    await rm(placeOf(ref), { force: true });
    // Only where it is empty.
    await rmdir(path.dirname(placeOf(ref))).catch(() => {});
  }

  async function recover(known: KnownArtifacts): Promise<void> {
    for (const owner of await namesIn(incoming)) {
      const folder = path.join(incoming, owner);
      for (const name of await namesIn(folder)) {
        const upload = path.join(folder, name);
        const dead = owner === self ? !active.has(name) : exclusive || (await isDead(owner, upload));
        const ref = refOf(name);
        if (!dead || !ref) continue;
        const [recorded] = await known([ref.artifactId]);
        if (!recorded) await remove(ref);
        await rm(upload, { recursive: true, force: true });
      }
      if (owner !== self) await rmdir(folder).catch(() => {});
    }
  }

  async function tidyPlaced(known: KnownArtifacts): Promise<void> {
    const jobIds = (await namesIn(root)).filter(isUuid);
    for (let start = 0; start < jobIds.length; start += ASKED_AT_ONCE) {
      const refs: ArtifactRef[] = [];
      for (const jobId of jobIds.slice(start, start + ASKED_AT_ONCE))
        for (const artifactId of await namesIn(path.join(root, jobId))) refs.push({ jobId, artifactId });
      // In this order: what is being uploaded is either among these, or recorded by the time of the question.
      const uploading = await underWay();
      const recorded = new Set<string>();
      for (let from = 0; from < refs.length; from += ASKED_AT_ONCE)
        for (const id of await known(
          refs.slice(from, from + ASKED_AT_ONCE).map(({ artifactId }) => artifactId),
        ))
          recorded.add(id);
      for (const ref of refs)
        if (!recorded.has(ref.artifactId) && !uploading.has(ref.artifactId)) await remove(ref);
    }
  }

  async function underWay(): Promise<Set<string>> {
    const names = await Promise.all(
      (await namesIn(incoming)).map((owner) => namesIn(path.join(incoming, owner))),
    );
    return new Set(names.flat().flatMap((name) => refOf(name)?.artifactId ?? []));
  }

  return {
    async write(ref, bytes) {
      const name = `${ref.jobId}.${ref.artifactId}`;
      const upload = path.join(incoming, self, name);
      const part = path.join(upload, 'part');
      const close = async () => {
        await rm(upload, { recursive: true, force: true });
        active.delete(name);
      };
      active.add(name);
      try {
        await mkdir(upload, { recursive: true });
        const { sizeBytes, digest } = await store(part, bytes);
        return {
          storagePath: `${ref.jobId}/${ref.artifactId}`,
          sizeBytes,
          digest,
          keep: () => place(part, ref),
          confirm: close,
          async discard() {
            await remove(ref);
            await close();
          },
          abandon: () => void active.delete(name),
        };
      } catch (error) {
        await close();
        throw error;
      }
    },
    async read(storagePath, { start, end }) {
      const handle = await open(path.join(root, storagePath), 'r');
      return rangeOf(handle, start, end);
    },
    recover,
    async tidy(known) {
      await recover(known);
      await tidyPlaced(known);
    },
  };
}

/** Writes and syncs; gives how many bytes there were, and their digest. */
async function store(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sizeBytes: number; digest: string }> {
  const handle = await open(file, 'wx');
  try {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of bytes) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      await handle.writeFile(chunk);
    }
    await handle.sync();
    return { sizeBytes, digest: `sha256:${hash.digest('hex')}` };
  } finally {
    await handle.close();
  }
}

const READ_BYTES = 64 * 1024;

/** A part of an open file as a stream, which closes the file when it ends or is cancelled. */
function rangeOf(handle: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  let position = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const wanted = Math.min(READ_BYTES, end + 1 - position);
        const { bytesRead, buffer } =
          wanted > 0
            ? await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, position)
            : { bytesRead: 0, buffer: Buffer.alloc(0) };
        if (bytesRead === 0) {
          await handle.close();
          if (wanted > 0) controller.error(new Error('The file is shorter than its artifact.'));
          else controller.close();
          return;
        }
        position += bytesRead;
        controller.enqueue(buffer.subarray(0, bytesRead));
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}

function refOf(name: string): ArtifactRef | undefined {
  const [jobId = '', artifactId = ''] = name.split('.');
  return isUuid(jobId) && isUuid(artifactId) ? { jobId, artifactId } : undefined;
}

/** Whether the process whose folder this is cannot be writing to the upload any more. */
async function isDead(owner: string, upload: string): Promise<boolean> {
  const [where, pid] = owner.split('-');
  if (where === world() && (Number(pid) === process.pid || !isRunning(Number(pid)))) return true;
  const files = [upload, path.join(upload, 'part')];
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Date.now() - Math.max(...times) > DEAD_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Names the host and the process namespace in which a pid means something. */
function world(): string {
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not on Linux: the host has but one.
  }
  return createHash('sha256').update(`${hostname()} ${namespace}`).digest('hex').slice(0, 16);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A rename is on disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
