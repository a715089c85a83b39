import { type QueueStore, StoreError } from '@moonmind/queue-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAny } from '../testing/databases.js';
import { hashOf, inlineJob, manifestText, taskJob, uniqueName } from '../testing/samples.js';
import { createTestApi, type TestApi } from '../testing/test-api.js';

const JOBS = '/api/queue/jobs';

let close = async () => {};
let api: TestApi;
/** The same service, whose registry cannot be read. */
let withoutRegistry: TestApi;
beforeAll(async () => {
  const opened = await openAny();
  close = opened.close;
  const { manifests } = opened.store;
  const gone = () => Promise.reject(new StoreError('database_unavailable', 'gone'));
  const broken: QueueStore = { ...opened.store, manifests: { ...manifests, get: gone } };
  api = createTestApi(opened.store);
  withoutRegistry = createTestApi(broken);
});
afterAll(() => close());

const registryJob = (name: string, changes = {}) =>
  inlineJob(name, { source: { kind: 'registry' }, ...changes });

test('the registry is read for a registry source alone', async () => {
  expect((await withoutRegistry.post(JOBS, inlineJob())).status).toBe(201);
  const { manifest } = registryJob(uniqueName()).payload;
  expect((await withoutRegistry.post(JOBS, taskJob('Write.', { manifest }))).body.code).not.toBe(
    'database_unavailable',
  );
  expect((await withoutRegistry.post(JOBS, registryJob(uniqueName()))).body).toMatchObject({
    status: 503,
    code: 'database_unavailable',
  });
});

test('a registry source needs no name of its own, and its kind may be written in any case', async () => {
  const name = uniqueName();
  await api.put(`/api/manifests/${name}`, { content: manifestText(name) });
  for (const kind of ['registry', ' Registry ']) {
    const { status, body } = await api.post(JOBS, registryJob(name, { source: { kind } }));
    expect([status, body.payload?.manifestHash]).toEqual([201, hashOf(manifestText(name))]);
  }
});

test('what else is wrong is told before the registry is found to hold nothing', async () => {
  const { status, body } = await api.post(JOBS, registryJob(uniqueName(), { action: 'evaluate' }));
  expect([status, body.code]).toEqual([422, 'invalid_manifest_job']);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/payload/manifest/action',
  ]);
});

test.each([
  [{}, '/payload/manifest'],
  [{ manifest: null }, '/payload/manifest'],
  [{ manifest: 'docs' }, '/payload/manifest'],
  [{ manifest: { name: 'docs', source: null } }, '/payload/manifest/source'],
  [{ manifest: { name: 'docs', source: { kind: 5 } } }, '/payload/manifest/source/kind'],
  [{ manifest: { name: 5, source: { kind: 'registry' } } }, '/payload/manifest/name'],
])('the payload %j is refused', async (payload, pointer) => {
  const { status, body } = await withoutRegistry.post(JOBS, { type: 'manifest', payload });
  expect([status, body.code]).toEqual([422, 'invalid_manifest_job']);
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
});
