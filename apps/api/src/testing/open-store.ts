import { createEmbeddedStore, createPostgresStore, type QueueStore } from '@moonmind/queue-store';

/** A store on the PostgreSQL that a URL names, else an embedded one in memory. */
export function openStore(url?: string): Promise<QueueStore> {
  return url ? createPostgresStore({ url }) : createEmbeddedStore({ memory: true });
}
