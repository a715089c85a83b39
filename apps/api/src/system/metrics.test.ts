import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '@moonmind/queue-store';
import { describe, expect, test, vi } from 'vitest';
import { onBothDatabases, openEmbedded } from '../testing/databases.js';
import { TASK_CAPABILITIES, taskJob } from '../testing/samples.js';
import { createMetrics } from './metrics.js';

const READY = 'moonmind_ready_jobs{capabilities="codex,gh,git"}';

/** The page as `series → value`. */
const series = (page: string) =>
  new Map(
    page
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const end = line.lastIndexOf(' ');
        return [line.slice(0, end), Number(line.slice(end + 1))] as const;
      }),
  );

onBothDatabases('GET /metrics', (api) => {
  test('tells requests by route, claims, the queue and the database', async () => {
    await api().clear();
    const worker = await api().worker();
    const { body: first } = await api().post('/api/queue/jobs', taskJob());
    await api().post('/api/queue/jobs', taskJob());
    const claim = { leaseSeconds: 60, workerCapabilities: TASK_CAPABILITIES };
    await worker.post('/api/queue/jobs/claim', claim);
    await worker.post('/api/queue/jobs/claim', { ...claim, workerCapabilities: ['nothing'] });
    await api().get(`/api/queue/jobs/${first.id}`);
    await api().get('/nowhere/at/all');
    await api().call('BREW', '/api/queue/jobs');
    const { status, headers, text } = await api().get('/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const told = series(text);
    const count = (labels: string) => told.get(`moonmind_http_request_duration_seconds_count{${labels}}`);
    expect(count('route="/api/queue/jobs",method="POST",status="201"')).toBe(2);
    expect(count('route="/api/queue/jobs/{jobId}",method="GET",status="200"')).toBe(1);
    expect(count('route="none",method="GET",status="404"')).toBe(1);
    expect(count('route="none",method="other",status="405"')).toBe(1);
    expect(told.get('moonmind_claims_total{outcome="got"}')).toBe(1);
    expect(told.get('moonmind_claims_total{outcome="empty"}')).toBe(1);
    expect(told.get('moonmind_claimed_jobs_total')).toBe(1);
    expect(told.get('moonmind_job_wait_seconds_count')).toBe(1);
    expect(told.get(READY)).toBe(1);
    expect(told.get('moonmind_ready_oldest_age_seconds{capabilities="codex,gh,git"}')).toBeGreaterThanOrEqual(
      0,
    );
    expect(told.get('moonmind_jobs{category="tasks",status="running"}')).toBe(1);
    expect(told.get('moonmind_database_up')).toBe(1);
    expect(told.get('moonmind_database_waiting')).toBe(0);
    expect(told.get('moonmind_database_connections{state="max"}')).toBeGreaterThanOrEqual(1);
    expect(told.get('moonmind_database_oldest_transaction_seconds')).toBeGreaterThanOrEqual(0);
    expect(told.get('moonmind_event_streams')).toBe(0);
    expect(told.get('moonmind_lease_expiries_total')).toBe(0);
    expect(told.get('nodejs_heap_size_used_bytes')).toBeGreaterThan(0);
    for (const id of [first.id, worker.id, worker.token]) expect(text).not.toContain(id);
  });
});

describe('a scrape', () => {
  const summary = (sets: number) => ({
    asOf: '2026-03-01T12:00:10.000Z',
    counts: {
      manifests: { queued: 0, running: 0, succeeded: 0, failed: 0, cancelled: 0, dead_letter: 0 },
      tasks: { queued: sets, running: 0, succeeded: 0, failed: 0, cancelled: 0, dead_letter: 0 },
    },
    oldestQueued: null,
    ready: Array.from({ length: sets }, (_, index) => ({
      requiredCapabilities: ['codex', `set-${index}`],
      jobs: 2,
      oldestCreatedAt: index === 30 ? '2026-03-01T12:00:00.000Z' : '2026-03-01T12:00:08.000Z',
    })),
    uncovered: [],
    readySets: sets,
    uncoveredSets: 0,
  });
  const insight = () => ({
    summary: vi.fn(async () => summary(50)),
    oldestTransactionSeconds: vi.fn(async () => 3),
    vitals: () => ({ pool: { max: 10, used: 1, waiting: 0 }, leaseExpiries: 4 }),
    explain: vi.fn(),
    workers: vi.fn(),
  });

  test('has a bounded number of sets, the rest together', async () => {
    const metrics = createMetrics({ store: { insight: insight() }, streams: () => 7 });
    const told = series(await metrics.scrape());
    const sets = [...told].filter(([name]) => name.startsWith('moonmind_ready_jobs'));
    expect(sets).toHaveLength(21);
    expect(told.get('moonmind_ready_jobs{capabilities="other"}')).toBe(60);
    expect(told.get('moonmind_ready_oldest_age_seconds{capabilities="other"}')).toBe(10);
    expect(told.get('moonmind_ready_oldest_age_seconds{capabilities="codex,set-0"}')).toBe(2);
    expect(told.get('moonmind_event_streams')).toBe(7);
    expect(told.get('moonmind_lease_expiries_total')).toBe(4);
  });

  test('asks the database once, however often it comes', async () => {
    const asked = insight();
    const metrics = createMetrics({ store: { insight: asked }, streams: () => 0 });
    for (let scrape = 0; scrape < 20; scrape += 1) await metrics.scrape();
    expect(asked.summary).toHaveBeenCalledTimes(1);
    expect(asked.oldestTransactionSeconds).toHaveBeenCalledTimes(1);
  });

  test('does not wait for a database that says nothing, and tells one that is gone', async () => {
    const silent = { ...insight(), summary: () => sleep(60_000, summary(0), { ref: false }) };
    const metrics = createMetrics({ store: { insight: silent }, streams: () => 0 });
    expect(series(await metrics.scrape()).get('nodejs_eventloop_lag_seconds')).toBeDefined();

    const gone = {
      ...insight(),
      summary: () => Promise.reject(new StoreError('database_unavailable', 'gone')),
    };
    const page = await createMetrics({ store: { insight: gone }, streams: () => 0 }).scrape();
    expect(series(page).get('moonmind_database_up')).toBe(0);
    expect(page).not.toMatch(/^moonmind_(ready_jobs|jobs|uncovered_jobs)\b/m);
  });

  test('an embedded store on its own serves one too', async () => {
    const { store, close } = await openEmbedded();
    const told = series(await createMetrics({ store, streams: () => 0 }).scrape());
    expect(told.get('moonmind_database_connections{state="max"}')).toBe(1);
    await close();
  });
});
