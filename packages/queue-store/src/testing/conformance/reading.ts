import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { JobFilter, Page } from '../../store.js';
import { manifestJob, taskJob } from '../fixtures.js';
import { expectRefusal, type Harness, START } from '../harness.js';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

/** Lists of jobs, events and worker tokens. */
export function readingConformance(h: Harness): void {
  describe('get', () => {
    it('is refused for a job that there is none of', async () => {
      await expectRefusal(h.store.jobs.get(NOWHERE), 'job_not_found');
      await expectRefusal(h.store.jobs.get("x' OR 1=1"), 'job_not_found');
    });
  });

  describe('list', () => {
    it('gives the newest first, page by page, each job once, though many were made in one millisecond', async () => {
      const made: string[] = [];
      for (let count = 0; count < 13; count++) {
        if (count % 5 === 4) h.pass(0.001);
        made.push((await h.create({ job: count % 3 ? manifestJob() : taskJob() })).id);
      }
      await h.claim({ limit: 3 });
      const { items } = await h.store.jobs.list({ limit: 200 });
      expect(items.map(({ id }) => id).sort()).toEqual([...made].sort());
      const order = items.map(({ createdAt, id }) => `${createdAt} ${id}`);
      expect(order).toEqual([...order].sort().reverse());
      for (const limit of [1, 2, 12, 13])
        expect((await everyPage((cursor) => h.store.jobs.list({ limit, ...cursor }))).flat()).toEqual(items);
      expect(await h.store.jobs.list({ limit: 13 })).toMatchObject({ hasMore: false, nextCursor: null });
    });

    it('filters by status, type and category', async () => {
      const task = await h.create({ job: taskJob() });
      const exec = await h.create({ job: taskJob({ type: 'codex_exec' }) });
      const manifest = await h.create();
      const running = await h.claimOne();
      const ids = async (filter: JobFilter) =>
        (await h.store.jobs.list(filter)).items.map(({ id }) => id).sort();
      expect(running.id).toBe(manifest.id);
      expect(await ids({ type: 'manifest' })).toEqual([manifest.id]);
      expect(await ids({ category: 'manifests' })).toEqual([manifest.id]);
      expect(await ids({ category: 'tasks' })).toEqual([task.id, exec.id].sort());
      expect(await ids({ category: 'manifests', type: 'task' })).toEqual([]);
      expect(await ids({ status: 'running' })).toEqual([manifest.id]);
      expect(await ids({ status: 'queued', type: 'codex_exec' })).toEqual([exec.id]);
      expect(await ids({ status: 'failed' })).toEqual([]);
    });

    it.each(['x', '', 'bnVsbA', 'W10', 'WyJhIiwiYiJd', 'WzEsMl0', '!!!'])(
      'refuses the cursor %j',
      async (cursor) => {
        await expectRefusal(h.store.jobs.list({ cursor }), 'invalid_query');
      },
    );

    it.each(['2026-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '2026-01-31T24:00:00.000Z'])(
      'refuses a cursor of the time %s, which never was',
      async (time) => {
        const cursor = Buffer.from(JSON.stringify([time, NOWHERE])).toString('base64url');
        await expectRefusal(h.store.jobs.list({ cursor }), 'invalid_query');
      },
    );

    it.each([0, 201, 1.5, -1, Number.NaN])('refuses the limit %d', async (limit) => {
      await expectRefusal(h.store.jobs.list({ limit }), 'invalid_query');
    });
  });

  describe('events', () => {
    const append = (jobId: string, message: string, workerId = 'w1') =>
      h.store.events.append({
        jobId,
        workerId,
        level: 'warn',
        message,
        payload: { stage: 'plan', list: [1, null] },
      });

    it('are added by the worker that holds the job', async () => {
      const job = await h.running();
      const event = await append(job.id, 'working');
      expect(event).toEqual({
        id: expect.any(String),
        jobId: job.id,
        category: 'manifests',
        level: 'warn',
        message: 'working',
        payload: { stage: 'plan', list: [1, null] },
        createdAt: START,
      });
      expect((await h.store.events.list({ jobId: job.id })).at(-1)).toEqual(event);
      const bare = await h.store.events.append({
        jobId: job.id,
        workerId: 'w1',
        level: 'info',
        message: 'm',
      });
      expect(bare.payload).toBeNull();
    });

    it('are added by a worker that held the job once, by no other', async () => {
      const job = await h.running();
      await h.store.jobs.complete({ jobId: job.id, workerId: 'w1' });
      await append(job.id, 'Job completed');
      expect((await h.events(job.id)).at(-1)).toBe('warn Job completed');
      await expectRefusal(append(job.id, 'x', 'w2'), 'job_not_authorized');
      await expectRefusal(append(NOWHERE, 'x'), 'job_not_found');
      await expectRefusal(append('x', 'x'), 'job_not_found');
    });

    it('are read by place and by time', async () => {
      const job = await h.running();
      h.pass(1);
      const a = await append(job.id, 'a');
      h.pass(1);
      const b = await append(job.id, 'b');
      const c = await append(job.id, 'c');
      const read = async (filter: object) =>
        (await h.store.events.list({ jobId: job.id, ...filter })).map(({ message }) => message);
      const all = ['Job queued', 'Job claimed', 'a', 'b', 'c'];
      expect(await read({})).toEqual(all);
      expect(await read({ sort: 'desc' })).toEqual([...all].reverse());
      expect(await read({ limit: 2 })).toEqual(['Job queued', 'Job claimed']);
      expect(await read({ afterEventId: a.id })).toEqual(['b', 'c']);
      expect(await read({ beforeEventId: b.id })).toEqual(['Job queued', 'Job claimed', 'a']);
      expect(await read({ afterEventId: a.id, beforeEventId: c.id })).toEqual(['b']);
      expect(await read({ after: a.createdAt })).toEqual(['b', 'c']);
      expect(await read({ before: b.createdAt })).toEqual(['Job queued', 'Job claimed', 'a']);
    });

    it('refuse what they cannot read', async () => {
      const { id } = await h.create();
      await expectRefusal(h.store.events.list({ jobId: NOWHERE }), 'job_not_found');
      await expectRefusal(h.store.events.list({ jobId: id, afterEventId: 'x' }), 'invalid_query');
      for (const after of ['x', '0000-01-01T00:00:00.000Z', '+010000-01-01T00:00:00.000Z'])
        await expectRefusal(h.store.events.list({ jobId: id, after }), 'invalid_query');
      await expectRefusal(h.store.events.list({ jobId: id, limit: 501 }), 'invalid_query');
    });

    it('keep their order when the clock steps back', async () => {
      const job = await h.running();
      // As if the last event had been written by a server whose clock is an hour ahead.
      await h.database.query(sql`UPDATE agent_jobs SET last_event_id =
        (SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint + 3600000), 12, '0')
          || right(replace(last_event_id::text, '-', ''), 20))::uuid)`);
      await h.database.query(
        sql`UPDATE agent_job_events SET id = last_event_id FROM agent_jobs WHERE message = 'Job claimed'`,
      );
      await append(job.id, 'a');
      const holder = { jobId: job.id, workerId: 'w1' };
      await h.store.jobs.heartbeat({ ...holder, leaseSeconds: 60 });
      await append(job.id, 'b');
      await h.store.jobs.complete(holder);
      expect(await h.events(job.id)).toEqual([
        'info Job queued',
        'info Job claimed',
        'warn a',
        'info Heartbeat received',
        'warn b',
        'info Job completed',
      ]);
    });
  });

  describe('worker tokens', () => {
    const hash = (digit: string) => `sha256:${digit.repeat(64)}`;

    it('are stored with their policy and found by their hash', async () => {
      const token = await h.store.workerTokens.create({
        tokenHash: hash('a'),
        workerId: 'w1',
        description: 'the first',
        allowedRepositories: ['acme/docs', 'with "quotes", {and} \\ more'],
        allowedJobTypes: ['manifest'],
        capabilities: ['manifest', 'openai'],
        expiresAt: h.in(60),
      });
      expect(token).toEqual({
        id: expect.any(String),
        workerId: 'w1',
        description: 'the first',
        allowedRepositories: ['acme/docs', 'with "quotes", {and} \\ more'],
        allowedJobTypes: ['manifest'],
        capabilities: ['manifest', 'openai'],
        isActive: true,
        expiresAt: h.in(60),
        revokedAt: null,
        createdAt: START,
        updatedAt: START,
      });
      expect(await h.store.workerTokens.findByHash(hash('a'))).toEqual(token);
      expect(await h.store.workerTokens.findByHash(hash('b'))).toBeNull();
      h.pass(60);
      expect(await h.store.workerTokens.findByHash(hash('a'))).toBeNull();
      expect((await h.store.workerTokens.list({})).items).toHaveLength(1);
    });

    it('end when they are revoked, once', async () => {
      const { id } = await h.store.workerTokens.create({ tokenHash: hash('a'), workerId: 'w1' });
      const now = h.pass(1);
      const revoked = await h.store.workerTokens.revoke(id);
      expect(revoked).toMatchObject({ isActive: false, revokedAt: now, updatedAt: now, allowedJobTypes: [] });
      h.pass(1);
      expect(await h.store.workerTokens.revoke(id)).toEqual(revoked);
      expect(await h.store.workerTokens.findByHash(hash('a'))).toBeNull();
      await expectRefusal(h.store.workerTokens.revoke(NOWHERE), 'worker_token_not_found');
      await expectRefusal(h.store.workerTokens.revoke('x'), 'worker_token_not_found');
    });

    it('are listed newest first', async () => {
      for (const digit of ['a', 'b', 'c']) {
        await h.store.workerTokens.create({ tokenHash: hash(digit), workerId: digit });
        h.pass(1);
      }
      const first = await h.store.workerTokens.list({ limit: 2 });
      expect([first.items.map(({ workerId }) => workerId), first.hasMore]).toEqual([['c', 'b'], true]);
      const rest = await h.store.workerTokens.list({ limit: 2, cursor: first.nextCursor ?? '' });
      expect([rest.items.map(({ workerId }) => workerId), rest.hasMore]).toEqual([['a'], false]);
    });
  });
}

/** Reads a list to its end. */
export async function everyPage<Item>(
  read: (cursor: { cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[][]> {
  const pages: Item[][] = [];
  let cursor: { cursor?: string } = {};
  for (;;) {
    const page = await read(cursor);
    pages.push(page.items);
    expect(page.hasMore).toBe(page.nextCursor !== null);
    if (page.nextCursor === null) return pages;
    cursor = { cursor: page.nextCursor };
  }
}
