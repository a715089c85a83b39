import { expect, test } from 'vitest';
import { PROBLEMS } from '../problems/codes.js';
import { openEmbedded } from '../testing/databases.js';
import { createTestApi } from '../testing/test-api.js';

test('the document names every route, who may call it, and each problem', async () => {
  const { store, close } = await openEmbedded();
  const { status, body } = await createTestApi(store).get('/openapi.json');
  await close();
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  const routes = Object.entries<Record<string, { security: unknown[]; responses: object }>>(
    body.paths,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { security }]) => `${method.toUpperCase()} ${path}${security.length > 0 ? ' (worker)' : ''}`,
    ),
  );
  expect(routes.sort()).toEqual([
    'DELETE /api/manifests/{name}',
    'GET /api/manifests',
    'GET /api/manifests/{name}',
    'GET /api/manifests/{name}/revisions',
    'GET /api/manifests/{name}/revisions/{contentHash}',
    'GET /api/manifests/{name}/runs',
    'GET /api/queue/events/stream',
    'GET /api/queue/jobs',
    'GET /api/queue/jobs/{jobId}',
    'GET /api/queue/jobs/{jobId}/artifacts',
    'GET /api/queue/jobs/{jobId}/artifacts/{artifactId}/download',
    'GET /api/queue/jobs/{jobId}/events',
    'GET /api/queue/jobs/{jobId}/events/stream',
    'GET /api/queue/jobs/{jobId}/explain',
    'GET /api/queue/summary',
    'GET /api/queue/workers',
    'GET /api/queue/workers/tokens',
    'GET /docs',
    'GET /docs/{file}',
    'GET /healthz',
    'GET /metrics',
    'GET /openapi.json',
    'GET /readyz',
    'POST /api/manifests/validate',
    'POST /api/manifests/{name}/restore',
    'POST /api/manifests/{name}/runs',
    'POST /api/manifests/{name}/state (worker)',
    'POST /api/queue/jobs',
    'POST /api/queue/jobs/claim (worker)',
    'POST /api/queue/jobs/heartbeat (worker)',
    'POST /api/queue/jobs/{jobId}/artifacts/upload (worker)',
    'POST /api/queue/jobs/{jobId}/cancel',
    'POST /api/queue/jobs/{jobId}/cancel/ack (worker)',
    'POST /api/queue/jobs/{jobId}/complete (worker)',
    'POST /api/queue/jobs/{jobId}/events (worker)',
    'POST /api/queue/jobs/{jobId}/fail (worker)',
    'POST /api/queue/jobs/{jobId}/heartbeat (worker)',
    'POST /api/queue/jobs/{jobId}/release (worker)',
    'POST /api/queue/jobs/{jobId}/requeue',
    'POST /api/queue/workers/tokens',
    'POST /api/queue/workers/tokens/{tokenId}/revoke',
    'PUT /api/manifests/{name}',
  ]);
  const { securitySchemes, schemas } = body.components;
  expect(securitySchemes.workerToken).toMatchObject({
    type: 'apiKey',
    in: 'header',
    name: 'X-MoonMind-Worker-Token',
  });
  expect(schemas.Problem.properties.code.enum).toEqual(Object.keys(PROBLEMS));
  expect(schemas.Job.required).toHaveLength(24);
  expect(body.paths['/api/queue/jobs'].post.requestBody.content['application/json'].schema).toEqual({
    $ref: '#/components/schemas/NewJob',
  });
  expect(schemas.NewJob).toMatchObject({ required: ['type'], additionalProperties: false });
  const put = body.paths['/api/manifests/{name}'].put;
  expect(Object.keys(put.requestBody.content)).toEqual(['application/json', 'application/yaml']);
  expect(put.responses[201].headers).toHaveProperty('ETag');
  const promised = JSON.stringify(body.paths);
  // Answered before or beside the routes.
  const general = ['route_not_found', 'method_not_allowed'].concat([
    'malformed_request',
    'request_timeout',
    'headers_too_large',
  ]);
  for (const code of Object.keys(PROBLEMS).filter((name) => !general.includes(name)))
    expect(promised).toContain(`\`${code}\``);
});
