/** Whether the process lives, whether it can serve, and how it is doing. */
import { z } from '@hono/zod-openapi';
import { type Api, mount, none } from '../http/operation.js';
import { Problem } from '../problems/problem.js';
import type { Services } from '../services.js';

export function mountHealth(api: Api, services: Services): void {
  const { store, callers, metrics, draining } = services;
  const common = {
    method: 'get',
    tag: 'System',
    caller: callers.anyone,
    params: none,
    query: none,
    body: none,
  } as const;

  mount(
    api,
    {
      ...common,
      path: '/healthz',
      summary: 'The process lives',
      answers: { 200: z.strictObject({ status: z.literal('ok') }).openapi('Health') },
    },
    async () => ({ status: 200, body: { status: 'ok' as const } }),
  );

  mount(
    api,
    {
      ...common,
      path: '/readyz',
      summary: 'The service answers, and so does its database',
      answers: { 200: z.strictObject({ status: z.literal('ready') }).openapi('Readiness') },
      problems: ['database_unavailable', 'shutting_down'],
    },
    async () => {
      if (draining.aborted)
        throw new Problem('shutting_down', 'The service is about to stop. Call another process of it.', {
          headers: { 'retry-after': '5' },
        });
      await store.ping();
      return { status: 200, body: { status: 'ready' as const } };
    },
  );

  mount(
    api,
    {
      ...common,
      caller: services.metricsForAnyone ? callers.anyone : callers.user('read'),
      path: '/metrics',
      summary: 'How the service is doing, for Prometheus',
      answers: {},
      otherAnswers: {
        200: { description: 'The metrics', content: { 'text/plain': { schema: z.string() } } },
      },
    },
    async () =>
      new Response(await metrics.scrape(), {
        headers: { 'content-type': metrics.contentType },
      }),
  );
}
