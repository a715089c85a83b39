import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { ClaimedJob } from '../../store.js';
import { CAPABILITIES, hashOf, manifestJob, manifestPut, TEXT, USER } from '../fixtures.js';
import { expectRefusal, type Harness, START } from '../harness.js';
import { everyPage } from './reading.js';

export function registryConformance(h: Harness): void {
  const put = (input = {}) => h.store.manifests.put(manifestPut(input));
  const revisions = async () =>
    h.database.query<object>(
      sql`SELECT manifest, content_hash, actor, message FROM manifest_revisions ORDER BY id`,
    );

  describe('put', () => {
    it('creates an entry, and get gives it back', async () => {
      const { outcome, record } = await put({ message: 'first' });
      expect(outcome).toBe('created');
      expect(record).toEqual({
        name: 'docs',
        version: 'v0',
        content: TEXT,
        contentHash: hashOf(TEXT),
        createdAt: START,
        updatedAt: START,
        requiredCapabilities: CAPABILITIES,
        lastRun: null,
        state: { stateJson: null, stateUpdatedAt: null },
      });
      expect(await h.store.manifests.get('docs')).toEqual(record);
      expect(await revisions()).toEqual([
        { manifest: 'docs', content_hash: hashOf(TEXT), actor: USER, message: 'first' },
      ]);
    });

    it('changes it, and keeps the old text', async () => {
      await put();
      const now = h.pass(5);
      const { outcome, record } = await put({
        content: 'new',
        requiredCapabilities: ['manifest'],
        userId: 'v',
      });
      expect(outcome).toBe('changed');
      expect(record).toMatchObject({
        content: 'new',
        contentHash: hashOf('new'),
        createdAt: START,
        updatedAt: now,
        requiredCapabilities: ['manifest'],
      });
      expect(await h.store.manifests.get('docs')).toEqual(record);
      expect(await revisions()).toHaveLength(2);
      expect(await h.store.manifests.revision('docs', hashOf(TEXT))).toMatchObject({
        contentHash: hashOf(TEXT),
        content: TEXT,
      });
    });

    it('makes no revision of the text that is there', async () => {
      const { record } = await put();
      h.pass(5);
      expect(await put({ message: 'again' })).toEqual({ outcome: 'unchanged', record });
      expect(await revisions()).toHaveLength(1);
    });

    it('makes a revision of an old text that comes back', async () => {
      await put();
      await put({ content: 'new' });
      expect((await put()).outcome).toBe('changed');
      expect(await revisions()).toHaveLength(3);
    });

    it('refuses a name that differs only by case', async () => {
      await put();
      await expectRefusal(put({ name: 'Docs' }), 'manifest_name_conflict');
      await expectRefusal(put({ name: 'DOCS', dryRun: true }), 'manifest_name_conflict');
      await expectRefusal(h.store.manifests.get('Docs'), 'manifest_not_found');
    });

    it('keeps to If-Match', async () => {
      await expectRefusal(put({ ifMatch: '*' }), 'precondition_failed');
      await expectRefusal(put({ ifMatch: [hashOf(TEXT)] }), 'precondition_failed');
      await put();
      await expectRefusal(put({ content: 'new', ifMatch: [hashOf('other')] }), 'precondition_failed');
      await expectRefusal(put({ ifMatch: [] }), 'precondition_failed');
      expect((await put({ content: 'new', ifMatch: [hashOf('other'), hashOf(TEXT)] })).outcome).toBe(
        'changed',
      );
      expect((await put({ content: 'newer', ifMatch: '*' })).outcome).toBe('changed');
    });

    it('keeps to If-None-Match', async () => {
      expect((await put({ ifNoneMatch: '*' })).outcome).toBe('created');
      await expectRefusal(put({ ifNoneMatch: '*' }), 'precondition_failed');
      await expectRefusal(put({ content: 'new', ifNoneMatch: [hashOf(TEXT)] }), 'precondition_failed');
      expect((await put({ content: 'new', ifNoneMatch: [hashOf('other')] })).outcome).toBe('changed');
    });

    it('stores nothing in a dry run, and tells what would be', async () => {
      const dry = await put({ dryRun: true });
      expect(dry).toMatchObject({
        outcome: 'created',
        record: { name: 'docs', createdAt: START, lastRun: null },
      });
      await expectRefusal(h.store.manifests.get('docs'), 'manifest_not_found');
      await expectRefusal(put({ dryRun: true, ifMatch: '*' }), 'precondition_failed');
      const { record } = await put();
      const now = h.pass(5);
      expect(await put({ content: 'new', dryRun: true })).toEqual({
        outcome: 'changed',
        record: { ...record, content: 'new', contentHash: hashOf('new'), updatedAt: now },
      });
      expect((await put({ dryRun: true })).outcome).toBe('unchanged');
      expect(await h.store.manifests.get('docs')).toEqual(record);
      expect(await revisions()).toHaveLength(1);
      expect(await h.database.query(sql`SELECT FROM manifest_texts`)).toHaveLength(1);
    });
  });

  describe('get and revision', () => {
    it('refuse what is not there', async () => {
      await expectRefusal(h.store.manifests.get('docs'), 'manifest_not_found');
      await expectRefusal(h.store.manifests.revision('docs', hashOf(TEXT)), 'manifest_not_found');
      await put();
      await put({ name: 'other', content: 'other' });
      await expectRefusal(h.store.manifests.revision('docs', hashOf('other')), 'revision_not_found');
    });
  });

  describe('list', () => {
    it('gives the entries by name, page by page', async () => {
      const names = ['b', 'a-1', 'a.1', 'B2', 'a_1', 'c'];
      for (const name of names) await put({ name });
      const inOrder = ['a-1', 'a.1', 'a_1', 'b', 'B2', 'c'];
      for (const limit of [1, 2, 6]) {
        const pages = await everyPage((cursor) => h.store.manifests.list({ limit, ...cursor }));
        expect(pages.flat().map(({ name }) => name)).toEqual(inOrder);
      }
      expect((await h.store.manifests.list({ limit: 1 })).items).toEqual([
        {
          name: 'a-1',
          version: 'v0',
          contentHash: hashOf(TEXT),
          updatedAt: START,
          lastRunJobId: null,
          lastRunStatus: null,
          stateUpdatedAt: null,
        },
      ]);
    });

    it('searches by prefix, in any case and literally', async () => {
      for (const name of ['docs_a', 'docs-b', 'Docs_C', 'other']) await put({ name });
      const found = async (search: string) =>
        (await h.store.manifests.list({ search })).items.map(({ name }) => name);
      expect(await found('DOCS')).toEqual(['docs-b', 'docs_a', 'Docs_C']);
      expect(await found('docs_')).toEqual(['docs_a', 'Docs_C']);
      expect(await found('d%')).toEqual([]);
      expect(await found('\\')).toEqual([]);
      expect(await found('ocs')).toEqual([]);
      expect(await found('')).toHaveLength(4);
    });

    it('refuses a cursor that is none', async () => {
      for (const cursor of ['x', Buffer.from('["\\u0000"]').toString('base64url')])
        await expectRefusal(h.store.manifests.list({ cursor }), 'invalid_query');
    });
  });

  describe('runs', () => {
    const run = () => h.create({ job: manifestJob({ fromRegistry: true }) });
    const lastRun = async () => (await h.store.manifests.get('docs')).lastRun;
    const holderOf = ({ id, leaseToken }: ClaimedJob) => ({ jobId: id, workerId: 'w1', leaseToken });

    it('are listed newest first, page by page; other jobs are none', async () => {
      await put();
      await h.create();
      const ids: string[] = [];
      for (let count = 0; count < 5; count++) {
        ids.unshift((await run()).id);
        h.pass(count % 2);
      }
      const pages = await everyPage((cursor) =>
        h.store.manifests.runs({ name: 'docs', limit: 2, ...cursor }),
      );
      expect(
        pages
          .flat()
          .map(({ jobId }) => jobId)
          .sort(),
      ).toEqual([...ids].sort());
      expect(pages.flat()[0]).toEqual({
        jobId: ids[0],
        action: 'run',
        options: { dryRun: true },
        effectiveRunConfig: { concurrency: 4, dryRun: true },
        contentHash: hashOf(TEXT),
        status: 'queued',
        createdAt: expect.any(String),
        startedAt: null,
        finishedAt: null,
        requestedByUserId: USER,
      });
      await expectRefusal(h.store.manifests.runs({ name: 'none' }), 'manifest_not_found');
      await expectRefusal(h.store.manifests.runs({ name: 'docs', cursor: 'x' }), 'invalid_query');
    });

    it('tell the action of their payload, `run` where it names none', async () => {
      await put();
      const contentHash = hashOf(TEXT);
      const manifest = { name: 'docs', source: { kind: 'registry', contentHash, version: 'v0' } };
      for (const named of [{}, { action: 'plan' }])
        await h.create({
          job: manifestJob({ fromRegistry: true, payload: { manifest: { ...manifest, ...named } } }),
        });
      const { items } = await h.store.manifests.runs({ name: 'docs' });
      expect(items.map(({ action }) => action).sort()).toEqual(['plan', 'run']);
    });

    it('get the text to the byte', async () => {
      const content = '\uFEFF# Grüße 🎈\r\nversion: v0';
      await put({ content });
      expect((await h.store.manifests.get('docs')).content).toBe(content);
      expect((await h.store.manifests.revision('docs', hashOf(content))).content).toBe(content);
      await h.create({ job: manifestJob({ text: content, fromRegistry: true }) });
      expect((await h.claimOne()).payload.manifest).toMatchObject({ source: { content } });
    });

    it('run the text they were made from, whatever becomes of the entry', async () => {
      await put();
      await run();
      await put({ content: 'new' });
      expect((await h.claimOne()).payload.manifest).toMatchObject({ source: { content: TEXT } });
    });

    it('move lastRun along, and not the entry itself', async () => {
      const { record } = await put();
      const { id } = await run();
      expect(await lastRun()).toEqual({ jobId: id, status: 'queued', startedAt: null, finishedAt: null });
      const startedAt = h.pass(1);
      const first = await h.claimOne();
      expect(await lastRun()).toEqual({ jobId: id, status: 'running', startedAt, finishedAt: null });
      await h.store.jobs.fail({
        ...holderOf(first),
        errorMessage: 'x',
        retryable: true,
        retryAfterSeconds: 0,
      });
      expect(await lastRun()).toEqual({ jobId: id, status: 'queued', startedAt, finishedAt: null });
      const second = await h.claimOne();
      const finishedAt = h.pass(1);
      await h.store.jobs.complete(holderOf(second));
      expect(await lastRun()).toEqual({ jobId: id, status: 'succeeded', startedAt, finishedAt });
      expect((await h.store.manifests.get('docs')).updatedAt).toBe(record.updatedAt);
      expect((await h.store.manifests.list({})).items[0]).toMatchObject({
        lastRunJobId: id,
        lastRunStatus: 'succeeded',
      });
    });

    it('move lastRun at every other end too', async () => {
      await put();
      const ends: [string, (job: ClaimedJob) => Promise<unknown>][] = [
        ['failed', (job) => h.store.jobs.fail({ ...holderOf(job), errorMessage: 'x' })],
        [
          'cancelled',
          async (job) => {
            await h.store.jobs.cancel({ jobId: job.id, userId: 'u' });
            await h.store.jobs.acknowledgeCancel(holderOf(job));
          },
        ],
        ['queued', (job) => h.store.jobs.release(holderOf(job))],
        [
          'queued',
          () => {
            h.pass(60);
            return h.store.jobs.sweep();
          },
        ],
      ];
      for (const [status, end] of ends) {
        await h.database.query(sql`TRUNCATE agent_jobs CASCADE`);
        await run();
        await end(await h.claimOne());
        expect((await lastRun())?.status).toBe(status);
      }
      const { id } = await run();
      await h.store.jobs.cancel({ jobId: id, userId: 'u' });
      expect((await lastRun())?.status).toBe('cancelled');
      await h.store.jobs.requeue({ jobId: id, userId: 'u' });
      expect(await lastRun()).toMatchObject({ status: 'queued', finishedAt: null });
    });

    it('give lastRun to the newer one, which an older one does not take back', async () => {
      await put();
      await run();
      const older = await h.claimOne();
      const newer = await run();
      await h.store.jobs.complete(holderOf(older));
      expect(await lastRun()).toMatchObject({ jobId: newer.id, status: 'queued' });
    });
  });
}
