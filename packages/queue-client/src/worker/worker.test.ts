import { randomUUID } from 'node:crypto';
import { startTestService, type TestService } from '@moonmind/api/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, createQueueClient, type Job, type QueueClient } from '../client/client.js';
import { QueueApiError } from '../client/errors.js';
import { JobAborted, NonRetryable, RetryAfter, Snooze } from './errors.js';
import type { WorkerJob } from './job.js';
import { createWorker, type Handler, type Worker, type WorkerOptions } from './worker.js';

let service: TestService;
let client: QueueClient;
beforeAll(async () => {
  service = await startTestService();
  client = createQueueClient({ url: service.url });
});
afterAll(() => service.close());

/** Each test has a capability of its own, so that no worker takes another test's jobs. */
function lane(): string {
  return `lane-${randomUUID().slice(0, 8)}`;
}

async function submit(capability: string, to = client): Promise<Job> {
  const payload = {
    repository: 'acme/docs',
    task: { instructions: 'Mend the links.', publish: { mode: 'none' } },
    requiredCapabilities: [capability],
  };
  return answerOf(to.POST('/api/queue/jobs', { body: { type: 'task', payload } }));
}

async function workerFor(
  capability: string,
  handler: Handler,
  options: Partial<WorkerOptions> = {},
): Promise<Worker> {
  const worker = createWorker({
    url: service.url,
    token: await service.tokenFor(`worker-${capability}`),
    capabilities: ['codex', 'git', capability],
    handleSignals: false,
    say: () => {},
    ...options,
  });
  worker.handle('task', handler);
  return worker;
}

async function jobOf(id: string): Promise<Job> {
  return answerOf(client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId: id } } }));
}

async function eventsOf(id: string) {
  const params = { path: { jobId: id }, query: { limit: 500 } };
  const { items } = await answerOf(client.GET('/api/queue/jobs/{jobId}/events', { params }));
  return items;
}

/** Runs one job through a handler, to its end or its next rest. */
async function runOne(handler: Handler, options: Partial<WorkerOptions> = {}): Promise<Job> {
  const capability = lane();
  const { id } = await submit(capability);
  const worker = await workerFor(
    capability,
    async (job) => {
      try {
        return await handler(job);
      } finally {
        worker.stop();
      }
    },
    options,
  );
  await worker.run();
  return jobOf(id);
}

describe('a job goes through its handler', () => {
  it('with its log, its stages, a file and a summary', async () => {
    const ended = await runOne(async (job: WorkerJob) => {
      job.log.info('begins', { attempt: job.attempt });
      const plan = job.stage('moonmind.manifest.plan');
      plan.counts.files = 3;
      for (let line = 0; line < 250; line += 1) job.log.info(`line ${line}`);
      job.stage('moonmind.manifest.finalize');
      const artifact = await job.upload('reports/plan.json', '{"files":3}', {
        contentType: 'application/json',
      });
      expect(artifact).toMatchObject({
        name: 'reports/plan.json',
        contentType: 'application/json',
        sizeBytes: 11,
      });
      return { files: 3 };
    });
    expect(ended).toMatchObject({ status: 'succeeded', resultSummary: '{"files":3}', attempt: 1 });

    const events = (await eventsOf(ended.id)).map(({ message, payload }) => ({ message, payload }));
    const messages = events.map(({ message }) => message);
    const lines = Array.from({ length: 250 }, (_, line) => `line ${line}`);
    expect(messages.filter((message) => message.startsWith('line '))).toEqual(lines);
    expect(events.find(({ message }) => message === 'begins')?.payload).toMatchObject({ attempt: 1 });
  });

  it('its stages are told with counts and time, the last one as the handler ends', async () => {
    const ended = await runOne((job) => {
      job.stage('one').counts.files = 3;
      job.stage('two');
      throw new NonRetryable('no');
    });
    const stages = (await eventsOf(ended.id)).flatMap(({ payload }) =>
      typeof payload === 'object' && payload !== null && 'stage' in payload ? [payload] : [],
    );
    expect(stages).toMatchObject([
      { stage: 'one', status: 'started' },
      { stage: 'one', status: 'completed', counts: { files: 3 }, durationMs: expect.any(Number) },
      { stage: 'two', status: 'started' },
      { stage: 'two', status: 'failed' },
    ]);
  });

  it.each([
    ['any error', new Error('broken pipe'), { status: 'queued', attempt: 2, errorMessage: 'broken pipe' }],
    [
      'NonRetryable',
      new NonRetryable('no such reader'),
      { status: 'failed', attempt: 1, errorMessage: 'no such reader' },
    ],
    ['RetryAfter', new RetryAfter(3600, 'closed'), { status: 'queued', attempt: 2, errorMessage: 'closed' }],
    ['Snooze', new Snooze(3600), { status: 'queued', attempt: 1, errorMessage: null }],
  ])('%s says how it goes on', async (_name, thrown, expected) => {
    const before = Date.now();
    const ended = await runOne(() => {
      throw thrown;
    });
    expect(ended).toMatchObject(expected);
    if (thrown instanceof RetryAfter || thrown instanceof Snooze)
      expect(Date.parse(ended.nextAttemptAt ?? '') - before).toBeGreaterThan(3_500_000);
  });
});

describe('a job goes on whatever its handler does', () => {
  it.each<[string, () => unknown, Partial<Job>]>([
    [
      'throws what is no text',
      () => {
        throw Object.create(null);
      },
      { status: 'queued', errorMessage: '{}' },
    ],
    [
      'throws an error with a cause',
      () => {
        throw new NonRetryable('fetch failed', { cause: new Error('connect ECONNREFUSED') });
      },
      { status: 'failed', errorMessage: 'fetch failed: connect ECONNREFUSED' },
    ],
    [
      'throws what no database stores',
      () => {
        throw new NonRetryable('a\0b');
      },
      { status: 'failed', errorMessage: 'a\ufffdb' },
    ],
    ['returns no JSON', () => ({ files: 10n }), { status: 'succeeded', resultSummary: '{"files":"10"}' }],
  ])('%s', async (_name, end, expected) => {
    expect(await runOne(end)).toMatchObject(expected);
  });

  it('logs what is no JSON', async () => {
    const odd: Record<string, unknown> = { big: 10n, at: new Date(0) };
    odd.self = odd;
    const ended = await runOne((job) => {
      job.log.info('odd', odd);
      job.stage('counts').counts.n = Number.NaN;
      const error: unknown = new Error('no text');
      Reflect.apply(job.log.error, job.log, [error]);
      Reflect.apply(job.stage, job, [7]);
      return 'done';
    });
    expect(ended).toMatchObject({ status: 'succeeded', resultSummary: 'done' });
    const events = await eventsOf(ended.id);
    expect(events.map(({ message }) => message)).toEqual(expect.arrayContaining(['no text', '7']));
    expect(events.find(({ message }) => message === 'odd')?.payload).toEqual({
      big: '10',
      at: '1970-01-01T00:00:00.000Z',
      self: '(cyclic)',
    });
  });

  it.each([
    ['no bytes', ['a.txt', { a: 1 }]],
    ['no name', [undefined, 'text']],
  ])('uploads %s: it is told, and does not wait for ever', async (_, args) => {
    const ended = await runOne((job) => Reflect.apply(job.upload, job, args));
    expect(ended).toMatchObject({ status: 'queued', attempt: 2 });
  });
});

describe('secrets', () => {
  it('are masked in the log and in the failure, also inside of details', async () => {
    const secret = `pw-${randomUUID()}`;
    const ended = await runOne(
      async (job) => {
        const key = await job.secret('profile://openai#api_key');
        expect(key).toBe(secret);
        job.log.info(`the key is ${key}`, { headers: [{ key }] });
        job.stage(`with ${key}`);
        throw new NonRetryable(`refused with ${key}`);
      },
      {
        secrets: {
          profile: ({ provider, field }) =>
            provider === 'openai' && field === 'api_key' ? secret : undefined,
        },
      },
    );
    expect(ended).toMatchObject({ status: 'failed', errorMessage: 'refused with ***' });
    const told = JSON.stringify(await eventsOf(ended.id));
    expect(told).toContain('the key is ***');
    expect(told).not.toContain(secret);
  });

  it('a reference that this worker cannot resolve fails the job for good, and names the reference', async () => {
    const ended = await runOne((job) => job.secret('${NO_SUCH_VARIABLE_HERE}'));
    expect(ended).toMatchObject({
      status: 'failed',
      errorMessage: 'This worker knows no secret under ${NO_SUCH_VARIABLE_HERE}.',
    });
  });

  it('a line that the service refuses is withheld, and takes no other along', async () => {
    const raw = `ghp_${'0123456789abcdef'.repeat(2)}ABCD`;
    const ended = await runOne((job) => {
      job.log.info('before');
      job.log.info(`token ${raw}`);
      job.log.info('after');
      throw new NonRetryable(`token ${raw}`);
    });
    const messages = (await eventsOf(ended.id)).map(({ message }) => message);
    expect(messages).toEqual(
      expect.arrayContaining(['before', 'A line was withheld: the service refused it.', 'after']),
    );
    expect(ended).toMatchObject({
      status: 'failed',
      errorMessage: 'The text was withheld: the service refused it.',
    });
  });
});

describe('a handler is aborted', () => {
  it('when a user cancels: the reason says so, and the job ends cancelled', async () => {
    let reason: unknown;
    const ended = await runOne(
      async (job) => {
        const params = { path: { jobId: job.id } };
        await client.POST('/api/queue/jobs/{jobId}/cancel', { params, body: {} });
        await aborted(job);
        reason = job.signal.reason;
        throw job.signal.reason;
      },
      { leaseSeconds: 3 },
    );
    expect(reason).toBeInstanceOf(JobAborted);
    expect(reason).toMatchObject({ reason: 'cancelled' });
    expect(ended.status).toBe('cancelled');
  });

  it('when the service is out of reach for a lease, by its own clock', async () => {
    const capability = lane();
    const ours = await startTestService();
    await submit(capability, createQueueClient({ url: ours.url }));
    let reason: unknown;
    const worker = await workerFor(
      capability,
      async (job) => {
        ours.fail({ call: '', how: 'refused', times: 1000 });
        await aborted(job);
        reason = job.signal.reason;
        worker.stop();
        throw job.signal.reason;
      },
      { url: ours.url, token: await ours.tokenFor('w'), leaseSeconds: 3 },
    );
    await worker.run();
    await ours.close();
    expect(reason).toMatchObject({ reason: 'lease_lost' });
  });
});

describe('stopping', () => {
  it('an idle worker ends at once', async () => {
    const worker = await workerFor(lane(), () => {});
    const running = worker.run();
    worker.stop();
    await running;
  });

  it.each([
    ['as the drain is over', { drainSeconds: 0 }, 1],
    ['at once when it is told to stop again', { drainSeconds: 3600 }, 2],
  ])(
    'a job that does not heed its signal is handed back %s: no attempt is spent',
    async (_, options, stops) => {
      const capability = lane();
      const { id } = await submit(capability);
      let began = () => {};
      const isRunning = new Promise<void>((resolve) => {
        began = resolve;
      });
      const worker = await workerFor(
        capability,
        () => {
          began();
          return new Promise(() => {});
        },
        options,
      );
      const running = worker.run();
      await isRunning;
      for (let n = 0; n < stops; n += 1) worker.stop();
      await running;
      expect(await jobOf(id)).toMatchObject({ status: 'queued', attempt: 1, claimedBy: null });
    },
  );

  it('a job that ends while the worker drains is told', async () => {
    const capability = lane();
    const { id } = await submit(capability);
    const worker: Worker = await workerFor(capability, async () => {
      worker.stop();
      await new Promise(setImmediate);
      return 'done';
    });
    await worker.run();
    expect(await jobOf(id)).toMatchObject({ status: 'succeeded', resultSummary: 'done' });
  });
});

it('claims whose answers are lost strand nothing, and nothing runs twice', async () => {
  const capability = lane();
  const ids = new Set(
    (await Promise.all(Array.from({ length: 6 }, () => submit(capability)))).map(({ id }) => id),
  );
  const ran: string[] = [];
  const worker = await workerFor(
    capability,
    (job) => {
      ran.push(job.id);
      if (ran.length === ids.size) worker.stop();
      else service.fail({ call: '/claim', how: 'lost' });
    },
    { slots: 2 },
  );
  service.fail({ call: '/claim', how: 'lost', times: 2 });
  await worker.run();
  expect(ran.toSorted()).toEqual([...ids].sort());
});

it('a token that the service does not know ends the worker with the reason', async () => {
  const worker = await workerFor(lane(), () => {}, { token: `mmwt_${'0'.repeat(48)}` });
  const error = await worker.run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(QueueApiError);
  expect(error).toMatchObject({ status: 401, code: 'worker_auth_failed' });
});

it.each([-1, 86_401, Number.NaN, Number.POSITIVE_INFINITY])('%d seconds are no rest', (seconds) => {
  expect(() => new Snooze(seconds)).toThrow(RangeError);
  expect(() => new RetryAfter(seconds, 'later')).toThrow(RangeError);
});

it.each([{ slots: 0 }, { slots: 1.5 }, { leaseSeconds: 2 }, { drainSeconds: -1 }])(
  '%o is out of range',
  (wrong) => {
    const options = { url: 'http://127.0.0.1:1', token: 't', capabilities: ['manifest'], ...wrong };
    expect(() => createWorker(options)).toThrow(RangeError);
  },
);

it.each<[string, unknown]>([
  ['`createWorker` takes options', undefined],
  ['`capabilities` is a list', { url: 'http://127.0.0.1:1', token: 't', capabilities: 'manifest' }],
  ['`capabilities` is a list', { url: 'http://127.0.0.1:1', token: 't' }],
  ['`say` is a function', { url: 'http://127.0.0.1:1', token: 't', capabilities: ['manifest'], say: 1 }],
  ['`token` is', { url: 'http://127.0.0.1:1', token: '\n', capabilities: ['manifest'] }],
  ['`url` is', { url: new URL('http://127.0.0.1:1'), token: 't', capabilities: ['manifest'] }],
])('%s: wrong options are told as such', (message, options) => {
  expect(() => Reflect.apply(createWorker, undefined, [options])).toThrow(message);
});

it('says that the service does not answer, once, and takes no handler that is none', async () => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const worker = await workerFor(lane(), () => {}, { url: 'http://127.0.0.1:9', say });
  expect(() => Reflect.apply(worker.handle, worker, ['task', 'work'])).toThrow('`handle` takes a function');
  const running = worker.run();
  await expect.poll(() => said).toEqual([expect.stringMatching(/127\.0\.0\.1:9 does not answer/)]);
  worker.stop();
  await running;
});

function aborted({ signal }: WorkerJob): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
