/** Rows that one statement deletes: each batch is committed, and keeps no one waiting for long. */
export const BATCH = 500;

/** Deletes batch after batch until one is not full; gives how many rows went. */
export async function inBatches(deleteBatch: () => Promise<number>): Promise<number> {
  let deleted = 0;
  for (;;) {
    const rows = await deleteBatch();
    deleted += rows;
    if (rows < BATCH) return deleted;
  }
}
