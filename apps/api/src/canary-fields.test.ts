/**
 * A secret in every field of every operation that the OpenAPI document tells of, each a secret of its own; then a search
 * for them in all that the service has written and answered. An operation or a field that is new needs a value in `BODIES`.
 */
import { dumpDatabase } from '@moonmind/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from './testing/databases.js';
import {
  hashOf,
  manifestText,
  rawSecret,
  TASK_CAPABILITIES,
  taskJob,
  uniqueName,
} from './testing/samples.js';
import { createTestApi, type Sent, type TestApi, type TestWorker } from './testing/test-api.js';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: 'path' | 'query' | 'header' }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly security: readonly Readonly<Record<string, unknown>>[];
}
type Body = Readonly<Record<string, unknown>>;

/** What the secrets are put into. */
interface Scene {
  readonly name: string;
  readonly jobId: string;
  readonly workerId: string;
  readonly leaseToken: string;
}

const LATER = '2099-01-01T00:00:00.000Z';
const held = ({ workerId, leaseToken }: Scene) => ({ workerId, leaseToken });

/** A body with every field that its operation has. */
const BODIES: Readonly<Record<string, (scene: Scene) => Body>> = {
  'POST /api/queue/jobs': () => ({ ...taskJob(), priority: 1, affinityKey: 'a', maxAttempts: 2 }),
  'POST /api/queue/jobs/{jobId}/cancel': () => ({ reason: 'r' }),
  'POST /api/queue/jobs/{jobId}/requeue': () => ({}),
  'POST /api/queue/jobs/claim': ({ workerId }) => ({
    workerId,
    leaseSeconds: 5,
    allowedTypes: ['codex_exec'],
    workerCapabilities: ['none'],
    limit: 1,
    waitSeconds: 0,
    claimId: 'c',
  }),
  'POST /api/queue/jobs/heartbeat': ({ workerId, jobId, leaseToken }) => ({
    workerId,
    leaseSeconds: 60,
    jobs: [{ jobId, leaseToken }],
  }),
  'POST /api/queue/jobs/{jobId}/heartbeat': (scene) => ({ ...held(scene), leaseSeconds: 60 }),
  'POST /api/queue/jobs/{jobId}/complete': (scene) => ({ ...held(scene), resultSummary: 's' }),
  'POST /api/queue/jobs/{jobId}/fail': (scene) => ({
    ...held(scene),
    errorMessage: 'e',
    retryable: true,
    retryAfterSeconds: 1,
  }),
  'POST /api/queue/jobs/{jobId}/release': (scene) => ({ ...held(scene), delaySeconds: 1, reason: 'r' }),
  'POST /api/queue/jobs/{jobId}/cancel/ack': (scene) => ({ ...held(scene), message: 'm' }),
  'POST /api/queue/jobs/{jobId}/events': (scene) => ({
    ...held(scene),
    level: 'info',
    message: 'm',
    payload: { a: ['b'] },
    events: [{ sequence: 0, level: 'info', message: 'm', payload: { a: ['b'] } }],
  }),
  'POST /api/queue/jobs/{jobId}/artifacts/upload': (scene) => ({
    ...held(scene),
    file: 'x',
    name: 'a',
    contentType: 'text/plain',
    digest: hashOf('x'),
  }),
  'POST /api/queue/workers/tokens': () => ({
    workerId: 'w',
    description: 'd',
    allowedRepositories: ['a/b'],
    allowedJobTypes: ['task'],
    capabilities: ['c'],
    expiresAt: LATER,
  }),
  'POST /api/queue/workers/tokens/{tokenId}/revoke': () => ({}),
  'POST /api/tokens': () => ({ name: 'n', scopes: ['read'], expiresAt: LATER }),
  'POST /api/tokens/{tokenId}/revoke': () => ({}),
  'PUT /api/manifests/{name}': ({ name }) => ({ content: manifestText(name), message: 'm' }),
  'POST /api/manifests/{name}/restore': ({ name }) => ({
    contentHash: hashOf(manifestText(name)),
    message: 'm',
  }),
  'POST /api/manifests/{name}/runs': ({ name }) => ({
    action: 'run',
    options: { maxDocs: 1 },
    priority: 1,
    contentHash: hashOf(manifestText(name)),
  }),
  'POST /api/manifests/{name}/state': (scene) => ({
    ...held(scene),
    jobId: scene.jobId,
    stateJson: { cursor: ['a'] },
    expectedUpdatedAt: null,
  }),
  'POST /api/manifests/validate': ({ name }) => ({ content: manifestText(name) }),
};

/** Headers that clients and proxies send on their own. */
const USUAL_HEADERS = [
  'user-agent',
  'referer',
  'cookie',
  'accept',
  'x-request-id',
  'x-forwarded-for',
  'origin',
];

/** A body with the secret in each of its places, keys and unknown fields among them. */
function plantedIn(value: unknown, plant: () => string): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      plantedIn(item, plant).map((planted) => value.with(index, planted)),
    );
  if (typeof value === 'object' && value !== null)
    return [
      ...Object.entries(value).flatMap(([key, item]) =>
        [...plantedIn(item, plant), plant()].map((planted) => ({ ...value, [key]: planted })),
      ),
      { ...value, [plant()]: 1 },
      { ...value, unknown: plant() },
    ];
  return typeof value === 'string' ? [plant(), `${value} ${plant()}`] : [plant()];
}

function formOf(body: Body): Pick<Sent, 'raw' | 'headers'> {
  const parts = Object.entries(body).map(([name, value]) => {
    const file = name === 'file' ? `; filename="${value}"` : '';
    return `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${name === 'file' ? 'x' : value}\r\n`;
  });
  return {
    raw: `${parts.join('')}--b--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  };
}

let opened: Awaited<ReturnType<typeof openPostgres>>;
let api: TestApi;
let worker: TestWorker;
const name = uniqueName();
beforeAll(async () => {
  opened = await openPostgres();
  api = createTestApi(opened.store);
  worker = await api.worker();
  await api.put(`/api/manifests/${name}`, { content: manifestText(name) });
});
afterAll(() => opened.close());

async function newScene(): Promise<Scene> {
  await api.post('/api/queue/jobs', taskJob());
  const asked = { leaseSeconds: 600, workerCapabilities: TASK_CAPABILITIES };
  const { job } = (await worker.post('/api/queue/jobs/claim', asked)).body;
  return { name, jobId: job.id, workerId: worker.id, leaseToken: job.leaseToken };
}

test('a secret in any field of any operation is in no answer, log, metric, event or row', {
  timeout: 120_000,
}, async () => {
  const { body: document } = await api.get('/openapi.json');
  const secrets: string[] = [];
  const plant = () => {
    const secret = rawSecret(secrets.length % 2 === 0 ? 'github' : 'openai');
    secrets.push(secret);
    return secret;
  };
  const answers: string[] = [];
  const send = async (method: string, path: string, sent: Sent, isWorkers: boolean) => {
    const { status, text, headers } = await api.call(method, path, {
      ...(isWorkers ? { token: worker.token } : {}),
      ...sent,
    });
    expect([method, path.split('?')[0]?.slice(0, 40), status < 500]).toEqual([
      method,
      expect.anything(),
      true,
    ]);
    answers.push(text, JSON.stringify([...headers]));
    return status;
  };
  let refused = 0;
  for (const [pattern, methods] of Object.entries<Record<string, Operation>>(document.paths))
    for (const [verb, { parameters = [], requestBody, security }] of Object.entries(methods)) {
      // A stream that is open has no end; its fields are those of the lists beside it.
      if (pattern === '/api/queue/events/stream') continue;
      const method = verb.toUpperCase();
      const operation = `${method} ${pattern}`;
      const isWorkers = security.some((need) => 'workerToken' in need);
      const scene = async (): Promise<Scene> =>
        isWorkers
          ? newScene()
          : { name, jobId: '0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10', workerId: 'w', leaseToken: '' };
      const pathOf = ({ jobId }: Scene, changes: Readonly<Record<string, string>> = {}) =>
        pattern.replace(/\{(\w+)\}/g, (_, part: string) =>
          encodeURIComponent(
            changes[part] ?? { name, jobId, contentHash: hashOf('x'), file: 'start.js' }[part] ?? jobId,
          ),
        );
      const bodyOf = BODIES[operation];
      const content = Object.entries(requestBody?.content ?? {});
      if (content.length > 0 && !bodyOf)
        throw new Error(`${operation} has a body that BODIES does not tell.`);
      const now = await scene();
      const sentBody = (body: Body): Sent =>
        content[0]?.[0] === 'multipart/form-data' ? formOf(body) : { body };
      const whole = bodyOf?.(now);
      for (const parameter of parameters) {
        const secret = plant();
        const at = pathOf(now, parameter.in === 'path' ? { [parameter.name]: secret } : {});
        const query = parameter.in === 'query' ? `?${parameter.name}=${secret}` : '';
        const headers = parameter.in === 'header' ? { [parameter.name]: secret } : {};
        const { raw, headers: type, body } = whole ? sentBody(whole) : {};
        const more = { ...(raw === undefined ? {} : { raw }), ...(body === undefined ? {} : { body }) };
        await send(method, at + query, { ...more, headers: { ...type, ...headers } }, isWorkers);
      }
      for (const header of USUAL_HEADERS)
        await send(method, pathOf(now), { headers: { [header]: plant() } }, isWorkers);
      if (!whole) continue;
      for (const [, { schema }] of content.filter(([type]) => type !== 'application/yaml')) {
        const named = schema.$ref?.split('/').at(-1) ?? '';
        const { properties = {} }: Schema = schema.$ref ? document.components.schemas[named] : schema;
        expect([operation, Object.keys(properties).sort()]).toEqual([operation, Object.keys(whole).sort()]);
      }
      for (const planted of plantedIn(whole, plant)) {
        // Each call finds the job as it should be; what the call before was let through for has no effect on it.
        const fresh = await scene();
        const body = JSON.parse(
          JSON.stringify(planted)
            .replaceAll(now.jobId, fresh.jobId)
            .replaceAll(now.leaseToken || '-', fresh.leaseToken || '-'),
        );
        if ((await send(method, pathOf(fresh), sentBody(body), isWorkers)) >= 400) refused += 1;
      }
    }
  expect(secrets.length).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(150);
  const written = {
    answers: answers.join('\n'),
    log: api.log.join(''),
    metrics: (await api.get('/metrics')).text,
    audit: (await api.get('/api/audit?limit=200')).text,
    database: await dumpDatabase(opened.url),
  };
  for (const [where, text] of Object.entries(written)) {
    const lower = text.toLowerCase();
    // Half of a secret would tell enough.
    expect([
      where,
      secrets.filter((secret) => lower.includes(secret.slice(0, 24).toLowerCase())).length,
    ]).toEqual([where, 0]);
  }
});
