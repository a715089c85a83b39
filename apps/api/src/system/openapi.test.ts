import { expect, test } from 'vitest';
import { PROBLEMS } from '../problems/codes.js';
import { openAny } from '../testing/databases.js';
import { createTestApi } from '../testing/test-api.js';

async function readDocument() {
  const { store, close } = await openAny();
  const reply = await createTestApi(store).get('/openapi.json');
  await close();
  return reply;
}

test('the document names every route, who may call it, and each problem', async () => {
  const { status, body } = await readDocument();
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  const routes = Object.entries<Record<string, { security: Record<string, string[]>[]; responses: object }>>(
    body.paths,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => {
      const [need = {}] = security;
      const who = need.user ? need.user.join() : need.workerToken ? 'worker' : 'anyone';
      return `${method.toUpperCase()} ${path} (${who})`;
    }),
  );
  expect(routes.sort()).toEqual([
    'DELETE /api/manifests/{name} (manage_manifests)',
    'GET /api/audit (administer)',
    'GET /api/manifests (read)',
    'GET /api/manifests/{name} (read)',
    'GET /api/manifests/{name}/revisions (read)',
    'GET /api/manifests/{name}/revisions/{contentHash} (read)',
    'GET /api/manifests/{name}/runs (read)',
    'GET /api/queue/events/stream (read)',
    'GET /api/queue/jobs (read)',
    'GET /api/queue/jobs/{jobId} (read)',
    'GET /api/queue/jobs/{jobId}/artifacts (read)',
    'GET /api/queue/jobs/{jobId}/artifacts/{artifactId}/download (read)',
    'GET /api/queue/jobs/{jobId}/events (read)',
    'GET /api/queue/jobs/{jobId}/events/stream (read)',
    'GET /api/queue/jobs/{jobId}/explain (read)',
    'GET /api/queue/summary (read)',
    'GET /api/queue/workers (read)',
    'GET /api/queue/workers/self (worker)',
    'GET /api/queue/workers/tokens (manage_workers)',
    'GET /api/tokens (administer)',
    'GET /docs (anyone)',
    'GET /docs/{file} (anyone)',
    'GET /healthz (anyone)',
    'GET /metrics (read)',
    'GET /openapi.json (anyone)',
    'GET /readyz (anyone)',
    'POST /api/manifests/validate (read)',
    'POST /api/manifests/{name}/restore (manage_manifests)',
    'POST /api/manifests/{name}/runs (submit)',
    'POST /api/manifests/{name}/state (worker)',
    'POST /api/queue/jobs (submit)',
    'POST /api/queue/jobs/claim (worker)',
    'POST /api/queue/jobs/heartbeat (worker)',
    'POST /api/queue/jobs/{jobId}/artifacts/upload (worker)',
    'POST /api/queue/jobs/{jobId}/cancel (submit)',
    'POST /api/queue/jobs/{jobId}/cancel/ack (worker)',
    'POST /api/queue/jobs/{jobId}/complete (worker)',
    'POST /api/queue/jobs/{jobId}/events (worker)',
    'POST /api/queue/jobs/{jobId}/fail (worker)',
    'POST /api/queue/jobs/{jobId}/heartbeat (worker)',
    'POST /api/queue/jobs/{jobId}/release (worker)',
    'POST /api/queue/jobs/{jobId}/requeue (submit)',
    'POST /api/queue/workers/tokens (manage_workers)',
    'POST /api/queue/workers/tokens/{tokenId}/revoke (manage_workers)',
    'POST /api/tokens (administer)',
    'POST /api/tokens/{tokenId}/revoke (administer)',
    'PUT /api/manifests/{name} (manage_manifests)',
  ]);
  const { securitySchemes, schemas } = body.components;
  expect(securitySchemes.workerToken).toMatchObject({
    type: 'apiKey',
    in: 'header',
    name: 'X-MoonMind-Worker-Token',
  });
  expect(securitySchemes.user).toMatchObject({ type: 'http', scheme: 'bearer' });
  expect(schemas.Problem.properties.code.enum).toEqual(Object.keys(PROBLEMS));
  expect(schemas.Job.required).toHaveLength(24);
  expect(body.paths['/api/queue/jobs'].post.requestBody.content['application/json'].schema).toEqual({
    $ref: '#/components/schemas/NewJob',
  });
  expect(schemas.NewJob).toMatchObject({ required: ['type'], additionalProperties: false });
  expect(schemas.NewRun.properties.action).toMatchObject({ default: 'run', example: 'run' });
  const matches = ({ pattern }: { pattern: string }, text: string) => new RegExp(pattern).test(text);
  const name = body.paths['/api/manifests/{name}/runs'].get.parameters[0].schema;
  expect(['', '-a', 'a'.repeat(129)].filter((text) => matches(name, text))).toEqual([]);
  const { contentHash } = schemas.Manifest.properties;
  const hash = `sha256:${'0a'.repeat(32)}`;
  expect([hash, `x${hash}`, `${hash}0`].filter((text) => matches(contentHash, text))).toEqual([hash]);
  for (const described of [name, contentHash]) expect(matches(described, described.example)).toBe(true);
  const put = body.paths['/api/manifests/{name}'].put;
  expect(Object.keys(put.requestBody.content)).toEqual(['application/json', 'application/yaml']);
  const operations = Object.values<Record<string, { operationId: string; tags: string[] }>>(
    body.paths,
  ).flatMap((methods) => Object.values(methods));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  const tags = body.tags.map(({ name }: { name: string }) => name);
  expect([...new Set(operations.flatMap((operation) => operation.tags))].sort()).toEqual([...tags].sort());
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

test('the document names the types that clients make of it', async () => {
  const { body } = await readDocument();
  expect(Object.keys(body.components.schemas).sort()).toEqual([
    'AcknowledgeCancel',
    'ApiToken',
    'ApiTokenPage',
    'AppendedEvents',
    'Artifact',
    'ArtifactList',
    'ArtifactUpload',
    'AuditEntry',
    'AuditPage',
    'CancelJob',
    'Claim',
    'Claimed',
    'ClaimedJob',
    'CompleteJob',
    'Diagnostic',
    'Event',
    'EventList',
    'FailJob',
    'Fix',
    'Health',
    'Heartbeat',
    'HeartbeatResults',
    'Heartbeats',
    'Job',
    'JobExplanation',
    'JobPage',
    'JobWait',
    'Manifest',
    'ManifestPage',
    'ManifestRevision',
    'ManifestRevisionPage',
    'ManifestRevisionText',
    'ManifestRun',
    'ManifestRunPage',
    'ManifestState',
    'ManifestSummary',
    'ManifestText',
    'ManifestValidation',
    'NearestWorker',
    'NewApiToken',
    'NewApiTokenAnswer',
    'NewEvents',
    'NewJob',
    'NewManifest',
    'NewManifestState',
    'NewRun',
    'NewWorkerToken',
    'NewWorkerTokenAnswer',
    'OpenApi',
    'Problem',
    'QueueSummary',
    'Readiness',
    'ReadySet',
    'ReleaseJob',
    'RestoreManifest',
    'SecretRefs',
    'StartedRun',
    'StoredManifest',
    'TextRange',
    'Worker',
    'WorkerList',
    'WorkerSelf',
    'WorkerToken',
    'WorkerTokenPage',
  ]);
});

test('the document names the headers of requests and answers, and what a put does unless told otherwise', async () => {
  const { paths } = (await readDocument()).body;
  const one = '/api/manifests/{name}';
  const headersOf = ({ parameters }: { parameters: { in: string; name: string; schema: object }[] }) =>
    parameters.filter((parameter) => parameter.in === 'header').map(({ name, schema }) => [name, schema]);
  const text = { type: 'string' };
  const key = [['Idempotency-Key', { ...text, maxLength: 255 }]];
  expect(headersOf(paths['/api/queue/jobs'].post)).toMatchObject(key);
  expect(headersOf(paths[`${one}/runs`].post)).toMatchObject(key);
  expect(headersOf(paths[one].get)).toEqual([['If-None-Match', text]]);
  expect(headersOf(paths[`${one}/revisions/{contentHash}`].get)).toEqual([['If-None-Match', text]]);
  expect(headersOf(paths[one].delete)).toEqual([['If-Match', text]]);
  expect(headersOf(paths[`${one}/restore`].post)).toEqual([['If-Match', text]]);
  expect(headersOf(paths[one].put)).toEqual([
    ['If-Match', text],
    ['If-None-Match', text],
  ]);
  for (const [{ responses }, status] of [
    [paths[one].get, 200],
    [paths[one].get, 304],
    [paths[one].put, 200],
    [paths[one].put, 201],
    [paths[`${one}/revisions/{contentHash}`].get, 200],
    [paths[`${one}/revisions/{contentHash}`].get, 304],
    [paths[`${one}/restore`].post, 200],
  ])
    expect(responses[status].headers).toHaveProperty('ETag');
  const told = paths[one].put.parameters
    .filter((parameter: { in: string }) => parameter.in === 'query')
    .map(({ name, schema }: { name: string; schema: object }) => [name, schema]);
  expect(told).toMatchObject([
    ['secrets', { type: 'string', enum: ['reject', 'redact'], default: 'reject' }],
    ['fieldValidation', { type: 'string', enum: ['warn', 'strict'], default: 'warn' }],
    ['dryRun', { type: 'boolean', default: false }],
  ]);
});
