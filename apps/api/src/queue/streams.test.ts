/** Server-sent events: pushed, resumed, ended; each event once. */
import type { EventFollower, QueueStore, StreamedEvent } from '@moonmind/queue-store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { onBothDatabases, openEmbedded } from '../testing/databases.js';
import { inlineJob, TASK_CAPABILITIES, taskJob } from '../testing/samples.js';
import { createTestApi, type TestApi, type TestWorker } from '../testing/test-api.js';
import { EventHub } from './event-hub.js';

interface Told {
  readonly id: string;
  readonly jobId: string;
  readonly message: string;
}

/** Reads a stream of server-sent events as a client does. */
class Client {
  readonly events: Told[] = [];
  readonly ids: string[] = [];
  keepAlives = 0;
  readonly ended: Promise<void>;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(body: ReadableStream<Uint8Array> | null) {
    if (!body) throw new Error('no stream');
    this.#reader = body.getReader();
    this.ended = this.#run();
  }

  async #run(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      const frames = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        if (frame === ': keep-alive') {
          this.keepAlives += 1;
          continue;
        }
        const [, id = '', data = ''] =
          /^event: queue_event\nid: ([0-9a-f-]{36})\ndata: (\{.*\})$/.exec(frame) ?? [];
        const event: Told = JSON.parse(data);
        expect(event.id).toBe(id);
        this.ids.push(id);
        this.events.push(event);
      }
    }
  }

  get messages(): string[] {
    return this.events.map(({ message }) => message);
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }
}

const SOON = { timeout: 10_000, interval: 5 };

async function open(api: TestApi, path: string, headers: Record<string, string> = {}): Promise<Client> {
  const response = await api.app.request(path, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return new Client(response.body);
}

onBothDatabases('event streams', (api) => {
  afterEach(() => expect(api().log.filter((line) => line.includes('broke off'))).toEqual([]));
  let worker: TestWorker;
  beforeEach(async () => {
    await api().clear();
    worker = await api().worker();
  });
  const submit = async (body: unknown = taskJob()): Promise<string> =>
    (await api().post('/api/queue/jobs', body)).body.id;
  const claim = async () =>
    (await worker.post('/api/queue/jobs/claim', { leaseSeconds: 60, workerCapabilities: TASK_CAPABILITIES }))
      .body.job;
  const streamOf = (id: string, query = '') => `/api/queue/jobs/${id}/events/stream${query}`;
  const QUEUE = '/api/queue/events/stream';

  test("a job's stream tells what was and what comes, and ends after the event that ends the job", async () => {
    const id = await submit();
    const client = await open(api(), streamOf(id));
    await expect.poll(() => client.messages, SOON).toEqual(['Job queued']);
    const job = await claim();
    await expect.poll(() => client.messages, SOON).toEqual(['Job queued', 'Job claimed']);
    await worker.post(`/api/queue/jobs/${id}/events`, { level: 'info', message: 'Job completed' });
    await expect.poll(() => client.messages.length, SOON).toBe(3);
    await submit();
    await worker.post(`/api/queue/jobs/${id}/complete`, { leaseToken: job.leaseToken });
    await client.ended;
    expect(client.messages).toEqual(['Job queued', 'Job claimed', 'Job completed', 'Job completed']);
    const { items } = (await api().get(`/api/queue/jobs/${id}/events`)).body;
    expect(client.events).toEqual(items);
    expect(client.keepAlives).toBeGreaterThan(0);
  });

  test('a stream of a job that has ended tells all, or what is left of it, and ends', async () => {
    const id = await submit();
    await api().post(`/api/queue/jobs/${id}/cancel`);
    const whole = await open(api(), streamOf(id));
    await whole.ended;
    expect(whole.messages).toEqual(['Job queued', 'Job cancelled']);
    const [first = '', second = ''] = whole.ids;
    const rest = await open(api(), streamOf(id), { 'Last-Event-ID': first });
    await rest.ended;
    expect(rest.ids).toEqual([second]);
    const nothing = await open(api(), streamOf(id, `?afterEventId=${second}`));
    await nothing.ended;
    expect(nothing.ids).toEqual([]);
    const ofTime = await open(api(), streamOf(id, '?after=2099-01-01T00:00:00Z'));
    await ofTime.ended;
    expect(ofTime.ids).toEqual([]);
  });

  test('a stream resumes after the last id that came, which goes before the query', async () => {
    const id = await submit();
    await claim();
    const first = await open(api(), streamOf(id));
    await expect.poll(() => first.ids.length, SOON).toBe(2);
    await first.leave();
    await worker.post(`/api/queue/jobs/${id}/events`, { level: 'info', message: 'while away' });
    const again = await open(api(), streamOf(id, `?afterEventId=${first.ids[0]}`), {
      'Last-Event-ID': first.ids[1] ?? '',
    });
    await expect.poll(() => again.messages, SOON).toEqual(['while away']);
    await worker.post(`/api/queue/jobs/${id}/events`, { level: 'info', message: 'again' });
    await expect.poll(() => again.messages, SOON).toEqual(['while away', 'again']);
    await again.leave();
  });

  test('the queue tells of all jobs, by id, each event once, also over a resume', async () => {
    const first = await open(api(), QUEUE);
    const lead = await submit();
    await expect.poll(() => first.events.some(({ jobId }) => jobId === lead), SOON).toBe(true);
    const made = await Promise.all(Array.from({ length: 30 }, () => submit()));
    await expect
      .poll(() => made.every((id) => first.events.some(({ jobId }) => jobId === id)), SOON)
      .toBe(true);
    await first.leave();
    const later = await Promise.all(Array.from({ length: 10 }, () => submit()));
    const again = await open(api(), QUEUE, { 'Last-Event-ID': first.ids.at(-1) ?? '' });
    const live = await Promise.all(Array.from({ length: 10 }, () => submit()));
    const after = new Set([...later, ...live]);
    await expect.poll(() => again.events.length, SOON).toBe(20);
    expect(new Set(again.events.map(({ jobId }) => jobId))).toEqual(after);
    const ids = [...first.ids, ...again.ids];
    expect(ids).toEqual([...new Set(ids)].sort());
    await again.leave();
  });

  test('category and type choose', async () => {
    const tasks = await open(api(), `${QUEUE}?category=tasks`);
    const manifests = await open(api(), `${QUEUE}?type=manifest`);
    const [task, manifest] = [await submit(), await submit(inlineJob())];
    await expect.poll(() => tasks.events.at(-1)?.jobId, SOON).toBe(task);
    await expect.poll(() => manifests.events.at(-1)?.jobId, SOON).toBe(manifest);
    expect(tasks.events.some(({ jobId }) => jobId === manifest)).toBe(false);
    expect(manifests.events.some(({ jobId }) => jobId === task)).toBe(false);
    await Promise.all([tasks.leave(), manifests.leave()]);
  });

  test('what is wrong is refused before the stream begins', async () => {
    const id = await submit();
    const refused = async (path: string, headers = {}) => {
      const { status, body } = await api().get(path, { headers });
      return [status, body.code];
    };
    expect(await refused(streamOf('01890000-0000-7000-8000-000000000000'))).toEqual([404, 'job_not_found']);
    expect(await refused(streamOf(id, '?afterEventId=x'))).toEqual([422, 'invalid_query']);
    expect(await refused(streamOf(id, '?cursor=x'))).toEqual([422, 'invalid_query']);
    expect(await refused(`${QUEUE}?category=none`)).toEqual([422, 'invalid_query']);
    expect(await refused(QUEUE, { 'Last-Event-ID': 'x' })).toEqual([422, 'invalid_query']);
  });
});

describe('the hub', () => {
  let store: QueueStore;
  beforeAll(async () => {
    ({ store } = await openEmbedded());
  });
  afterAll(() => store.close());

  const stopped = async (clients: Client[]) => {
    await Promise.all(clients.map((client) => client.ended));
  };

  test('ends all streams when the service stops', async () => {
    const stopping = new AbortController();
    const api = createTestApi(store, { stopping: stopping.signal });
    const id = (await api.post('/api/queue/jobs', taskJob())).body.id;
    const clients = [
      await open(api, '/api/queue/events/stream'),
      await open(api, `/api/queue/jobs/${id}/events/stream`),
    ];
    await expect.poll(() => clients[1]?.messages, SOON).toEqual(['Job queued']);
    stopping.abort();
    await stopped(clients);
  });

  test('shows that an idle stream lives', async () => {
    const api = createTestApi(store, { streams: { keepAliveMs: 20 } });
    const client = await open(api, '/api/queue/events/stream');
    await expect.poll(() => client.keepAlives, SOON).toBeGreaterThan(3);
    await client.leave();
  });

  test('takes so many streams and no more', async () => {
    const api = createTestApi(store, { streams: { streams: 2 } });
    const clients = [
      await open(api, '/api/queue/events/stream'),
      await open(api, '/api/queue/events/stream'),
    ];
    await expect.poll(() => clients.every(({ keepAlives }) => keepAlives > 0), SOON).toBe(true);
    const { status, body, headers } = await api.get('/api/queue/events/stream');
    expect([status, body.code, headers.get('retry-after')]).toEqual([429, 'rate_limited', '5']);
    await clients[0]?.leave();
    clients.push(await open(api, '/api/queue/events/stream'));
    await Promise.all(clients.map((client) => client.leave()));
  });

  test('encodes each event once for all, cuts off a reader that the ring has passed, and serves the others', async () => {
    const hub = new EventHub(store, { ringBytes: 20_000 });
    const position = await store.events.settled();
    const read = () => hub.open({}, { position, isOver: false, hangUp: () => {} });
    const api = createTestApi(store);
    const worker = await api.worker();
    await api.post('/api/queue/jobs', taskJob());
    const { job } = (
      await worker.post('/api/queue/jobs/claim', { leaseSeconds: 600, workerCapabilities: TASK_CAPABILITIES })
    ).body;
    const hangUp = vi.fn();
    const stalled = hub.open({}, { position, isOver: false, hangUp }).getReader();
    await stalled.read();
    const others = [new Client(read()), new Client(read())];
    await expect.poll(() => others.every(({ keepAlives }) => keepAlives > 0), SOON).toBe(true);
    const append = (message: string) =>
      worker.post(`/api/queue/jobs/${job.id}/events`, {
        level: 'info',
        message,
        payload: { text: 'x'.repeat(2000) },
      });
    // The stalled reader takes one chunk, and no more.
    const once = stalled.read();
    await append('first');
    await once;
    const sent = Array.from({ length: 40 }, (_, index) => `event ${index}`);
    for (const message of sent) await append(message);
    for (const other of others) await expect.poll(() => other.messages.slice(-40), SOON).toEqual(sent);
    expect(hangUp).toHaveBeenCalledOnce();
    expect((await stalled.read()).done).toBe(true);
    hub.close();
    await stopped(others);
  });

  const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;
  const streamed = (n: number): StreamedEvent => ({
    event: {
      id: id(n),
      jobId: id(0),
      category: 'tasks',
      level: 'info',
      message: `event ${n}`,
      payload: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    type: 'task',
    last: false,
  });

  test('misses nothing that comes while a stream still reads what was', async () => {
    let tell: EventFollower = () => {};
    const hub = new EventHub({
      events: {
        async follow(follower) {
          tell = follower;
          return { from: id(3), stop: () => {} };
        },
        async page({ through }) {
          // It comes in the middle of the reading, when the stream does not wait yet.
          tell([streamed(4)]);
          return { events: [], position: through ?? '', more: false };
        },
      },
    });
    const client = new Client(hub.open({}, { position: id(1), isOver: false, hangUp: () => {} }));
    await expect.poll(() => client.messages, SOON).toEqual(['event 4']);
    tell([streamed(5)]);
    await expect.poll(() => client.messages, SOON).toEqual(['event 4', 'event 5']);
    hub.close();
    await client.ended;
  });

  test('gives streams at one place the same bytes', async () => {
    let tell: EventFollower = () => {};
    const hub = new EventHub({
      events: {
        async follow(follower) {
          tell = follower;
          return { from: id(1), stop: () => {} };
        },
        page: () => Promise.reject(new Error('All that is asked for lies in the ring.')),
      },
    });
    const readers = [0, 1, 2].map(() =>
      hub.open({}, { position: id(1), isOver: false, hangUp: () => {} }).getReader(),
    );
    for (const reader of readers) await reader.read();
    const coming = readers.map((reader) => reader.read());
    await new Promise(setImmediate);
    tell([streamed(2)]);
    const [first, ...rest] = await Promise.all(coming);
    expect(first?.value).toBeInstanceOf(Uint8Array);
    for (const { value } of rest) expect(value).toBe(first?.value);
    hub.close();
  });
});
