import { DEFAULT_LIMITS } from '@moonmind/manifest-contract';
import { expect, test } from 'vitest';
import { onBothDatabases } from '../testing/databases.js';
import { hashOf, MANIFEST_CAPABILITIES, manifestText, rawSecret, uniqueName } from '../testing/samples.js';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const YAML = { 'content-type': 'application/yaml' };

onBothDatabases('the registry', (api) => {
  const put = (name: string, content: string, query = '', headers: Record<string, string> = {}) =>
    api().put(`/api/manifests/${name}${query}`, { content }, { headers });

  test('a new manifest answers 201 with the whole record, its warnings and its ETag', async () => {
    const name = uniqueName();
    const { status, headers, body } = await put(name, manifestText(name));
    const contentHash = hashOf(manifestText(name));
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe(`"${contentHash}"`);
    expect(body).toEqual({
      name,
      version: 'v0',
      content: manifestText(name),
      contentHash,
      createdAt: expect.stringMatching(TIME),
      updatedAt: expect.stringMatching(TIME),
      requiredCapabilities: MANIFEST_CAPABILITIES,
      lastRun: null,
      state: { stateJson: null, stateUpdatedAt: null },
      warnings: [],
    });
    const { warnings, ...record } = body;
    const read = await api().get(`/api/manifests/${name}`);
    expect(read.body).toEqual(record);
    expect(read.headers.get('etag')).toBe(`"${contentHash}"`);
    expect(warnings).toEqual([]);
  });

  test('the same text again changes nothing, another text changes the revision', async () => {
    const name = uniqueName();
    const first = await put(name, manifestText(name));
    const same = await put(name, manifestText(name));
    expect([same.status, same.body.updatedAt]).toEqual([200, first.body.updatedAt]);
    const changed = await put(name, manifestText(name, '# changed\n'));
    expect([changed.status, changed.body.contentHash]).toEqual([
      200,
      hashOf(manifestText(name, '# changed\n')),
    ]);
  });

  test('takes the YAML itself, under each of its media types, byte for byte', async () => {
    for (const type of ['application/yaml', 'text/yaml; charset=utf-8', 'application/x-yaml']) {
      const name = uniqueName();
      const text = `\uFEFF${manifestText(name).replaceAll('\n', '\r\n')}# Grüße 🎈\r\n`;
      const { status, body } = await api().call('PUT', `/api/manifests/${name}`, {
        raw: text,
        headers: { 'content-type': type },
      });
      expect([status, body.content, body.contentHash]).toEqual([201, text, hashOf(text)]);
      const yaml = await api().get(`/api/manifests/${name}`, { headers: { accept: 'application/yaml' } });
      expect(yaml.headers.get('content-type')).toMatch(/^application\/yaml/);
      expect(yaml.headers.get('etag')).toBe(`"${hashOf(text)}"`);
      // A fetch client's text() drops the byte order mark.
      expect(yaml.text).toBe(text.slice(1));
    }
  });

  test.each([
    ['application/json, application/yaml;q=0.5', 'application/json'],
    ['application/yaml, */*;q=0.1', 'application/yaml'],
    ['text/yaml;q=0', 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'application/json'],
  ])('Accept: %s answers %s', async (accept, type) => {
    const name = uniqueName();
    await put(name, manifestText(name));
    const { headers } = await api().get(`/api/manifests/${name}`, { headers: { accept } });
    expect(headers.get('content-type')).toMatch(type);
  });

  test('If-None-Match answers 304 while the text is the same', async () => {
    const name = uniqueName();
    const etag = String((await put(name, manifestText(name))).headers.get('etag'));
    for (const path of [`/api/manifests/${name}`, `/api/manifests/${name}/revisions/${etag.slice(1, -1)}`]) {
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const known = await api().get(path, { headers: { 'If-None-Match': tag } });
        expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', etag]);
      }
      const news = await api().get(path, { headers: { 'If-None-Match': '"other"' } });
      expect(news.headers.get('vary')).toMatch(/\bAccept\b/);
      expect([news.status, news.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    }
  });

  test('preconditions guard a put', async () => {
    const name = uniqueName();
    const text = manifestText(name);
    expect((await put(name, text, '', { 'If-Match': '*' })).body).toMatchObject({
      status: 412,
      code: 'precondition_failed',
    });
    const created = await put(name, text, '', { 'If-None-Match': '*' });
    expect(created.status).toBe(201);
    expect((await put(name, text, '', { 'If-None-Match': '*' })).status).toBe(412);
    const etag = String(created.headers.get('etag'));
    const next = await put(name, manifestText(name, '# 2\n'), '', { 'If-Match': etag });
    expect(next.status).toBe(200);
    expect((await put(name, text, '', { 'If-Match': etag })).status).toBe(412);
    expect((await put(name, text, '', { 'If-Match': `W/${next.headers.get('etag')}` })).status).toBe(412);
    const present = String(next.headers.get('etag'));
    for (const none of [hashOf(text), `${etag} ${present}`, `${etag}${present}`]) {
      const refused = await put(name, text, '', { 'If-Match': none });
      expect(refused.body).toMatchObject({ status: 422, code: 'invalid_query' });
    }
  });

  test('a dry run checks everything and stores nothing', async () => {
    const name = uniqueName();
    const dry = await put(name, manifestText(name), '?dryRun=true');
    expect([dry.status, dry.body.contentHash]).toEqual([201, hashOf(manifestText(name))]);
    expect((await api().get(`/api/manifests/${name}`)).body.code).toBe('manifest_not_found');
    expect((await put(name, 'version: v0', '?dryRun=true')).body.code).toBe('invalid_manifest');
    expect((await put(name, manifestText(name), '?dryRun=true', { 'If-Match': '*' })).status).toBe(412);
    expect((await put(name, manifestText(name), '?dryRun=maybe')).body.code).toBe('invalid_query');
  });

  test('a wrong manifest is refused with every diagnostic and its place in the text', async () => {
    const { status, body } = await put('wrong', 'version: v0\nmetadata:\n  name: wrong\n');
    expect([status, body.code]).toEqual([422, 'invalid_manifest']);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(
      expect.arrayContaining(
        ['/embeddings', '/vectorStore', '/dataSources'].map((pointer) => expect.stringContaining(pointer)),
      ),
    );
    expect(body.errors[0]).toMatchObject({ in: 'manifest', severity: 'error', line: expect.any(Number) });
    const broken = await api().call('PUT', '/api/manifests/wrong', { raw: 'a: [1', headers: YAML });
    expect([broken.status, broken.body.code]).toEqual([422, 'invalid_manifest']);
  });

  test('what a put does unless told otherwise may be asked for by name', async () => {
    const name = uniqueName();
    const query = '?secrets=reject&fieldValidation=warn&dryRun=false';
    expect((await put(name, manifestText(name, 'retreivers: []\n'), query)).status).toBe(201);
    expect((await api().get(`/api/manifests/${name}`)).status).toBe(200);
    expect(
      (await put(name, manifestText(name).replace('${QDRANT_API_KEY}', rawSecret()), query)).status,
    ).toBe(422);
  });

  test('the name of the path must be the one in the text', async () => {
    const { body } = await put(uniqueName(), manifestText('other-name'));
    expect(body).toMatchObject({ status: 422, code: 'invalid_manifest' });
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/metadata/name' })]);
  });

  test('two names that differ by case alone cannot both be', async () => {
    const name = uniqueName('docs');
    await put(name, manifestText(name));
    const shouted = name.toUpperCase();
    expect((await put(shouted, manifestText(shouted))).body).toMatchObject({
      status: 409,
      code: 'manifest_name_conflict',
    });
  });

  test('unknown keys are warnings, or errors on request', async () => {
    const name = uniqueName();
    const text = manifestText(name, 'retreivers: []\n');
    const warned = await put(name, text);
    expect(warned.status).toBe(201);
    expect(warned.body.warnings).toEqual([
      expect.objectContaining({
        severity: 'warning',
        pointer: '/retreivers',
        hint: expect.stringContaining('retrievers'),
      }),
    ]);
    const strict = await put(name, text, '?fieldValidation=strict');
    expect(strict.body).toMatchObject({ status: 422, code: 'invalid_manifest' });
    expect(strict.body.errors[0]).toMatchObject({ severity: 'error', pointer: '/retreivers' });
    expect((await put(name, text, '?fieldValidation=lax')).body.code).toBe('invalid_query');
  });

  test('what says that there are more unknown keys than are told is a warning on request too', async () => {
    const name = uniqueName();
    const keys = Array.from({ length: DEFAULT_LIMITS.maxDiagnostics + 1 }, (_, index) => `key${index}: 1\n`);
    const { body } = await put(name, manifestText(name, keys.join('')), '?fieldValidation=strict');
    const severities = new Map(
      body.errors.map(({ code, severity }: { code: string; severity: string }) => [code, severity]),
    );
    expect([...severities]).toEqual([
      ['unknown_key', 'error'],
      ['too_many_diagnostics', 'warning'],
    ]);
  });

  test('a text is redacted up to the limit of its length, and refused beyond it', async () => {
    const name = uniqueName();
    const secret = rawSecret();
    const text = manifestText(name).replace('${QDRANT_API_KEY}', secret);
    const full = `${text}# ${'x'.repeat(DEFAULT_LIMITS.maxBytes - text.length - 3)}\n`;
    const beyond = await put(name, `${full}\n`, '?secrets=redact');
    expect(beyond.body.errors).toEqual([expect.objectContaining({ code: 'text_too_large' })]);
    const stored = await put(name, full, '?secrets=redact');
    expect([stored.status, stored.text.includes(secret)]).toEqual([201, false]);
  });

  test('a text whose secrets cannot be replaced is refused with their places', async () => {
    const name = uniqueName();
    // The name of an alias admits no braces, and what stands without them is a literal again.
    const { status, body, text } = await put(name, '# a\n* *password=hunter2://\n', '?secrets=redact');
    expect([status, body.code]).toEqual([422, 'invalid_manifest']);
    expect(body.errors).toContainEqual(expect.objectContaining({ code: 'raw_secret', line: 2 }));
    expect(text).not.toContain('hunter2');
  });

  test('raw secrets are refused, or redacted on request (FR-007, FR-009)', async () => {
    const name = uniqueName();
    const secret = rawSecret();
    const text = manifestText(name).replace('${QDRANT_API_KEY}', secret);
    const refused = await put(name, text);
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_manifest']);
    expect(refused.text).not.toContain(secret);
    const redacted = await put(name, text, '?secrets=redact');
    expect(redacted.status).toBe(201);
    expect(redacted.text).not.toContain(secret);
    expect(redacted.body.content).toMatch(/apiKey: \$\{[A-Z_]+\}/);
    expect(redacted.body.contentHash).toBe(hashOf(redacted.body.content));
  });

  test.each([
    [{ contnet: 'a' }, '/contnet', /content/],
    [{}, '/content', /./],
    [{ content: 3 }, '/content', /string/],
    [{ content: 'a', message: 5 }, '/message', /./],
    [{ content: 'a', message: 'nul \u0000' }, '/message', /./],
  ])('the body %j is refused', async (sent, pointer, hint) => {
    const { status, body } = await api().put('/api/manifests/some', sent);
    expect([status, body.code]).toEqual([422, 'invalid_manifest']);
    const error = body.errors.find((candidate: { pointer: string }) => candidate.pointer === pointer);
    expect(error.hint).toMatch(hint);
  });

  test('lists by name, page by page, by literal prefix in any case', async () => {
    const prefix = uniqueName('List').slice(0, 12);
    const names = ['a', 'b', 'c', '_x'].map((end) => `${prefix}.${end}1`).sort();
    for (const name of names) await put(name, manifestText(name));
    const found: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await api().get(
        `/api/manifests?limit=3&search=${prefix.toLowerCase()}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      expect(status).toBe(200);
      expect(Object.keys(body.items[0])).toEqual([
        'name',
        'version',
        'contentHash',
        'updatedAt',
        'lastRunJobId',
        'lastRunStatus',
        'stateUpdatedAt',
      ]);
      found.push(...body.items.map((item: { name: string }) => item.name));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(found).toEqual(names);
    for (const search of ['%25', '_', `${prefix}.__1`])
      expect((await api().get(`/api/manifests?search=${search}`)).body.items).toEqual([]);
    for (const query of ['limit=0', 'limit=x', 'serch=a', 'cursor=%20', 'search=%00'])
      expect((await api().get(`/api/manifests?${query}`)).body.code).toBe('invalid_query');
  });

  test.each(['nowhere', 'constructor', '__proto__', '..%2f..', 'a%20b', 'ä'])(
    'there is no manifest %s',
    async (name) => {
      const { status, body } = await api().get(`/api/manifests/${name}`);
      expect([status, body.code]).toEqual([404, 'manifest_not_found']);
    },
  );

  test('a run starts a job of the stored text and links it to the entry (FR-010)', async () => {
    const name = uniqueName();
    await put(name, manifestText(name));
    const run = await api().post(`/api/manifests/${name}/runs`);
    expect(run.status).toBe(201);
    expect(run.body).toEqual({
      jobId: expect.any(String),
      queue: {
        type: 'manifest',
        requiredCapabilities: MANIFEST_CAPABILITIES,
        manifestHash: hashOf(manifestText(name)),
      },
    });
    const job = await api().get(`/api/queue/jobs/${run.body.jobId}`);
    expect(job.body.payload.manifest).toMatchObject({ action: 'run', source: { kind: 'registry', name } });
    expect(job.text).not.toContain('spaceKey');
    expect((await api().get(`/api/manifests/${name}`)).body.lastRun).toEqual({
      jobId: run.body.jobId,
      status: 'queued',
      startedAt: null,
      finishedAt: null,
    });
    await api().post(`/api/queue/jobs/${run.body.jobId}/cancel`);
    const { lastRun } = (await api().get(`/api/manifests/${name}`)).body;
    expect(lastRun).toMatchObject({ status: 'cancelled', finishedAt: expect.stringMatching(TIME) });
  });

  test('runs are listed newest first with what they ran', async () => {
    const name = uniqueName();
    await put(name, manifestText(name));
    const plan = { action: 'plan', options: { dryRun: true, maxDocs: 5 }, priority: 7 };
    const ids = [
      (await api().post(`/api/manifests/${name}/runs`, {})).body.jobId,
      (await api().post(`/api/manifests/${name}/runs`, plan)).body.jobId,
    ];
    const first = await api().get(`/api/manifests/${name}/runs?limit=1`);
    expect(first.body.items).toEqual([
      {
        jobId: ids[1],
        action: 'plan',
        options: { dryRun: true, maxDocs: 5 },
        effectiveRunConfig: { dryRun: true, maxDocs: 5 },
        contentHash: hashOf(manifestText(name)),
        status: 'queued',
        createdAt: expect.stringMatching(TIME),
        startedAt: null,
        finishedAt: null,
        requestedByUserId: '00000000-0000-0000-0000-000000000000',
      },
    ]);
    const rest = await api().get(
      `/api/manifests/${name}/runs?cursor=${encodeURIComponent(first.body.nextCursor)}`,
    );
    expect(rest.body.items.map((item: { jobId: string }) => item.jobId)).toEqual([ids[0]]);
    expect((await api().get(`/api/queue/jobs/${ids[1]}`)).body.priority).toBe(7);
    expect((await api().get('/api/manifests/nowhere/runs')).body.code).toBe('manifest_not_found');
  });

  test('a run may pin a past revision', async () => {
    const name = uniqueName();
    const old = manifestText(name);
    await put(name, old);
    await put(name, manifestText(name, '# new\n'));
    const present = await api().post(`/api/manifests/${name}/runs`, {});
    expect(present.body.queue.manifestHash).toBe(hashOf(manifestText(name, '# new\n')));
    const pinned = await api().post(`/api/manifests/${name}/runs`, { contentHash: hashOf(old) });
    expect([pinned.status, pinned.body.queue.manifestHash]).toEqual([201, hashOf(old)]);
    const unknown = await api().post(`/api/manifests/${name}/runs`, { contentHash: hashOf('other') });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'revision_not_found']);
  });

  test('the same idempotency key starts one run, on one endpoint', async () => {
    const [name, other] = [uniqueName(), uniqueName()];
    await put(name, manifestText(name));
    await put(other, manifestText(other));
    const headers = { 'Idempotency-Key': uniqueName('key') };
    const start = (entry: string, body?: unknown) =>
      api().post(`/api/manifests/${entry}/runs`, body, { headers });
    const first = await start(name);
    const again = await start(name, {});
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    await put(name, manifestText(name, '# newer\n'));
    expect((await start(name)).body).toEqual(first.body);
    for (const reply of [await start(name, { priority: 1 }), await start(other)])
      expect(reply.body).toMatchObject({ status: 409, code: 'idempotency_conflict' });
  });

  test('a field of a run that is null counts as absent', async () => {
    const name = uniqueName();
    await put(name, manifestText(name));
    const nulls = { action: null, options: null, contentHash: null };
    const { status, body } = await api().post(`/api/manifests/${name}/runs`, nulls);
    expect(status).toBe(201);
    const { manifest } = (await api().get(`/api/queue/jobs/${body.jobId}`)).body.payload;
    expect([manifest.action, manifest.options]).toEqual(['run', {}]);
  });

  test.each([
    [{ action: 'evaluate' }, '/action'],
    [{ action: 'constructor' }, '/action'],
    [{ options: { vectorStore: {} } }, '/options/vectorStore'],
    [{ options: { maxDocs: 1.9 } }, '/options/maxDocs'],
    [{ options: { maxDocs: true } }, '/options/maxDocs'],
    [{ options: { maxDocs: '1_000' } }, '/options/maxDocs'],
    [{ options: { dryRun: 'yes' } }, '/options/dryRun'],
    [{ options: { verbose: true } }, '/options/verbose'],
    [{ optoins: {} }, '/optoins'],
    [{ content: 'version: v0' }, '/content'],
    [{ priority: 1e300 }, '/priority'],
    [{ contentHash: 'sha256:1' }, '/contentHash'],
  ])('the run %j is refused at %s', async (sent, pointer) => {
    const name = uniqueName();
    await put(name, manifestText(name));
    const { status, body } = await api().post(`/api/manifests/${name}/runs`, sent);
    expect([status, body.code]).toEqual([422, 'invalid_manifest_job']);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect((await api().get(`/api/manifests/${name}`)).body.lastRun).toBe(null);
  });

  test('a secret among the options of a run is told with all else that is wrong', async () => {
    const name = uniqueName();
    await put(name, manifestText(name));
    const secret = rawSecret();
    const { status, body, text } = await api().post(`/api/manifests/${name}/runs`, {
      action: 'evaluate',
      options: { maxDocs: secret },
    });
    expect([status, body.code]).toEqual([422, 'invalid_manifest_job']);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers.sort()).toEqual(['/action', '/options/maxDocs']);
    expect(text).not.toContain(secret);
  });

  test('concurrent first puts all succeed', async () => {
    const name = uniqueName();
    const replies = await Promise.all(Array.from({ length: 8 }, () => put(name, manifestText(name))));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  });
});
