import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import type { StreamedEvent } from '../../store.js';
import { expectRefusal, type Harness } from '../harness.js';

const SOON = { timeout: 10_000, interval: 5 };

/** Numbered events, pages of events, and following them as they come. */
export function streamsConformance(h: Harness): void {
  const numbered = (...sequences: number[]) =>
    sequences.map((sequence) => ({ sequence, level: 'info' as const, message: `event ${sequence}` }));

  describe('numbered events', () => {
    it('are stored once, in the order of their numbers, however often a batch is sent', async () => {
      const job = await h.running();
      const holder = { jobId: job.id, workerId: 'w1', leaseToken: job.leaseToken };
      const first = await h.store.events.appendMany({ ...holder, events: numbered(2, 0, 1) });
      expect(first.highestSequence).toBe(2);
      expect(first.items.map(({ message }) => message)).toEqual(['event 0', 'event 1', 'event 2']);
      expect(await h.store.events.appendMany({ ...holder, events: numbered(0, 1, 2) })).toEqual(first);
      const overlapping = await h.store.events.appendMany({ ...holder, events: numbered(1, 2, 3) });
      expect(overlapping.highestSequence).toBe(3);
      expect(overlapping.items.map(({ message }) => message)).toEqual(['event 1', 'event 2', 'event 3']);
      expect(await h.events(job.id)).toEqual([
        'info Job queued',
        'info Job claimed',
        ...[0, 1, 2, 3].map((sequence) => `info event ${sequence}`),
      ]);
      const ids = (await h.store.events.list({ jobId: job.id })).map(({ id }) => id);
      expect(ids).toEqual([...ids].sort());
    });

    it('sent several times at once are stored once', async () => {
      const job = await h.running();
      const batch = {
        jobId: job.id,
        workerId: 'w1',
        leaseToken: job.leaseToken,
        events: numbered(0, 1, 2, 3, 4),
      };
      const answers = await Promise.all(Array.from({ length: 6 }, () => h.store.events.appendMany(batch)));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await h.events(job.id)).toHaveLength(7);
    });

    it('start anew under a new lease, and those of an old one are refused', async () => {
      const job = await h.running();
      const old = { jobId: job.id, workerId: 'w1', leaseToken: job.leaseToken };
      await h.store.events.appendMany({ ...old, events: numbered(0) });
      await h.store.jobs.release(old);
      const again = await h.claimOne();
      await expectRefusal(h.store.events.appendMany({ ...old, events: numbered(1) }), 'stale_lease');
      const fresh = { ...old, leaseToken: again.leaseToken };
      expect((await h.store.events.appendMany({ ...fresh, events: numbered(0) })).highestSequence).toBe(0);
      await h.store.jobs.complete(fresh);
      expect((await h.store.events.appendMany({ ...fresh, events: numbered(1) })).highestSequence).toBe(1);
      await expectRefusal(
        h.store.events.appendMany({ ...fresh, workerId: 'w2', events: numbered(2) }),
        'job_not_authorized',
      );
      await expectRefusal(
        h.store.events.appendMany({ ...fresh, leaseToken: 'x', events: numbered(2) }),
        'stale_lease',
      );
    });
  });

  describe('following', () => {
    it('gives the events of all jobs as they come, by id, each once, and marks the last of a job', async () => {
      const before = await h.create();
      const came: StreamedEvent[] = [];
      const { from, stop } = await h.store.events.follow((events) => came.push(...events));
      const job = await h.claimOne();
      const others = await Promise.all(Array.from({ length: 20 }, () => h.create()));
      await h.store.jobs.complete({ jobId: job.id, workerId: 'w1', leaseToken: job.leaseToken });
      const fresh = () =>
        came.filter(({ event }) => event.jobId !== before.id || event.message !== 'Job queued');
      await expect.poll(() => fresh().length, SOON).toBe(22);
      stop();
      const ids = came.map(({ event }) => event.id);
      expect(ids).toEqual([...new Set(ids)].sort());
      for (const id of ids) expect(id > from).toBe(true);
      expect(came.filter(({ last }) => last).map(({ event }) => event.message)).toEqual(['Job completed']);
      expect(new Set(came.map(({ event }) => event.jobId))).toEqual(
        new Set([...others.map(({ id }) => id), job.id]),
      );
      await h.create();
      expect(fresh()).toHaveLength(22);
    });

    it('joins pages without a gap or a repeat', async () => {
      const start = '00000000-0000-0000-0000-000000000000';
      for (let count = 0; count < 7; count++) await h.create();
      await new Promise((resolve) => setTimeout(resolve, 5));
      const live: string[] = [];
      const { from, stop } = await h.store.events.follow((events) =>
        live.push(...events.map(({ event }) => event.id)),
      );
      for (let count = 0; count < 3; count++) await h.create();
      const all = (
        await h.database.query<{ id: string }>(sql`SELECT id FROM agent_job_events ORDER BY id`)
      ).map(({ id }) => id);
      expect(all).toHaveLength(10);
      const old: string[] = [];
      for (let after = start, more = true; more; ) {
        const page = await h.store.events.page({ after, through: from, limit: 3 });
        old.push(...page.events.map(({ event }) => event.id));
        ({ position: after, more } = page);
      }
      await vi.waitFor(() => expect([...old, ...live]).toEqual(all), SOON);
      stop();
    });

    it('pages the events of one job', async () => {
      const job = await h.running();
      await h.create();
      const { events } = await h.store.events.page({
        jobId: job.id,
        after: '00000000-0000-0000-0000-000000000000',
      });
      expect(events.map(({ event }) => event.message)).toEqual(['Job queued', 'Job claimed']);
      expect(events.every(({ last, type }) => !last && type === 'manifest')).toBe(true);
    });
  });
}
