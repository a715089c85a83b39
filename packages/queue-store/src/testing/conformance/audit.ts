import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Act, AuditEntry, AuditFilter } from '../../store.js';
import { manifestPut, newJob } from '../fixtures.js';
import { expectRefusal, type Harness, START } from '../harness.js';
import { everyPage } from './reading.js';

const act = (action: string, target: string | null = null): Act => ({
  action,
  target,
  actorKind: 'api_token',
  actorId: '01890000-0000-7000-8000-000000000001',
  actorName: 'ci',
  address: '192.0.2.1',
  requestId: 'request-1',
});

export function auditConformance(h: Harness): void {
  describe('the audit log', () => {
    const entries = async (): Promise<AuditEntry[]> => (await h.store.audit.list({ limit: 200 })).items;
    const inShort = async () =>
      (await entries()).reverse().map(({ action, target, outcome }) => [action, target, outcome]);

    it('tells who did what to which, when, from where, and how it ended', async () => {
      const { job } = await h.store.jobs.create({ ...newJob(), act: act('job.create') });
      expect(await entries()).toEqual([
        { ...act('job.create', job.id), id: expect.any(String), at: START, outcome: 'success' },
      ]);
    });

    it('has each verb of users once, those that changed nothing too', async () => {
      const { id } = await h.create();
      for (let time = 0; time < 2; time += 1)
        await h.store.jobs.cancel({ jobId: id, userId: 'u', act: act('job.cancel', id) });
      await h.store.jobs.requeue({ jobId: id, userId: 'u', act: act('job.requeue', id) });
      for (let time = 0; time < 2; time += 1)
        await h.store.manifests.put({ ...manifestPut({ content: 'a' }), act: act('manifest.put', 'docs') });
      await h.store.manifests.put({ ...manifestPut({ content: 'b' }), act: act('manifest.put', 'docs') });
      await h.store.manifests.delete({ name: 'docs', act: act('manifest.delete', 'docs') });
      const hash = `sha256:${'a'.repeat(64)}`;
      const worker = await h.store.workerTokens.create({
        tokenHash: hash,
        workerId: 'w',
        act: act('w.create'),
      });
      await h.store.workerTokens.revoke(worker.id, act('w.revoke', worker.id));
      const token = await h.store.apiTokens.create({
        tokenHash: hash,
        name: 'a',
        scopes: ['read'],
        act: act('t.create'),
      });
      for (let time = 0; time < 2; time += 1)
        await h.store.apiTokens.revoke(token.id, act('t.revoke', token.id));
      expect(await inShort()).toEqual(
        [
          ['job.cancel', id],
          ['job.cancel', id],
          ['job.requeue', id],
          ['manifest.put', 'docs'],
          ['manifest.put', 'docs'],
          ['manifest.put', 'docs'],
          ['manifest.delete', 'docs'],
          ['w.create', worker.id],
          ['w.revoke', worker.id],
          ['t.create', token.id],
          ['t.revoke', token.id],
          ['t.revoke', token.id],
        ].map((entry) => [...entry, 'success']),
      );
    });

    it('has nothing of a dry run', async () => {
      for (let time = 0; time < 2; time += 1) {
        await h.store.manifests.put({ ...manifestPut(), dryRun: true, act: act('manifest.put', 'docs') });
        await h.store.manifests.put(manifestPut());
      }
      expect(await entries()).toEqual([]);
    });

    it('has each of the jobs that are created together, and a key that is used again', async () => {
      const idempotency = { key: 'k', requestHash: 'h' };
      const inputs = [
        { ...newJob(), act: act('job.create') },
        newJob(),
        { ...newJob(), act: act('manifest.run', 'docs') },
        { ...newJob(), idempotency, act: act('job.create') },
      ];
      const made = (await h.store.jobs.createMany(inputs)).map((settled) =>
        settled.status === 'fulfilled' ? settled.value.job.id : null,
      );
      await h.store.jobs.create({ ...newJob(), idempotency, act: act('job.create') });
      const told = (await inShort()).map(([action, target]) => `${action} ${target}`);
      expect(told.sort()).toEqual(
        [
          `job.create ${made[0]}`,
          `job.create ${made[3]}`,
          `job.create ${made[3]}`,
          'manifest.run docs',
        ].sort(),
      );
    });

    it('gives those of an actor, an action, a target, an outcome or a time, page by page', async () => {
      const by = (actorId: string, action: string, target: string): Act => ({
        ...act(action, target),
        actorId,
      });
      await h.store.audit.refused(by('ada', 'manifest.put', 'docs'), 'invalid_manifest');
      const later = h.pass(60);
      await h.store.manifests.put({ ...manifestPut(), act: by('ada', 'manifest.put', 'docs') });
      await h.store.manifests.delete({ name: 'docs', act: by('bob', 'manifest.delete', 'docs') });
      const last = h.pass(60);
      await h.store.audit.refused(by('bob', 'job.cancel', 'docs2'), 'job_not_found');
      const found = async (filter: AuditFilter) =>
        (await h.store.audit.list(filter)).items.map(({ actorId, action, outcome }) =>
          [actorId, action, outcome].join(' '),
        );
      const put = 'ada manifest.put success';
      const refusedPut = 'ada manifest.put invalid_manifest';
      const removal = 'bob manifest.delete success';
      const cancel = 'bob job.cancel job_not_found';
      expect(await found({})).toEqual([cancel, removal, put, refusedPut]);
      expect(await found({ actorId: 'ada' })).toEqual([put, refusedPut]);
      expect(await found({ action: 'manifest.delete' })).toEqual([removal]);
      expect(await found({ target: 'docs' })).toEqual([removal, put, refusedPut]);
      expect(await found({ outcome: 'success' })).toEqual([removal, put]);
      expect(await found({ outcome: 'refused' })).toEqual([cancel, refusedPut]);
      expect(await found({ outcome: 'job_not_found' })).toEqual([cancel]);
      expect(await found({ after: START, before: last })).toEqual([removal, put]);
      expect(await found({ after: later })).toEqual([cancel]);
      expect(await found({ target: 'docs', actorId: 'ada', outcome: 'success' })).toEqual([put]);
      expect(await found({ actorId: 'nobody' })).toEqual([]);
      const first = await h.store.audit.list({ target: 'docs', limit: 2 });
      expect([first.items.length, first.hasMore]).toEqual([2, true]);
      expect(await found({ target: 'docs', cursor: first.nextCursor ?? '' })).toEqual([refusedPut]);
      await expectRefusal(h.store.audit.list({ after: 'yesterday' }), 'invalid_query');
    });

    it('keeps nothing of what was refused but the refusal that it is told', async () => {
      const { id } = await h.running();
      await expectRefusal(
        h.store.jobs.requeue({ jobId: id, userId: 'u', act: act('job.requeue', id) }),
        'job_state_conflict',
      );
      await h.store.manifests.put({
        ...manifestPut({ content: 'a' }),
        dryRun: true,
        act: act('manifest.put', 'docs'),
      });
      expect(await entries()).toEqual([]);
      await h.store.audit.refused(act('job.requeue', id), 'job_state_conflict');
      expect(await inShort()).toEqual([['job.requeue', id, 'job_state_conflict']]);
    });

    it('is read newest first, page by page', async () => {
      for (const target of ['a', 'b', 'c', 'd', 'e'])
        await h.store.audit.refused(act('x', target), 'forbidden');
      const pages = await everyPage((cursor) => h.store.audit.list({ limit: 2, ...cursor }));
      expect(pages.map((page) => page.map(({ target }) => target))).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
      await expectRefusal(h.store.audit.list({ cursor: 'x' }), 'invalid_query');
      await expectRefusal(h.store.audit.list({ limit: 201 }), 'invalid_query');
    });

    it('loses what is older than it is kept, in batches, and no more', async () => {
      await h.database.query(sql`
        INSERT INTO audit_log (id, at, action, actor_kind, outcome)
        SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${START}::text::timestamptz, 'old', 'local', 'success'
        FROM generate_series(1, 1203) AS n`);
      h.pass(86_400);
      await h.store.audit.refused(act('new'), 'forbidden');
      expect(await h.store.audit.prune({ olderThanDays: 1 })).toBe(0);
      h.pass(1);
      expect(await h.store.audit.prune({ olderThanDays: 1 })).toBe(1203);
      expect((await entries()).map(({ action }) => action)).toEqual(['new']);
    });
  });
}
