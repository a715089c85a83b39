/** Opens a store: the database, its schema, and the verbs over both. */
import { LEASE_RETRY_SECONDS } from '@moonmind/job-types';
import * as apiTokens from './api-tokens/api-tokens.js';
import * as artifacts from './artifacts/artifacts.js';
import * as audit from './audit/log.js';
import { record } from './audit/record.js';
import { type StoreContext, timeOf } from './context.js';
import type { Database } from './database/database.js';
import { openEmbedded } from './database/embedded.js';
import { migrate, requireSchema } from './database/migrate.js';
import { openPostgres } from './database/postgres.js';
import { append } from './events/append.js';
import { appendMany } from './events/append-many.js';
import { createFollowing } from './events/follow.js';
import { list as listEvents } from './events/list.js';
import { EVENT_PAGE, eventsAfter } from './events/pages.js';
import { settledBound } from './events/settled.js';
import { explain } from './insight/explain.js';
import { oldestTransactionSeconds } from './insight/oldest-transaction.js';
import { createSummary } from './insight/summary.js';
import { type AcknowledgeCall, acknowledgeCancel } from './jobs/acknowledge-cancel.js';
import { answersOf, batcher } from './jobs/batcher.js';
import { cancel } from './jobs/cancel.js';
import { SetsCovered } from './jobs/capability-sets.js';
import { claims } from './jobs/claim.js';
import { type CompleteCall, complete } from './jobs/complete.js';
import { createCreations } from './jobs/create.js';
import { type FailCall, fail } from './jobs/fail.js';
import { type HeartbeatCall, heartbeat, heartbeatBriefly } from './jobs/heartbeat.js';
import { ofHolders } from './jobs/holder.js';
import { prune } from './jobs/prune.js';
import { get, list } from './jobs/read.js';
import { type ReleaseCall, release } from './jobs/release.js';
import { requeue } from './jobs/requeue.js';
import { sweep } from './jobs/sweep.js';
import { deleteManifest } from './manifests/delete.js';
import { put } from './manifests/put.js';
import { get as getManifest, list as listManifests } from './manifests/read.js';
import { revision, revisions } from './manifests/revisions.js';
import { runs } from './manifests/runs.js';
import { setState } from './manifests/state.js';
import { postgresWire } from './notify/postgres-wire.js';
import { createSignals, type Wire } from './notify/signals.js';
import { telling } from './notify/telling.js';
import { createWaitingClaims } from './notify/waiting-claims.js';
import type { QueueStore } from './store.js';
import * as workerTokens from './worker-tokens/worker-tokens.js';
import { listWorkers } from './workers/list.js';
import { createWorkersSeen } from './workers/seen.js';

export interface StoreOptions {
  /** Stands in for the database's clock, so that tests need not wait. Default: the database's clock. */
  readonly clock?: () => Date;
  /** How long a job rests after its lease ran out, in seconds. Default 30. */
  readonly leaseRetrySeconds?: number;
}

export interface PostgresStoreOptions extends StoreOptions {
  /** `postgres://user:password@host:port/database`; `?sslmode=require`, `?prepare=false` and the like are understood. */
  readonly url: string;
  /** Connections at most. Default 10. */
  readonly max?: number;
  /**
   * How long the server may leave a statement unanswered, in milliseconds. Then the calls on all connections are refused
   * as `database_unavailable`, and new connections are made. Default 15,000.
   */
  readonly answerMs?: number;
}

export interface EmbeddedStoreOptions extends StoreOptions {
  /** The data folder, made where it is missing; one process at a time. */
  readonly dataDir?: string;
  /** Keep everything in memory instead, gone when the store closes. */
  readonly memory?: true;
}

/**
 * Opens a store on PostgreSQL 15 or newer and brings its schema up to date. Any number of processes may do so at once.
 * @throws {SchemaTooNewError} a newer version has migrated the database.
 * @throws {StoreError} `database_unavailable`.
 */
export function createPostgresStore({
  url,
  max = 10,
  answerMs,
  ...options
}: PostgresStoreOptions): Promise<QueueStore> {
  const database = openPostgres(url, max, answerMs === undefined ? {} : { answerMs });
  return openStore(database, options, postgresWire(url, database));
}

/**
 * Opens an embedded store (PGlite) in a data folder or in memory; takes a few seconds.
 * @throws {EmbeddedStoreLockedError} another live process uses the folder.
 * @throws {SchemaTooNewError} a newer version has migrated the database.
 */
export async function createEmbeddedStore({
  dataDir,
  memory,
  ...options
}: EmbeddedStoreOptions): Promise<QueueStore> {
  if ((dataDir === undefined) !== (memory === true))
    throw new TypeError('An embedded store takes either dataDir or memory: true.');
  return openStore(await openEmbedded(dataDir), options);
}

/**
 * Migrates an open database and gives the store over it, which closes it in the end.
 * @param wire how other processes on the database are told of changes; none where there are no others.
 */
export async function openStore(database: Database, options: StoreOptions, wire?: Wire): Promise<QueueStore> {
  const store: StoreContext = {
    database,
    ...timeOf(options.clock),
    counted: { leaseExpiries: 0 },
    leaseRetrySeconds: options.leaseRetrySeconds ?? LEASE_RETRY_SECONDS,
    setsStored: new Set(),
    setsCovered: new SetsCovered(),
  };
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const claim = batcher(claims(store));
  const beat = batcher(ofHolders((calls: readonly HeartbeatCall[]) => heartbeat(store, calls)));
  const beatBriefly = batcher(ofHolders((calls: readonly HeartbeatCall[]) => heartbeatBriefly(store, calls)));
  const completion = batcher(ofHolders((calls: readonly CompleteCall[]) => complete(store, calls)));
  const failure = batcher(ofHolders((calls: readonly FailCall[]) => fail(store, calls)));
  const releasing = batcher(ofHolders((calls: readonly ReleaseCall[]) => release(store, calls)));
  const acknowledgement = batcher(
    ofHolders((calls: readonly AcknowledgeCall[]) => acknowledgeCancel(store, calls)),
  );
  const signals = createSignals(wire);
  const seen = createWorkersSeen(store);
  const jobs = telling(
    {
      ...createCreations(store),
      get: (jobId) => get(store, jobId),
      list: (filter) => list(store, filter),
      claim: claim.one,
      heartbeat: beat.one,
      heartbeatMany: async ({ workerId, leaseSeconds, jobs }) =>
        answersOf(await beatBriefly.many(jobs.map((job) => ({ ...job, workerId, leaseSeconds })))),
      complete: completion.one,
      completeMany: completion.many,
      fail: failure.one,
      release: releasing.one,
      acknowledgeCancel: acknowledgement.one,
      cancel: (input) => cancel(store, input),
      requeue: (input) => requeue(store, input),
      sweep: () => sweep(store),
      prune: (input) => prune(store, input),
    },
    signals,
  );
  const waiting = createWaitingClaims(store, signals, jobs.claim, (job) =>
    jobs.release({ jobId: job.id, workerId: job.claimedBy ?? '', leaseToken: job.leaseToken }),
  );
  const following = createFollowing(store, signals);
  const summary = createSummary(store);
  const tellEvents = <Answer>(answer: Answer): Answer => {
    signals.tell('events');
    return answer;
  };
  return {
    jobs: {
      ...jobs,
      claim(request, wait) {
        seen.claimed(request);
        return wait && wait.seconds > 0 ? waiting.claim(request, wait) : jobs.claim(request);
      },
      heartbeat(holder) {
        seen.alive(holder.workerId);
        return jobs.heartbeat(holder);
      },
      heartbeatMany(input) {
        seen.alive(input.workerId);
        return jobs.heartbeatMany(input);
      },
    },
    events: {
      append: async (event) => tellEvents(await append(store, event)),
      appendMany: async (input) => tellEvents(await appendMany(store, input)),
      list: (filter) => listEvents(store, filter),
      page: ({ limit = EVENT_PAGE, ...filter }) => eventsAfter(store, { ...filter, limit }),
      settled: () => settledBound(store),
      follow: following.follow,
    },
    artifacts: {
      add: (input) => artifacts.add(store, input),
      list: (filter) => artifacts.list(store, filter),
      get: (input) => artifacts.get(store, input),
      known: (artifactIds) => artifacts.known(store, artifactIds),
    },
    insight: {
      summary: () => seen.flush().then(summary),
      explain: (jobId) => seen.flush().then(() => explain(store, jobId)),
      workers: () => seen.flush().then(() => listWorkers(store)),
      vitals: () => ({ pool: database.pool(), ...store.counted }),
      oldestTransactionSeconds: () => oldestTransactionSeconds(store),
    },
    workerTokens: {
      create: (input) => workerTokens.create(store, input),
      list: (filter) => workerTokens.list(store, filter),
      revoke: (tokenId, act) => workerTokens.revoke(store, tokenId, act),
      findByHash: (tokenHash) => workerTokens.findByHash(store, tokenHash),
    },
    apiTokens: {
      create: (input) => apiTokens.create(store, input),
      list: (filter) => apiTokens.list(store, filter),
      revoke: (tokenId, act) => apiTokens.revoke(store, tokenId, act),
      use: (tokenHash) => apiTokens.use(store, tokenHash),
    },
    audit: {
      list: (filter) => audit.list(store, filter),
      refused: (act, outcome) => record(store, database, act, outcome),
      prune: (input) => audit.prune(store, input),
    },
    manifests: {
      list: (filter) => listManifests(store, filter),
      get: (name) => getManifest(store, name),
      revision: (name, contentHash) => revision(store, name, contentHash),
      revisions: (filter) => revisions(store, filter),
      put: (input) => put(store, input),
      delete: (input) => deleteManifest(store, input),
      setState: (input) => setState(store, input),
      runs: (filter) => runs(store, filter),
    },
    ping: () => requireSchema(database),
    async close() {
      waiting.close();
      await Promise.all([following.close(), seen.close(), signals.close()]);
      await database.close();
    },
  };
}
