/** What only a database with real concurrency can prove. */
import { randomUUID } from 'node:crypto';
import { createPostgresStore, type QueueStore } from '@moonmind/queue-store';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPostgres } from '../testing/databases.js';
import { manifestText, TASK_CAPABILITIES, taskJob, uniqueName } from '../testing/samples.js';
import { createTestApi, type TestApi, type TestWorker } from '../testing/test-api.js';

let opened: Awaited<ReturnType<typeof openPostgres>>;
let second: QueueStore;
/** Two services on one database. */
let apis: [TestApi, TestApi];
let worker: TestWorker;

beforeAll(async () => {
  opened = await openPostgres();
  // A job rests no longer after its lease ran out, so that the test need not wait for it.
  second = await createPostgresStore({ url: opened.url, leaseRetrySeconds: 0 });
  apis = [createTestApi(opened.store), createTestApi(second)];
  worker = await apis[0].worker();
});
afterAll(async () => {
  await second.close();
  await opened.close();
});

beforeEach(() => apis[0].clear());

const claim = (n: number, by: TestWorker = worker) =>
  apis[n % 2 === 0 ? 0 : 1].post(
    '/api/queue/jobs/claim',
    { workerId: by.id, leaseSeconds: 60, workerCapabilities: TASK_CAPABILITIES },
    { token: by.token },
  );
const range = (length: number) => Array.from({ length }, (_, n) => n);

test('16 claims at once over 16 fitting jobs get 16 jobs', async () => {
  for (let round = 0; round < 5; round += 1) {
    const ids = await Promise.all(
      range(16).map(async () => (await apis[0].post('/api/queue/jobs', taskJob())).body.id),
    );
    const replies = await Promise.all(range(16).map((n) => claim(n)));
    expect(replies.map(({ body }) => body.job?.id).sort()).toEqual([...ids].sort());
  }
});

test('the same idempotency key many times at once makes one job', async () => {
  const headers = { 'Idempotency-Key': randomUUID() };
  const replies = await Promise.all(
    range(12).map((n) => apis[n % 2 === 0 ? 0 : 1].post('/api/queue/jobs', taskJob(), { headers })),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
});

test('concurrent first puts on two services all succeed and leave one revision', async () => {
  const name = uniqueName();
  const replies = await Promise.all(
    range(50).map((n) =>
      apis[n % 2 === 0 ? 0 : 1].put(`/api/manifests/${name}`, { content: manifestText(name) }),
    ),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(49);
  expect(new Set(replies.map(({ body }) => body.updatedAt)).size).toBe(1);
  expect((await apis[0].get(`/api/manifests/${name}/revisions`)).body.items).toHaveLength(1);
});

test('of fifty writers with one ETag one wins, and the others are told that it moved', async () => {
  const name = uniqueName();
  const first = await apis[0].put(`/api/manifests/${name}`, { content: manifestText(name) });
  const headers = { 'If-Match': first.headers.get('etag') ?? '' };
  const replies = await Promise.all(
    range(50).map((n) =>
      apis[n % 2 === 0 ? 0 : 1].put(
        `/api/manifests/${name}`,
        { content: manifestText(name, `# writer ${n}\n`) },
        { headers },
      ),
    ),
  );
  const [winner, ...more] = replies.filter(({ status }) => status === 200);
  expect(more).toEqual([]);
  expect(replies.filter(({ status }) => status === 412)).toHaveLength(49);
  expect((await apis[1].get(`/api/manifests/${name}`)).body.content).toBe(winner?.body.content);
  expect((await apis[1].get(`/api/manifests/${name}/revisions`)).body.items).toHaveLength(2);
});

test('complete and cancel at once have one winner, and neither a false 404', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id } = (await apis[0].post('/api/queue/jobs', taskJob())).body;
    await claim(0);
    const [done, cancelled] = await Promise.all([
      apis[0].post(`/api/queue/jobs/${id}/complete`, { workerId: worker.id }, { token: worker.token }),
      apis[1].post(`/api/queue/jobs/${id}/cancel`),
    ]);
    expect(done.status).toBe(200);
    expect([200, 409]).toContain(cancelled.status);
    expect((await apis[0].get(`/api/queue/jobs/${id}`)).body.status).toBe('succeeded');
  }
});

test('a job that went to another worker refuses its first worker’s end', async () => {
  const other = await apis[1].worker();
  const { id } = (await apis[0].post('/api/queue/jobs', taskJob())).body;
  const { leaseToken } = (await claim(0)).body.job;
  await apis[0].post(
    `/api/queue/jobs/${id}/release`,
    { workerId: worker.id, leaseToken },
    { token: worker.token },
  );
  const taken = (await claim(1, other)).body.job;
  expect(taken).toMatchObject({ id, claimedBy: other.id });
  for (const lease of [{ leaseToken }, {}]) {
    const sent = { workerId: worker.id, ...lease };
    const late = await apis[0].post(`/api/queue/jobs/${id}/complete`, sent, { token: worker.token });
    expect(late.status).toBe(409);
  }
  expect((await apis[0].get(`/api/queue/jobs/${id}`)).body).toMatchObject({
    status: 'running',
    claimedBy: other.id,
  });
});

test('a lease of a second that ran out goes to another worker; the first worker changes nothing any more', async () => {
  const other = await apis[1].worker();
  const { id } = (await apis[0].post('/api/queue/jobs', taskJob())).body;
  const asked = { workerId: worker.id, leaseSeconds: 1, workerCapabilities: TASK_CAPABILITIES };
  const first = (await apis[0].post('/api/queue/jobs/claim', asked, { token: worker.token })).body.job;
  expect((await claim(1, other)).body.job).toBe(null);
  let taken: typeof first = null;
  await expect
    .poll(
      async () => {
        taken = (await claim(1, other)).body.job;
        return taken?.id;
      },
      { timeout: 10_000 },
    )
    .toBe(id);
  expect(taken).toMatchObject({ claimedBy: other.id, attempt: 2 });
  for (const lease of [{ leaseToken: first.leaseToken }, {}]) {
    const sent = { workerId: worker.id, ...lease };
    const late = await apis[0].post(`/api/queue/jobs/${id}/complete`, sent, { token: worker.token });
    expect(late.status).toBe(409);
  }
  const done = { workerId: other.id, leaseToken: taken.leaseToken };
  expect((await apis[1].post(`/api/queue/jobs/${id}/complete`, done, { token: other.token })).status).toBe(
    200,
  );
});
