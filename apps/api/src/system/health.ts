/** Whether the process lives, and whether it can serve. */
import { z } from '@hono/zod-openapi';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';

export function mountHealth(api: Api, { store, callers }: Services): void {
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
      problems: ['database_unavailable'],
    },
    async () => {
      await store.ping();
      return { status: 200, body: { status: 'ready' as const } };
    },
  );
}
