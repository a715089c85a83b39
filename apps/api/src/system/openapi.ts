/** The OpenAPI document, generated from the mounted routes. */
import { z } from '@hono/zod-openapi';
import type { Callers } from '../auth/callers.js';
import { WORKER_TOKEN_HEADER } from '../auth/worker-token.js';
import { type Api, mount, none } from '../http/operation.js';
import { TAGS } from '../http/tags.js';

/** Mounts `/openapi.json`; call it last, so that the document holds every route. */
export function mountOpenApi(api: Api, callers: Callers): void {
  mount(
    api,
    {
      method: 'get',
      path: '/openapi.json',
      tag: 'System',
      summary: 'This document',
      caller: callers.anyone,
      params: none,
      query: none,
      body: none,
      answers: { 200: z.looseObject({ openapi: z.string() }).openapi('OpenApi') },
    },
    async () => ({ status: 200, body: document }),
  );
  api.openAPIRegistry.registerComponent('securitySchemes', 'workerToken', {
    type: 'apiKey',
    in: 'header',
    name: WORKER_TOKEN_HEADER,
    description: "A worker's token. It opens no user's operation.",
  });
  api.openAPIRegistry.registerComponent('securitySchemes', 'user', {
    type: 'http',
    scheme: 'bearer',
    description:
      "A user's API token, or a JWT of the configured issuer, with the operation's scope (`x-required-scope`). It opens no worker's operation. A service that runs without user authentication needs none.",
  });
  const document = {
    ...api.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'MoonMind manifests and Agent Queue',
        version: '0',
        description:
          'Validates, stores, queues and routes ingestion manifests. Errors are RFC 9457 problems.',
        contact: { name: 'MoonMind Manifest', url: 'https://github.com/MoonLadderStudios/moonmind-manifest' },
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    }),
  };
}
