/** The Hono app: routes, problems for what they throw, request ids, and one log line a request. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { JobAcceptor } from '@moonmind/job-types';
import type { ManifestContract } from '@moonmind/manifest-contract';
import type { Act, QueueStore } from '@moonmind/queue-store';
import { cors } from 'hono/cors';
import type { Logger } from 'pino';
import { mountApiTokens } from './access/api-tokens.js';
import { mountAudit } from './access/audit.js';
import { createCallers, type UserAuth } from './auth/callers.js';
import { assertLocalCaller } from './auth/loopback.js';
import { addressOf } from './http/address.js';
import { routeTable } from './http/not-found.js';
import type { Api, Variables } from './http/operation.js';
import { rateLimit } from './http/rate-limit.js';
import { requestIdOf } from './http/request-id.js';
import { securityHeaders } from './http/security-headers.js';
import { loggable, problemFrom, unforeseen } from './problems/from-error.js';
import { problemResponse } from './problems/problem.js';
import type { ArtifactFiles } from './queue/artifact-files.js';
import { mountArtifactUpload } from './queue/artifact-upload.js';
import { mountArtifacts } from './queue/artifacts.js';
import { mountClaims } from './queue/claims.js';
import { EventHub, type HubLimits } from './queue/event-hub.js';
import { mountEvents } from './queue/events.js';
import { mountSummary } from './queue/insight.js';
import { mountJobs } from './queue/jobs.js';
import { mountRunningJobs } from './queue/running-jobs.js';
import { mountStreams } from './queue/streams.js';
import { mountWorkerTokens } from './queue/worker-tokens.js';
import { mountManifests } from './registry/manifests.js';
import { mountRevisions } from './registry/revisions.js';
import { mountRuns } from './registry/runs.js';
import { mountState } from './registry/state.js';
import { mountValidate } from './registry/validate.js';
import type { Services } from './services.js';
import { mountHealth } from './system/health.js';
import { createMetrics } from './system/metrics.js';
import { mountOpenApi } from './system/openapi.js';
import { mountReference } from './system/reference.js';

export interface AppOptions {
  readonly store: QueueStore;
  readonly contract: ManifestContract;
  readonly acceptor: JobAcceptor;
  readonly logger: Logger;
  readonly artifactFiles: ArtifactFiles;
  /** Aborts some time before the service stops: `/readyz` says so. Default: when it stops. */
  readonly draining?: AbortSignal;
  /** Aborts when the service stops: streams end and waiting claims are answered. Default: never. */
  readonly stopping?: AbortSignal;
  readonly streams?: HubLimits;
  /** Origins whose pages may call. Default: none but the service's own. */
  readonly corsOrigins?: readonly string[];
  /** Users need a credential. Default null: they do not, and only this machine may call. */
  readonly userAuth?: UserAuth | null;
  /** Whether scrapes of `/metrics` need none all the same. Default false. */
  readonly metricsForAnyone?: boolean;
  /** Reverse proxies in front of the service. Default 0. */
  readonly proxies?: number;
  /** Requests a minute for each caller; 0: any number. Default 0. */
  readonly rateLimit?: number;
}

/** Lets the pages of these origins call and read what matters to them. */
function allowOrigins(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'last-event-id',
    ],
    exposeHeaders: ['etag', 'retry-after', 'x-request-id'],
    maxAge: 600,
  });
}

/** The service as a fetch handler: `app.request()` in tests, a server's `fetch` in production. */
export function createApp(options: AppOptions): Api {
  const { stopping = new AbortController().signal, corsOrigins = [], rateLimit: perMinute = 0 } = options;
  const { draining = stopping, userAuth = null, metricsForAnyone = false, proxies = 0 } = options;
  const hub = new EventHub(options.store, options.streams, (error) => {
    options.logger.error({ err: loggable(error) }, 'an event stream broke off');
  });
  stopping.addEventListener('abort', () => hub.close());
  const metrics = createMetrics({ store: options.store, streams: () => hub.size });
  const services: Services = {
    ...options,
    callers: createCallers(options.store, userAuth),
    metricsForAnyone,
    hub,
    metrics,
    draining,
    stopping,
  };
  const { logger, store } = services;
  const refused = async (act: Act, error: unknown) => {
    const code = problemFrom(error)?.code ?? unforeseen().code;
    // Who could not be asked cannot be told either.
    if (code === 'database_unavailable') return;
    await store.audit.refused(act, code).catch((failure: unknown) => {
      const { requestId } = act;
      logger.error({ requestId, err: loggable(failure) }, 'a refusal could not be written to the audit log');
    });
  };
  const app: Api = new OpenAPIHono<{ Variables: Variables }>();

  app.use(async (c, next) => {
    const started = performance.now();
    const requestId = requestIdOf(c.req.header('x-request-id'));
    c.set('requestId', requestId);
    c.set('route', 'none');
    c.set('address', addressOf(c, proxies));
    await next();
    c.header('x-request-id', requestId);
    const { method } = c.req;
    const seconds = (performance.now() - started) / 1000;
    const request = { method, route: c.get('route'), status: c.res.status };
    metrics.answered({ ...request, seconds });
    logger.info({ requestId, ...request, ms: Math.round(seconds * 1000) }, 'request');
  });
  app.use(securityHeaders);
  // A credential that is sent with each call on purpose is a border of its own; none travels by itself.
  if (!userAuth)
    app.use(async (c, next) => {
      const foreign = corsOrigins.includes(c.req.header('origin') ?? '');
      assertLocalCaller(c.req.header('host') ?? new URL(c.req.url).host, (name) =>
        foreign && ['origin', 'sec-fetch-site'].includes(name) ? undefined : c.req.header(name),
      );
      await next();
    });
  if (corsOrigins.length > 0) app.use(allowOrigins(corsOrigins));
  const limit = rateLimit(perMinute);
  app.use(async (c, next) => {
    c.set('limit', limit);
    c.set('refused', refused);
    await next();
  });

  // Known once all are mounted, which is before the first call.
  let table = routeTable([]);
  app.use(async (c, next) => (table.isRefused(c.req.method, c.req.path) ? c.notFound() : next()));

  mountHealth(app, services);
  mountJobs(app, services);
  mountClaims(app, services);
  mountRunningJobs(app, services);
  mountEvents(app, services);
  mountStreams(app, services);
  mountArtifactUpload(app, services);
  mountArtifacts(app, services);
  mountSummary(app, services);
  mountWorkerTokens(app, services);
  mountApiTokens(app, services);
  mountAudit(app, services);
  mountManifests(app, services);
  mountRuns(app, services);
  mountRevisions(app, services);
  mountState(app, services);
  mountValidate(app, services);
  mountReference(app, services);
  mountOpenApi(app, services.callers);

  const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route'
      ? [{ method: definition.route.method.toUpperCase(), path: definition.route.path }]
      : [],
  );
  table = routeTable(routes);
  app.notFound(async (c) => {
    const problem = await limit.count(c).then(
      () => table.notFound(c.req.path),
      (error: unknown) => problemFrom(error) ?? unforeseen(),
    );
    return problemResponse(problem, c.get('requestId'));
  });
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    const problem = problemFrom(error);
    if (!problem)
      logger.error({ requestId, route: c.get('route'), err: loggable(error) }, 'unforeseen error');
    return problemResponse(problem ?? unforeseen(), requestId);
  });
  return app;
}
