import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewArtifact } from '../../store.js';
import { hashOf } from '../fixtures.js';
import { expectRefusal, type Harness } from '../harness.js';

/** What is known of artifacts. */
export function artifactsConformance(h: Harness): void {
  const file = (changes: Partial<NewArtifact> = {}): NewArtifact => ({
    id: randomUUID(),
    name: 'logs/run.log',
    contentType: 'text/plain',
    sizeBytes: 50 * 1024 * 1024,
    digest: hashOf('x'),
    storagePath: 'a/b',
    ...changes,
  });

  describe('artifacts', () => {
    it('are added by the holder of the running job, listed in the order of their ids, and read', async () => {
      const job = await h.running();
      const holder = { jobId: job.id, workerId: 'w1', leaseToken: job.leaseToken };
      const artifacts = [
        file({ id: '01890000-0000-7000-8000-000000000001' }),
        file({ id: '01890000-0000-7000-8000-000000000002' }),
      ];
      for (const artifact of artifacts)
        expect(await h.store.artifacts.add({ ...holder, artifact })).toEqual({
          ...artifact,
          jobId: job.id,
          createdAt: h.in(0),
        });
      const { items } = { items: await h.store.artifacts.list({ jobId: job.id }) };
      expect(items.map(({ id }) => id)).toEqual(artifacts.map(({ id }) => id));
      expect(await h.store.artifacts.list({ jobId: job.id, limit: 1 })).toHaveLength(1);
      const [first] = items;
      expect(await h.store.artifacts.get({ jobId: job.id, artifactId: first?.id ?? '' })).toEqual(first);
      expect(await h.store.artifacts.known([first?.id ?? '', randomUUID(), 'x'])).toEqual([first?.id]);
      expect((await h.store.jobs.get(job.id)).artifactsPath).toBe(job.id);
    });

    it('are refused to whoever does not hold the job', async () => {
      const job = await h.running();
      const add = (holder: object) =>
        h.store.artifacts.add({ jobId: job.id, workerId: 'w1', artifact: file(), ...holder });
      await expectRefusal(add({ workerId: 'w2' }), 'job_ownership_mismatch');
      await expectRefusal(add({ leaseToken: randomUUID() }), 'stale_lease');
      await expectRefusal(add({ jobId: randomUUID() }), 'job_not_found');
      await h.store.jobs.complete({ jobId: job.id, workerId: 'w1' });
      await expectRefusal(add({}), 'job_state_conflict');
      expect(await h.store.artifacts.list({ jobId: job.id })).toEqual([]);
    });

    it('are told apart: none of this id, one of another job', async () => {
      const job = await h.running();
      const other = await h.create();
      const artifact = file();
      await h.store.artifacts.add({ jobId: job.id, workerId: 'w1', artifact });
      const get = (jobId: string, artifactId: string) => h.store.artifacts.get({ jobId, artifactId });
      await expectRefusal(get(other.id, artifact.id), 'artifact_job_mismatch');
      await expectRefusal(get(job.id, randomUUID()), 'artifact_not_found');
      await expectRefusal(get(job.id, 'x'), 'artifact_not_found');
      await expectRefusal(get(randomUUID(), artifact.id), 'job_not_found');
      await expectRefusal(h.store.artifacts.list({ jobId: randomUUID() }), 'job_not_found');
      for (const limit of [0, 501])
        await expectRefusal(h.store.artifacts.list({ jobId: job.id, limit }), 'invalid_query');
    });
  });
}
