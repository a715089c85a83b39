/**
 * What the service tells a Prometheus server. Labels come from closed or bounded sets: route patterns, methods, statuses,
 * the largest sets of capabilities; never an id or a URL.
 */
import type { ClaimedJob, QueueStore, QueueSummary } from '@moonmind/queue-store';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Sets of capabilities with series of their own, the largest first; the rest are added up under `other`. */
const MOST_SETS = 20;
/** A longer list of capabilities is cut off in its label. */
const LABEL_LENGTH = 200;
/** How long what was asked of the database is told again, whoever scrapes. */
const KEEP_MS = 10_000;
/** How long a scrape waits for the database before it tells what it has. */
const PATIENCE_MS = 2_000;

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface Metrics {
  readonly contentType: string;
  /** Notes an answered request. `route` is the pattern of its route, or `none`. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void;
  /** Notes what a claim brought. */
  claimed(jobs: readonly Pick<ClaimedJob, 'createdAt' | 'startedAt' | 'updatedAt'>[]): void;
  /** The page that is scraped; asks the database at most once in ten seconds. */
  scrape(): Promise<string>;
}

export interface MetricsSources {
  readonly store: Pick<QueueStore, 'insight'>;
  /** Open streams of events. */
  readonly streams: () => number;
}

/** Metrics with a registry of their own, so that several services fit in one process. */
export function createMetrics({ store, streams }: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'moonmind_http_request_duration_seconds',
    help: 'Requests by route, method and status, and the time until they were answered; a stream counts until it begins.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    registers,
  });
  const claims = new Counter({
    name: 'moonmind_claims_total',
    help: 'Claims that got jobs, and claims that were answered empty.',
    labelNames: ['outcome'],
    registers,
  });
  const jobsClaimed = new Counter({ name: 'moonmind_claimed_jobs_total', help: 'Jobs claimed.', registers });
  const waited = new Histogram({
    name: 'moonmind_job_wait_seconds',
    help: "From a job's creation to its first claim, by the database's clock.",
    buckets: [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
    registers,
  });
  const expiries = new Counter({
    name: 'moonmind_lease_expiries_total',
    help: 'Leases that this process found run out.',
    registers,
  });
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  const connections = gauge(
    'moonmind_database_connections',
    "This process's connections to the database: at work, and at most.",
    ['state'],
  );
  const waiting = gauge('moonmind_database_waiting', 'Statements that wait for a connection.');
  const readers = gauge('moonmind_event_streams', 'Open streams of events.');
  const up = gauge('moonmind_database_up', 'Whether the database answered when it was last asked.');
  const oldest = gauge(
    'moonmind_database_oldest_transaction_seconds',
    "How long the database's oldest transaction has been open.",
  );
  const jobs = gauge('moonmind_jobs', 'Jobs by category and status.', ['category', 'status']);
  const ready = gauge('moonmind_ready_jobs', 'Jobs that wait for a worker, by what they require.', [
    'capabilities',
  ]);
  const readyAge = gauge(
    'moonmind_ready_oldest_age_seconds',
    'Age of the oldest job that waits for a worker, by what it requires.',
    ['capabilities'],
  );
  const uncovered = gauge('moonmind_uncovered_jobs', 'Jobs that wait, and that no live worker can take.');

  let expiriesTold = 0;
  const tellProcess = () => {
    const { pool, leaseExpiries } = store.insight.vitals();
    connections.set({ state: 'used' }, pool.used);
    connections.set({ state: 'max' }, pool.max);
    waiting.set(pool.waiting);
    readers.set(streams());
    expiries.inc(leaseExpiries - expiriesTold);
    expiriesTold = leaseExpiries;
  };
  const tellQueue = (summary: QueueSummary, oldestTransaction: number) => {
    const asOf = Date.parse(summary.asOf);
    up.set(1);
    oldest.set(oldestTransaction);
    for (const [category, byStatus] of Object.entries(summary.counts))
      for (const [status, count] of Object.entries(byStatus)) jobs.set({ category, status }, count);
    // Sets come and go: those that are gone have no series any more.
    ready.reset();
    readyAge.reset();
    for (const [capabilities, set] of boundedSets(summary.ready)) {
      ready.set({ capabilities }, set.jobs);
      readyAge.set({ capabilities }, Math.max(0, (asOf - set.oldest) / 1000));
    }
    uncovered.set(summary.uncovered.reduce((sum, set) => sum + set.jobs, 0));
  };
  const tellNothing = () => {
    up.set(0);
    for (const each of [oldest, uncovered]) each.remove();
    for (const each of [jobs, ready, readyAge]) each.reset();
  };

  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();
  const ask = () => {
    askedAt = performance.now();
    asking = Promise.all([store.insight.summary(), store.insight.oldestTransactionSeconds()]).then(
      ([summary, oldestTransaction]) => tellQueue(summary, oldestTransaction),
      tellNothing,
    );
  };

  return {
    contentType: registry.contentType,
    answered({ method, route, status, seconds }) {
      const known = KNOWN_METHODS.has(method) ? method : 'other';
      requests.observe({ route, method: known, status }, seconds);
    },
    claimed(got) {
      claims.inc({ outcome: got.length > 0 ? 'got' : 'empty' });
      jobsClaimed.inc(got.length);
      // A later attempt keeps the first one's start, and when it was queued again is not known.
      for (const { createdAt, startedAt, updatedAt } of got)
        if (startedAt === updatedAt)
          waited.observe(Math.max(0, (Date.parse(updatedAt) - Date.parse(createdAt)) / 1000));
    },
    async scrape() {
      if (performance.now() - askedAt >= KEEP_MS) ask();
      await Promise.race([asking, delay(PATIENCE_MS)]);
      tellProcess();
      return registry.metrics();
    },
  };
}

/** The sets by their label, at most `MOST_SETS` and `other`. */
function boundedSets(sets: QueueSummary['ready']): Map<string, { jobs: number; oldest: number }> {
  const bounded = new Map<string, { jobs: number; oldest: number }>();
  for (const [index, { requiredCapabilities, jobs, oldestCreatedAt }] of sets.entries()) {
    const label = index < MOST_SETS ? requiredCapabilities.join(',').slice(0, LABEL_LENGTH) : 'other';
    const oldest = Date.parse(oldestCreatedAt);
    const before = bounded.get(label);
    bounded.set(label, {
      jobs: jobs + (before?.jobs ?? 0),
      oldest: Math.min(oldest, before?.oldest ?? oldest),
    });
  }
  return bounded;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
