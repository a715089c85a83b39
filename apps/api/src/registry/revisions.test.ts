/** What becomes of a manifest after it is stored: revisions, restore, delete, the worker's checkpoint; and validate. */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../testing/databases.js';
import { hashOf, MANIFEST_CAPABILITIES, manifestText, rawSecret, uniqueName } from '../testing/samples.js';

const CLAIM = '/api/queue/jobs/claim';

onBothDatabases('the registry over time', (api) => {
  const put = (name: string, content: string, more = {}) =>
    api().put(`/api/manifests/${name}`, { content, ...more });
  const restore = (name: string, body: unknown, headers = {}) =>
    api().post(`/api/manifests/${name}/restore`, body, { headers });
  const remove = (name: string, headers = {}) => api().call('DELETE', `/api/manifests/${name}`, { headers });

  test('every text is kept with who stored it, when and why', async () => {
    const name = uniqueName();
    const texts = ['', '# second\n', '# third\n'].map((extra) => manifestText(name, extra));
    for (const [index, text] of texts.entries()) await put(name, text, { message: `step ${index}` });
    const first = await api().get(`/api/manifests/${name}/revisions?limit=2`);
    expect(first.body.items[0]).toEqual({
      contentHash: hashOf(texts[2] ?? ''),
      createdAt: expect.any(String),
      createdByUserId: '00000000-0000-0000-0000-000000000000',
      message: 'step 2',
    });
    const rest = await api().get(
      `/api/manifests/${name}/revisions?cursor=${encodeURIComponent(first.body.nextCursor)}`,
    );
    expect([...first.body.items, ...rest.body.items].map(({ contentHash }) => contentHash)).toEqual(
      texts.map(hashOf).reverse(),
    );
    const path = `/api/manifests/${name}/revisions/${hashOf(texts[0] ?? '')}`;
    expect((await api().get(path)).body).toMatchObject({ content: texts[0], message: 'step 0' });
    const yaml = await api().get(path, { headers: { accept: 'application/yaml' } });
    expect([yaml.text, yaml.headers.get('content-type')]).toEqual([
      texts[0],
      'application/yaml; charset=utf-8',
    ]);
  });

  test('revisions that are not there are told apart from manifests that are not there', async () => {
    const name = uniqueName();
    await put(name, manifestText(name));
    const code = async (path: string) => (await api().get(`/api/manifests/${path}`)).body.code;
    expect(await code(`${uniqueName()}/revisions`)).toBe('manifest_not_found');
    expect(await code(`${uniqueName()}/revisions/${hashOf('x')}`)).toBe('manifest_not_found');
    expect(await code(`${name}/revisions/${hashOf('x')}`)).toBe('revision_not_found');
    expect(await code(`${name}/revisions/latest`)).toBe('invalid_query');
    expect(await code(`${name}/revisions?cursor=x`)).toBe('invalid_query');
  });

  test('an old text comes back byte for byte, as a new revision', async () => {
    const name = uniqueName();
    const old = `\uFEFF${manifestText(name).replaceAll('\n', '\r\n')}# Grüße 🎈 without an end of line`;
    await put(name, old);
    const { headers } = await put(name, manifestText(name));
    const etag = String(headers.get('etag'));
    const contentHash = hashOf(old);
    expect((await restore(name, { contentHash }, { 'If-Match': `"${contentHash}"` })).status).toBe(412);
    const restored = await restore(name, { contentHash, message: 'back' }, { 'If-Match': etag });
    expect([restored.status, restored.body.content, restored.headers.get('etag')]).toEqual([
      200,
      old,
      `"${contentHash}"`,
    ]);
    expect((await api().get(`/api/manifests/${name}`)).body.content).toBe(old);
    expect((await restore(name, { contentHash }, { 'If-None-Match': `"${contentHash}"` })).status).toBe(412);
    // Once more is no new revision.
    await restore(name, { contentHash });
    const { items } = (await api().get(`/api/manifests/${name}/revisions`)).body;
    expect(items.map(({ message }: { message: string }) => message)).toEqual(['back', null, null]);
    expect((await restore(name, { contentHash: hashOf('x') })).body.code).toBe('revision_not_found');
    expect((await restore(uniqueName(), { contentHash })).body.code).toBe('manifest_not_found');
    expect((await restore(name, { contentHash: 'x' })).body.errors).toEqual([
      expect.objectContaining({ pointer: '/contentHash', hint: expect.stringContaining('sha256:') }),
    ]);
    expect((await restore(name, { content: 'x', contentHash })).body.errors[0].pointer).toBe('/content');
  });

  test('an old text comes back with its unknown keys, and not with what is a secret by now', async () => {
    const name = uniqueName();
    const odd = manifestText(name, 'retreivers: []\n');
    await put(name, odd);
    const secret = manifestText(name).replace('${QDRANT_API_KEY}', rawSecret());
    await api().store.manifests.put({
      name,
      version: 'v0',
      content: secret,
      contentHash: hashOf(secret),
      requiredCapabilities: MANIFEST_CAPABILITIES,
      userId: 'u',
    });
    expect((await restore(name, { contentHash: hashOf(odd) })).status).toBe(200);
    const refused = await restore(name, { contentHash: hashOf(secret) });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_manifest']);
  });

  test('the same put a thousand times makes one revision', async () => {
    const name = uniqueName();
    for (let batch = 0; batch < 10; batch++) {
      const replies = await Promise.all(Array.from({ length: 100 }, () => put(name, manifestText(name))));
      expect(replies.filter(({ status }) => status === 201)).toHaveLength(batch === 0 ? 1 : 0);
      expect(replies.every(({ status }) => status < 300)).toBe(true);
    }
    expect((await api().get(`/api/manifests/${name}/revisions`)).body.items).toHaveLength(1);
  });

  test('a manifest is deleted as it was read, and not while a run needs it', async () => {
    const name = uniqueName();
    const etag = String((await put(name, manifestText(name))).headers.get('etag'));
    expect((await remove(name, { 'If-Match': '"other"' })).status).toBe(412);
    const { jobId } = (await api().post(`/api/manifests/${name}/runs`)).body;
    expect((await remove(name)).body).toMatchObject({ status: 409, code: 'manifest_in_use' });
    await api().post(`/api/queue/jobs/${jobId}/cancel`);
    const gone = await remove(name, { 'If-Match': etag });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await remove(name)).body.code).toBe('manifest_not_found');
    expect((await api().get(`/api/manifests/${name}`)).status).toBe(404);
    expect((await api().get(`/api/queue/jobs/${jobId}`)).body.status).toBe('cancelled');
    expect((await put(name, manifestText(name))).status).toBe(201);
  });

  test('the worker of a run keeps its checkpoint, by compare-and-set', async () => {
    await api().clear();
    const name = uniqueName();
    await put(name, manifestText(name));
    const { jobId } = (await api().post(`/api/manifests/${name}/runs`)).body;
    const worker = await api().worker();
    const claimed = await worker.post(CLAIM, { leaseSeconds: 60, workerCapabilities: MANIFEST_CAPABILITIES });
    const { leaseToken } = claimed.body.job;
    const write = (more: Readonly<Record<string, unknown>>, entry = name) =>
      worker.post(`/api/manifests/${entry}/state`, { jobId, leaseToken, ...more });
    const first = await write({ stateJson: { cursor: 'a' }, expectedUpdatedAt: null });
    expect([first.status, first.body.stateJson]).toEqual([200, { cursor: 'a' }]);
    expect((await api().get(`/api/manifests/${name}`)).body.state).toEqual(first.body);
    const late = { stateJson: 2, expectedUpdatedAt: null };
    for (const id of [jobId, jobId.toUpperCase()])
      expect((await write({ ...late, jobId: id })).body.code).toBe('state_conflict');
    const { stateUpdatedAt } = first.body;
    expect((await write({ stateJson: [3], expectedUpdatedAt: stateUpdatedAt })).body.stateJson).toEqual([3]);
    const secret = await write({ stateJson: { cursor: rawSecret() } });
    expect([secret.status, secret.body.errors[0].pointer]).toEqual([422, '/stateJson/cursor']);
    for (const [more, pointer] of [
      [{}, '/stateJson'],
      [{ stateJson: 1, expectedUpdatedAt: 'yesterday' }, '/expectedUpdatedAt'],
      [{ stateJson: 1, expectedUpdatedAt: '0000-01-01T00:00:00.000Z' }, '/expectedUpdatedAt'],
      [{ stateJson: 1, jobId: 'x' }, '/jobId'],
    ] as const)
      expect((await write(more)).body.errors[0].pointer).toBe(pointer);
    const other = uniqueName();
    await put(other, manifestText(other));
    expect((await write({ stateJson: 1 }, other)).body.code).toBe('job_not_authorized');
    const body = { workerId: worker.id, jobId, stateJson: 1 };
    expect((await api().post(`/api/manifests/${name}/state`, body)).status).toBe(401);
    await worker.post(`/api/queue/jobs/${jobId}/complete`, { leaseToken });
    expect((await write({ stateJson: 4 })).body.code).toBe('job_state_conflict');
    expect((await api().get(`/api/manifests/${name}`)).body.state.stateJson).toEqual([3]);
  });

  test('validate tells all about a text and stores nothing', async () => {
    const name = uniqueName();
    const validate = (content: unknown) => api().post('/api/manifests/validate', { content });
    const good = await validate(manifestText(name));
    expect([good.status, good.body]).toEqual([
      200,
      {
        valid: true,
        diagnostics: [],
        name,
        version: 'v0',
        contentHash: hashOf(manifestText(name)),
        requiredCapabilities: MANIFEST_CAPABILITIES,
        secretRefs: { env: [{ name: 'QDRANT_API_KEY' }], profile: [], vault: [] },
      },
    ]);
    expect((await api().get(`/api/manifests/${name}`)).status).toBe(404);
    const referring = manifestText(name).replace(
      '${QDRANT_API_KEY}',
      'profile://qdrant#api_key\n    token: vault://kv/qdrant#token',
    );
    expect((await validate(referring)).body.secretRefs).toEqual({
      env: [],
      profile: [expect.objectContaining({ provider: 'qdrant', field: 'api_key' })],
      vault: [expect.objectContaining({ mount: 'kv', path: 'qdrant', field: 'token' })],
    });
    const secret = rawSecret();
    const bad = await api().call('POST', '/api/manifests/validate', {
      raw: manifestText(name).replace('${QDRANT_API_KEY}', secret),
      headers: { 'content-type': 'application/yaml' },
    });
    expect([bad.status, bad.body.valid, bad.body.diagnostics[0].code]).toEqual([200, false, 'raw_secret']);
    expect(bad.text).not.toContain(secret);
    expect((await validate(7)).body.errors[0].pointer).toBe('/content');
    expect((await api().post('/api/manifests/validate', { text: '' })).status).toBe(422);
  });
});
