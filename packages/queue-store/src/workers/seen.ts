/** Notes which workers were seen, beside the calls that show them: no call waits for it. */
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import { json } from '../database/database.js';
import type { ClaimRequest } from '../store.js';

/** A worker's row is written at most so often, and at once when what it can do has changed. */
const WRITE_INTERVAL_MS = 5_000;
/** Workers that show up together are written together. */
const GATHER_MS = 250;
/** Workers not seen for so long are forgotten. */
export const FORGET_DAYS = 7;

interface Sight {
  /** Null where the call did not tell. */
  readonly claim: Pick<ClaimRequest, 'capabilities' | 'allowedTypes' | 'allowedRepositories'> | null;
  readonly told: string;
  writtenAt: number;
}

export interface WorkersSeen {
  claimed(request: ClaimRequest): void;
  /** A call that shows that the worker lives, but not what it can do. */
  alive(workerId: string): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export function createWorkersSeen(store: StoreContext): WorkersSeen {
  const seen = new Map<string, Sight>();
  const unwritten = new Map<string, Sight>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const note = (workerId: string, sight: Sight) => {
    // A process that serves very many worker ids keeps no list of them all.
    if (seen.size > 10_000) seen.clear();
    seen.set(workerId, sight);
    unwritten.set(workerId, sight);
    timer ??= setTimeout(() => void flush(), GATHER_MS).unref();
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...unwritten];
    unwritten.clear();
    if (batch.length > 0) {
      const at = performance.now();
      for (const [, sight] of batch) sight.writtenAt = at;
      // A sight that could not be written is followed by the next one.
      writing = writing.then(() => write(store, batch)).catch(() => {});
    }
    return writing;
  };
  const isFresh = (sight: Sight | undefined) =>
    sight !== undefined && performance.now() - sight.writtenAt < WRITE_INTERVAL_MS;

  return {
    claimed(request) {
      const before = seen.get(request.workerId);
      const { capabilities, allowedTypes = [], allowedRepositories = [] } = request;
      const told = JSON.stringify([capabilities, allowedTypes, allowedRepositories]);
      if (isFresh(before) && before?.told === told) return;
      note(request.workerId, {
        claim: { capabilities, allowedTypes, allowedRepositories },
        told,
        writtenAt: before?.writtenAt ?? 0,
      });
    },
    alive(workerId) {
      const before = seen.get(workerId);
      if (isFresh(before) || unwritten.has(workerId)) return;
      note(workerId, { claim: before?.claim ?? null, told: before?.told ?? '', writtenAt: 0 });
    },
    flush,
    close: flush,
  };
}

async function write(store: StoreContext, batch: readonly (readonly [string, Sight])[]): Promise<void> {
  const rows = batch.map(([workerId, { claim }]) => ({
    worker_id: workerId,
    claims: claim !== null,
    capabilities: [...new Set(claim?.capabilities)].map((capability) => capability.toLowerCase()).sort(),
    types: claim?.allowedTypes ?? [],
    repositories: claim?.allowedRepositories ?? [],
  }));
  // In one order, so that two processes do not wait for each other.
  rows.sort((a, b) => (a.worker_id < b.worker_id ? -1 : 1));
  await store.database.query(sql`
    WITH sight AS (
      SELECT worker_id, claims,
        ARRAY(SELECT jsonb_array_elements_text(capabilities)) AS capabilities,
        ARRAY(SELECT jsonb_array_elements_text(types)) AS types,
        ARRAY(SELECT jsonb_array_elements_text(repositories)) AS repositories
      FROM jsonb_to_recordset(${json(rows)})
        AS sent(worker_id text, claims boolean, capabilities jsonb, types jsonb, repositories jsonb)
    ),
    beating AS (
      UPDATE agent_workers SET last_seen_at = ${store.now()} FROM sight
      WHERE agent_workers.worker_id = sight.worker_id AND NOT claims
    )
    INSERT INTO agent_workers (worker_id, capabilities, allowed_types, allowed_repositories, last_seen_at)
    SELECT worker_id, capabilities, types, repositories, ${store.now()} FROM sight WHERE claims ORDER BY worker_id
    ON CONFLICT (worker_id) DO UPDATE
    SET capabilities = excluded.capabilities, allowed_types = excluded.allowed_types,
      allowed_repositories = excluded.allowed_repositories, last_seen_at = excluded.last_seen_at`);
}
