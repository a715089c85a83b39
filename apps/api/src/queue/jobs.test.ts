import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { onBothDatabases } from '../testing/databases.js';
import {
  hashOf,
  inlineJob,
  MANIFEST_CAPABILITIES,
  manifestText,
  rawSecret,
  taskJob,
  uniqueName,
} from '../testing/samples.js';
import { LOCAL_USER } from '../testing/test-api.js';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

onBothDatabases('jobs', (api) => {
  /** What a read, a cancellation and a requeue of the job under a path's segment are answered. */
  const answersTo = async (segment: string) => {
    const at = `/api/queue/jobs/${segment}`;
    const answers = [
      await api().get(at),
      await api().post(`${at}/cancel`),
      await api().post(`${at}/requeue`),
    ];
    return answers.map(({ status, body }) => [status, body.code]);
  };

  test('a submitted manifest job has every field of the wire contract, nulls included (FR-005)', async () => {
    const submitted = inlineJob();
    const { status, headers, body } = await api().post('/api/queue/jobs', submitted);
    expect(status).toBe(201);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('x-request-id')).toBeTruthy();
    const name = submitted.payload.manifest.name;
    const contentHash = hashOf(manifestText(name));
    expect(body).toEqual({
      id: expect.stringMatching(UUID_V7),
      type: 'manifest',
      category: 'manifests',
      status: 'queued',
      priority: 0,
      payload: {
        manifest: {
          name,
          action: 'run',
          source: { kind: 'inline', contentHash, version: 'v0' },
          options: {},
        },
        manifestHash: contentHash,
        manifestVersion: 'v0',
        requiredCapabilities: MANIFEST_CAPABILITIES,
        effectiveRunConfig: { maxDocs: 100 },
        manifestSecretRefs: { env: [{ name: 'QDRANT_API_KEY' }], profile: [], vault: [] },
      },
      createdByUserId: LOCAL_USER,
      requestedByUserId: LOCAL_USER,
      cancelRequestedByUserId: null,
      cancelRequestedAt: null,
      cancelReason: null,
      affinityKey: null,
      claimedBy: null,
      leaseExpiresAt: null,
      nextAttemptAt: null,
      attempt: 1,
      maxAttempts: 3,
      resultSummary: null,
      errorMessage: null,
      artifactsPath: null,
      startedAt: null,
      finishedAt: null,
      createdAt: expect.stringMatching(TIME),
      updatedAt: expect.stringMatching(TIME),
    });
    expect((await api().get(`/api/queue/jobs/${body.id}`)).body).toEqual(body);
    expect((await api().get(`/api/queue/jobs/${body.id.toUpperCase()}`)).body.id).toBe(body.id);
  });

  test('derived fields that a client sends are replaced', async () => {
    const job = inlineJob();
    const forged = {
      requiredCapabilities: ['none'],
      manifestHash: 'x',
      manifestVersion: 'v9',
      manifestSecretRefs: 1,
    };
    const { status, body } = await api().post('/api/queue/jobs', {
      ...job,
      payload: { ...job.payload, ...forged },
    });
    expect(status).toBe(201);
    expect(body.payload).toMatchObject({
      requiredCapabilities: MANIFEST_CAPABILITIES,
      manifestHash: hashOf(job.payload.manifest.source.content),
      manifestVersion: 'v0',
      manifestSecretRefs: { env: [{ name: 'QDRANT_API_KEY' }], profile: [], vault: [] },
    });
  });

  test('task jobs go through their own contract', async () => {
    const { status, body } = await api().post('/api/queue/jobs', taskJob());
    expect(status).toBe(201);
    expect(body).toMatchObject({ type: 'task', category: 'tasks' });
    expect(body.payload.requiredCapabilities).toEqual(['codex', 'git', 'gh']);
    const refused = await api().post('/api/queue/jobs', {
      type: 'task',
      payload: { repository: 'owner/repo' },
    });
    expect(refused.body).toMatchObject({ status: 422, code: 'invalid_queue_payload' });
    expect(refused.body.errors[0].pointer).toMatch(/^\/payload\//);
  });

  test.each([
    [
      'an unknown type',
      { type: 'sql', payload: {} },
      'invalid_queue_payload',
      '/type',
      /manifest, task, codex_exec/,
    ],
    [
      'a prototype name as type',
      { type: 'constructor', payload: {} },
      'invalid_queue_payload',
      '/type',
      /manifest/,
    ],
    ['no type', { payload: {} }, 'invalid_queue_payload', '/type', /manifest/],
    ['a body that is no object', ['manifest'], 'invalid_queue_payload', '', /object/],
    ['a body that is a text', 'manifest', 'invalid_queue_payload', '', /object/],
    ['null', null, 'invalid_queue_payload', '', /object/],
    ['an unknown key', { ...taskJob(), prioritty: 3 }, 'invalid_queue_payload', '/prioritty', /priority/],
    [
      'a misspelt key of a manifest job',
      { ...inlineJob(), affinitykey: 'a' },
      'invalid_manifest_job',
      '/affinitykey',
      /affinityKey/,
    ],
    [
      'a priority that is no number',
      { ...inlineJob(), priority: 'high' },
      'invalid_manifest_job',
      '/priority',
      /number/,
    ],
    [
      'a fractional priority',
      { ...taskJob(), priority: 1.5 },
      'invalid_queue_payload',
      '/priority',
      /whole number/,
    ],
    [
      'a priority beyond int32',
      { ...taskJob(), priority: 2 ** 31 },
      'invalid_queue_payload',
      '/priority',
      /2147483647/,
    ],
    [
      'a priority below int32',
      { ...taskJob(), priority: -(2 ** 31) - 1 },
      'invalid_queue_payload',
      '/priority',
      /-2147483648/,
    ],
    ['no attempts', { ...taskJob(), maxAttempts: 0 }, 'invalid_queue_payload', '/maxAttempts', /1/],
    [
      'a long affinity key',
      { ...taskJob(), affinityKey: 'x'.repeat(256) },
      'invalid_queue_payload',
      '/affinityKey',
      /255/,
    ],
    [
      'a payload that is no object',
      { type: 'task', payload: [] },
      'invalid_queue_payload',
      '/payload',
      /object/,
    ],
    [
      'U+0000',
      taskJob('nul \u0000'),
      'invalid_queue_payload',
      '/payload/task/instructions',
      /U\+0000|characters/,
    ],
    [
      'a lone surrogate',
      taskJob('half \ud83d'),
      'invalid_queue_payload',
      '/payload/task/instructions',
      /characters/,
    ],
    [
      'an unknown action',
      inlineJob(uniqueName(), { action: 'evaluate' }),
      'invalid_manifest_job',
      '/payload/manifest/action',
      /run/,
    ],
    [
      'a structural option',
      inlineJob(uniqueName(), { options: { dataSources: [] } }),
      'invalid_manifest_job',
      '/payload/manifest/options/dataSources',
      /./,
    ],
  ])(
    '%s is refused, with its place and what would be right',
    async (_name, submitted, code, pointer, hint) => {
      const { status, headers, body } = await api().post('/api/queue/jobs', submitted);
      expect(status).toBe(422);
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(body).toMatchObject({ type: `urn:moonmind:problem:${code}`, status: 422, code });
      expect(body.requestId).toBe(headers.get('x-request-id'));
      expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
      const told = body.errors.find((error: { pointer: string }) => error.pointer === pointer);
      expect(`${told.message} ${told.hint}`).toMatch(hint);
      expect(body.detail.length).toBeGreaterThan(10);
    },
  );

  test('numbers that JSON can write and no database can hold are refused', async () => {
    const raw = `{"type":"manifest","payload":{"manifest":{"name":"a","options":{"maxDocs":1e999}}}}`;
    const { status, body } = await api().call('POST', '/api/queue/jobs', {
      raw,
      headers: { 'content-type': 'application/json' },
    });
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe('/payload/manifest/options/maxDocs');
  });

  test('priorities and attempts at their limits are stored as sent', async () => {
    for (const priority of [-(2 ** 31), 2 ** 31 - 1])
      expect(
        (await api().post('/api/queue/jobs', { ...taskJob(), priority, maxAttempts: 1 })).body,
      ).toMatchObject({
        priority,
        maxAttempts: 1,
      });
  });

  test('a registry source runs the stored text, and refuses text that the client sends along', async () => {
    const name = uniqueName();
    await api().put(`/api/manifests/${name}`, { content: manifestText(name) });
    const source = { kind: 'registry', name };
    const { status, body } = await api().post('/api/queue/jobs', inlineJob(name, { source }));
    expect(status).toBe(201);
    expect(body.payload.manifestHash).toBe(hashOf(manifestText(name)));
    expect((await api().get(`/api/manifests/${name}`)).body.lastRun.jobId).toBe(body.id);

    const smuggled = inlineJob(name, { source: { ...source, content: manifestText(name, '# other\n') } });
    expect((await api().post('/api/queue/jobs', smuggled)).body).toMatchObject({
      status: 422,
      code: 'invalid_manifest_job',
    });
    const unknown = inlineJob('nowhere', { source: { kind: 'registry', name: 'nowhere' } });
    expect((await api().post('/api/queue/jobs', unknown)).body).toMatchObject({
      status: 404,
      code: 'manifest_not_found',
    });
  });

  test('the same idempotency key gives the same job; with another body it is a conflict', async () => {
    const key = randomUUID();
    const headers = { 'Idempotency-Key': key };
    const job = inlineJob();
    const first = await api().post('/api/queue/jobs', { ...job, priority: 2 }, { headers });
    const again = await api().post('/api/queue/jobs', { priority: 2, ...job }, { headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const other = await api().post('/api/queue/jobs', { ...job, priority: 3 }, { headers });
    expect(other.body).toMatchObject({ status: 409, code: 'idempotency_conflict' });
    const free = await api().post('/api/queue/jobs', { ...job, priority: 2 });
    expect(free.body.id).not.toBe(first.body.id);
  });

  test.each([[''], ['with space'], ['x'.repeat(256)], ['é'], [rawSecret()]])(
    'the idempotency key %# is refused',
    async (key) => {
      const { status, body, text } = await api().post('/api/queue/jobs', taskJob(), {
        headers: { 'Idempotency-Key': key },
      });
      expect([status, body.code]).toEqual([422, 'invalid_query']);
      if (key.length > 1) expect(text).not.toContain(key);
    },
  );

  test('lists newest first, filtered, page by page, none twice and none left out', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await api().post('/api/queue/jobs', inlineJob())).body.id);
    const listed: string[] = [];
    let cursor = '';
    for (;;) {
      const { status, body } = await api().get(
        `/api/queue/jobs?type=manifest&category=manifests&status=queued&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      expect(status).toBe(200);
      listed.push(...body.items.map((job: { id: string }) => job.id));
      expect(body.hasMore).toBe(body.nextCursor !== null);
      if (!body.hasMore || listed.length >= 5) break;
      cursor = encodeURIComponent(body.nextCursor);
    }
    expect(listed.slice(0, 5)).toEqual(ids);
    expect(new Set(listed).size).toBe(listed.length);
    const tasks = await api().get('/api/queue/jobs?category=tasks&limit=200');
    expect(new Set(tasks.body.items.map((job: { category: string }) => job.category))).not.toContain(
      'manifests',
    );
  });

  test.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=1e2', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['status=sleeping', '/status'],
    ['type=__proto__', '/type'],
    ['category=constructor', '/category'],
    ['stauts=queued', '/stauts'],
    ['__proto__=1', '/__proto__'],
    ['cursor=%00', '/cursor'],
  ])('the query %s is refused by name', async (query, pointer) => {
    const { status, body } = await api().get(`/api/queue/jobs?${query}`);
    expect([status, body.code]).toEqual([422, 'invalid_query']);
    expect(body.errors).toEqual([expect.objectContaining({ in: 'query', pointer })]);
  });

  test('a cursor of another make is refused', async () => {
    const { status, body } = await api().get('/api/queue/jobs?cursor=bm90IGEgY3Vyc29y');
    expect([status, body.code]).toEqual([422, 'invalid_query']);
  });

  test.each([['0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10'], ['42'], ['constructor'], ["'; DROP TABLE x"]])(
    'there is no job %s',
    async (id) => {
      expect(await answersTo(encodeURIComponent(id))).toEqual(Array(3).fill([404, 'job_not_found']));
      const { body } = await api().get(`/api/queue/jobs/${encodeURIComponent(id)}`);
      expect(body.detail).toMatch(/\bjob\b/);
    },
  );

  test('an id with U+0000 is refused as a value that cannot be stored', async () => {
    expect(await answersTo('%00')).toEqual(Array(3).fill([422, 'invalid_query']));
  });

  test('a queued job is cancelled, and again with the same end; then requeued', async () => {
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    const cancelled = await api().post(`/api/queue/jobs/${id}/cancel`, { reason: 'no longer wanted' });
    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toMatchObject({
      status: 'cancelled',
      cancelReason: 'no longer wanted',
      cancelRequestedByUserId: LOCAL_USER,
    });
    expect((await api().post(`/api/queue/jobs/${id}/cancel`)).body).toEqual(cancelled.body);
    const requeued = await api().post(`/api/queue/jobs/${id}/requeue`);
    expect(requeued.body).toMatchObject({ status: 'queued', attempt: 2 });
    const conflict = await api().post(`/api/queue/jobs/${id}/requeue`, {});
    expect(conflict.body).toMatchObject({ status: 409, code: 'job_state_conflict' });
  });

  test.each([undefined, null, '', ' '])('the reason %j is none', async (reason) => {
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    const { status, body } = await api().post(`/api/queue/jobs/${id}/cancel`, { reason });
    expect([status, body.status, body.cancelReason]).toEqual([200, 'cancelled', null]);
  });

  test('cancel refuses a reason that is no text, a secret, or misspelt', async () => {
    const { id } = (await api().post('/api/queue/jobs', taskJob())).body;
    for (const body of [{ reason: 3 }, { reason: `see ${rawSecret()}` }, { raeson: 'x' }])
      expect((await api().post(`/api/queue/jobs/${id}/cancel`, body)).body).toMatchObject({
        status: 422,
        code: 'invalid_queue_payload',
      });
    expect((await api().get(`/api/queue/jobs/${id}`)).body.status).toBe('queued');
  });
});
