import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedStore } from '../open.js';
import { newJob } from '../testing/fixtures.js';
import { expectRefusal } from '../testing/harness.js';
import { EmbeddedStoreLockedError } from './folder-lock.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'queue-store-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const WRITER = fileURLToPath(new URL('../testing/writer.ts', import.meta.url));

// Each opening of a folder takes seconds, more on a busy machine.
describe('an embedded store', { timeout: 120_000 }, () => {
  it('loses nothing that it has answered when its process is killed', async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=@moonmind/source', '--import', 'tsx', WRITER, dataDir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const answered: string[] = [];
    let rest = '';
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (data) => {
        const lines = (rest + String(data)).split('\n');
        rest = lines.pop() ?? '';
        answered.push(...lines);
        // In the midst of a write, most likely.
        if (answered.length >= 20) child.kill('SIGKILL');
      });
      child.once('exit', () => resolve());
    });
    expect(answered.length).toBeGreaterThanOrEqual(20);
    const store = await createEmbeddedStore({ dataDir });
    for (const id of answered) {
      expect((await store.jobs.get(id)).status).toBe('queued');
      expect(await store.events.list({ jobId: id })).toHaveLength(1);
    }
    await store.close();
  });

  it('refuses a second one on its folder, and hands it over when it closes', async () => {
    const store = await createEmbeddedStore({ dataDir });
    await expect(createEmbeddedStore({ dataDir })).rejects.toBeInstanceOf(EmbeddedStoreLockedError);
    const { job } = await store.jobs.create(newJob());
    await store.close();
    await store.close();
    await expectRefusal(store.ping(), 'database_unavailable');
    await expectRefusal(store.manifests.list({}), 'database_unavailable');
    const again = await createEmbeddedStore({ dataDir });
    expect(await again.jobs.get(job.id)).toEqual(job);
    await again.close();
  });

  it('wants to be told where to keep its data', async () => {
    await expect(createEmbeddedStore({})).rejects.toThrow('either dataDir or memory');
    await expect(createEmbeddedStore({ dataDir, memory: true })).rejects.toThrow('either dataDir or memory');
  });
});
