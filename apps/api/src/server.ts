/** The service as a process: configuration in, a listening server out, and an orderly end. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener, RequestError } from '@hono/node-server';
import { createJobAcceptor } from '@moonmind/job-types';
import { createManifestContract } from '@moonmind/manifest-contract';
import { createEmbeddedStore, createPostgresStore, type QueueStore } from '@moonmind/queue-store';
import type { Logger } from 'pino';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { answerUnparsed, limitsOf } from './http/socket-limits.js';
import { type ApiTokenWish, makeApiToken } from './make-api-token.js';
import { loggable, unforeseen } from './problems/from-error.js';
import { Problem, problemResponse } from './problems/problem.js';
import { artifactFolder } from './queue/artifact-files.js';
import { startTidying } from './tidying.js';
import { startPruning, startSweep } from './upkeep.js';

/** How long requests under way may take to finish once the service stops. */
const GRACE_MS = 5_000;

export interface Server {
  /** Where it listens, such as `http://127.0.0.1:8787`. */
  readonly url: string;
  /**
   * Says on `/readyz` that it is about to stop, and serves on for the configured time; then ends streams, answers claims
   * that wait, takes no more calls, lets those under way finish (5 s at most), and closes the store.
   */
  stop(): Promise<void>;
}

/**
 * Opens the store and serves.
 * @param opened a store to serve instead of the one that the configuration names; it is closed in the end.
 * @throws whatever keeps the store from opening or the server from listening.
 */
export async function startServer(config: Config, logger: Logger, opened?: QueueStore): Promise<Server> {
  const contract = createManifestContract({
    baseCapabilities: config.manifestCapabilities,
    allowPathSource: config.allowPathSource,
  });
  const acceptor = createJobAcceptor({ manifest: contract, tasks: config.tasks });
  const store = opened ?? (await openStore(config));
  const draining = new AbortController();
  const stopping = new AbortController();
  const artifactFiles = artifactFolder(config.artifactsDir, { exclusive: config.databaseUrl === null });
  try {
    const app = createApp({
      store,
      contract,
      acceptor,
      logger,
      artifactFiles,
      draining: draining.signal,
      stopping: stopping.signal,
      corsOrigins: config.corsOrigins,
      rateLimit: config.rateLimit,
      proxies: config.proxies,
      userAuth: config.userAuth,
      metricsForAnyone: config.metricsForAnyone,
    });
    const server = createServer(
      limitsOf(config),
      getRequestListener(app.fetch, { errorHandler: (error) => unreadable(error, logger) }),
    );
    server.maxConnections = config.maxConnections;
    server.on('clientError', answerUnparsed);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.port, config.host, resolve);
    });
    const sweep = startSweep(store, logger);
    const pruning = startPruning('old jobs', store.jobs, logger, config.retentionDays);
    const auditPruning = startPruning('the audit log', store.audit, logger, config.auditRetentionDays);
    const tidying = await startTidying(artifactFiles, store, logger);
    return {
      url: urlOf(server),
      async stop() {
        draining.abort();
        await sleep(config.drainSeconds * 1000);
        stopping.abort();
        await closed(server);
        await tidying.stop();
        await sweep.stop();
        await pruning.stop();
        await auditPruning.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens the store, which brings its schema up to date. */
function openStore({ databaseUrl, dataDir }: Config): Promise<QueueStore> {
  return databaseUrl ? createPostgresStore({ url: databaseUrl }) : createEmbeddedStore({ dataDir });
}

/**
 * Brings the database up to date, under a lock; does nothing where it is.
 * @throws as `startServer`, where the store does not open.
 */
export async function migrateDatabase(config: Config): Promise<void> {
  await (await openStore(config)).close();
}

/**
 * Makes an API token, and gives its secret.
 * @throws as `startServer`, where the store does not open: the embedded one does not while the service runs.
 */
export async function createApiToken(config: Config, wish: ApiTokenWish): Promise<string> {
  const store = await openStore(config);
  try {
    return (await makeApiToken(store, wish)).token;
  } finally {
    await store.close();
  }
}

/** The answer to a request whose Host or URL cannot be read: it never reaches the app. */
function unreadable(error: unknown, logger: Logger): Response {
  if (error instanceof RequestError)
    return problemResponse(
      new Problem('forbidden', 'The Host header or the URL cannot be read.'),
      randomUUID(),
    );
  const requestId = randomUUID();
  logger.error({ requestId, err: loggable(error) }, 'unforeseen error');
  return problemResponse(unforeseen(), requestId);
}

function urlOf(server: HttpServer): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function closed(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    // A connection kept alive ends with the answer under way on it, not before.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(deadline);
      resolve();
    });
  });
}
