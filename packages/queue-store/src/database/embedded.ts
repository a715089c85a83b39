import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Database, poolUse, type Queryable, render, type Statement } from './database.js';
import { classified, unavailable } from './errors.js';
import { type FolderLock, lockFolder } from './folder-lock.js';

/**
 * Opens PGlite on a data folder, or in memory without one. What a statement has answered is in the operating system's
 * hands: it outlives the process, killed or not. It may not outlive a power cut, since PGlite does not fsync.
 * @throws {EmbeddedStoreLockedError} another live process holds the folder.
 */
export async function openEmbedded(dataDir: string | undefined): Promise<Database> {
  if (dataDir === undefined) return embedded(await PGlite.create('memory://'), undefined);
  const lock = lockFolder(dataDir);
  try {
    // A folder within: PGlite wants an empty one to start with.
    return embedded(await PGlite.create(`file://${path.resolve(dataDir, 'postgres')}`), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function embedded(engine: PGlite, lock: FolderLock | undefined): Database {
  let closing: Promise<void> | undefined;
  const { query } = queryable(engine);
  let underWay = 0;
  const counted = <Result>(work: Promise<Result>): Promise<Result> => {
    underWay += 1;
    return work.finally(() => {
      underWay -= 1;
    });
  };
  return {
    async query<Row>(statement: Statement): Promise<Row[]> {
      if (closing) throw unavailable();
      return counted(query<Row>(statement));
    },
    async transaction<Result>(work: (handle: Queryable) => Promise<Result>): Promise<Result> {
      if (closing) throw unavailable();
      return counted(engine.transaction((tx) => work(queryable(tx))));
    },
    pool: () => poolUse(1, underWay),
    close() {
      closing ??= engine.close().finally(() => lock?.release());
      return closing;
    },
  };
}

function queryable(handle: Pick<PGlite, 'query'>): Queryable {
  return {
    async query<Row>(statement: Statement): Promise<Row[]> {
      const { text, values } = render(statement);
      try {
        return (await handle.query<Row>(text, values)).rows;
      } catch (error) {
        throw classified(error);
      }
    },
  };
}
