/** What becomes of an entry after it is stored. */
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { hashOf, manifestJob, manifestPut, TEXT, USER } from '../fixtures.js';
import { expectRefusal, type Harness, START } from '../harness.js';
import { everyPage } from './reading.js';

export function registryOverTimeConformance(h: Harness): void {
  const put = (input = {}) => h.store.manifests.put(manifestPut(input));

  describe('revisions', () => {
    it('tell of every text who stored it, when and why, the newest first', async () => {
      await put({ message: 'first' });
      const later = h.pass(5);
      await put({ content: 'new', userId: 'v' });
      const again = h.pass(5);
      await put({ message: 'back' });
      const all = [
        { contentHash: hashOf(TEXT), createdAt: again, createdByUserId: USER, message: 'back' },
        { contentHash: hashOf('new'), createdAt: later, createdByUserId: 'v', message: null },
        { contentHash: hashOf(TEXT), createdAt: START, createdByUserId: USER, message: 'first' },
      ];
      for (const limit of [1, 2, 3]) {
        const pages = await everyPage((cursor) =>
          h.store.manifests.revisions({ name: 'docs', limit, ...cursor }),
        );
        expect(pages.flat()).toEqual(all);
      }
      expect(await h.store.manifests.revision('docs', hashOf(TEXT))).toEqual({ ...all[0], content: TEXT });
      await expectRefusal(h.store.manifests.revisions({ name: 'none' }), 'manifest_not_found');
      await expectRefusal(h.store.manifests.revisions({ name: 'docs', cursor: 'x' }), 'invalid_query');
    });
  });

  describe('delete', () => {
    const texts = () => h.database.query<object>(sql`SELECT content FROM manifest_texts ORDER BY content`);

    it('takes the entry, its revisions and the texts that nobody needs', async () => {
      await put();
      await put({ content: 'new' });
      await put({ name: 'other', content: 'new' });
      await h.store.manifests.delete({ name: 'docs' });
      await expectRefusal(h.store.manifests.get('docs'), 'manifest_not_found');
      await expectRefusal(h.store.manifests.revisions({ name: 'docs' }), 'manifest_not_found');
      await expectRefusal(h.store.manifests.delete({ name: 'docs' }), 'manifest_not_found');
      expect(await texts()).toEqual([{ content: 'new' }]);
      expect((await put()).outcome).toBe('created');
      expect((await h.store.manifests.revisions({ name: 'docs' })).items).toHaveLength(1);
    });

    it('keeps to If-Match and to the spelling', async () => {
      await put();
      await expectRefusal(
        h.store.manifests.delete({ name: 'docs', ifMatch: [hashOf('other')] }),
        'precondition_failed',
      );
      await expectRefusal(h.store.manifests.delete({ name: 'Docs' }), 'manifest_not_found');
      await h.store.manifests.delete({ name: 'docs', ifMatch: [hashOf(TEXT)] });
      await expectRefusal(h.store.manifests.get('docs'), 'manifest_not_found');
    });

    it('waits for the end of what runs, and leaves an ended job its text', async () => {
      await put();
      const { id } = await h.create({ job: manifestJob({ fromRegistry: true }) });
      await expectRefusal(h.store.manifests.delete({ name: 'docs' }), 'manifest_in_use');
      const { leaseToken } = await h.claimOne();
      await expectRefusal(h.store.manifests.delete({ name: 'docs' }), 'manifest_in_use');
      await h.store.jobs.fail({ jobId: id, workerId: 'w1', leaseToken, errorMessage: 'x' });
      await h.store.manifests.delete({ name: 'docs' });
      expect(await texts()).toEqual([{ content: TEXT }]);
      await h.store.jobs.requeue({ jobId: id, userId: USER });
      expect((await h.claimOne()).payload.manifest).toMatchObject({ source: { content: TEXT } });
    });
  });

  describe('state', () => {
    const run = async () => {
      await put();
      await h.create({ job: manifestJob({ fromRegistry: true }) });
      const { id, leaseToken } = await h.claimOne();
      return { name: 'docs', jobId: id, workerId: 'w1', leaseToken };
    };

    it('is written by the worker that holds a run, each time later than before', async () => {
      const holder = await run();
      const first = await h.store.manifests.setState({
        ...holder,
        stateJson: { at: 1 },
        expectedUpdatedAt: null,
      });
      expect(first).toEqual({ stateJson: { at: 1 }, stateUpdatedAt: START });
      expect((await h.store.manifests.get('docs')).state).toEqual(first);
      // At the same moment, by a worker that names no lease.
      const { name, jobId, workerId } = holder;
      const second = await h.store.manifests.setState({ name, jobId, workerId, stateJson: null });
      expect(second).toEqual({ stateJson: null, stateUpdatedAt: h.in(0.001) });
      expect((await h.store.manifests.list({})).items[0]).toMatchObject({
        stateUpdatedAt: second.stateUpdatedAt,
      });
    });

    it('is not written over what the writer has not seen', async () => {
      const holder = await run();
      const { stateUpdatedAt } = await h.store.manifests.setState({ ...holder, stateJson: 1 });
      for (const expectedUpdatedAt of [null, '2020-01-01T00:00:00.000Z'])
        await expectRefusal(
          h.store.manifests.setState({ ...holder, stateJson: 2, expectedUpdatedAt }),
          'state_conflict',
        );
      await h.store.manifests.setState({ ...holder, stateJson: 3, expectedUpdatedAt: stateUpdatedAt });
      expect((await h.store.manifests.get('docs')).state.stateJson).toBe(3);
    });

    it('is refused to anybody else', async () => {
      const holder = await run();
      await put({ name: 'other', content: 'other' });
      const refused = (changes: object, code: Parameters<typeof expectRefusal>[1]) =>
        expectRefusal(h.store.manifests.setState({ ...holder, stateJson: 1, ...changes }), code);
      await refused({ name: 'none' }, 'manifest_not_found');
      await refused({ name: 'other' }, 'job_not_authorized');
      await refused({ jobId: 'x' }, 'job_not_found');
      await refused({ workerId: 'w2' }, 'job_ownership_mismatch');
      await refused({ leaseToken: '01890000-0000-4000-8000-000000000000' }, 'stale_lease');
      await h.store.jobs.complete(holder);
      await refused({}, 'job_state_conflict');
      expect((await h.store.manifests.get('docs')).state.stateJson).toBe(null);
    });
  });
}
