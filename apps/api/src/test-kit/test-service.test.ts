import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from './test-service.js';

let service: TestService;
let token = '';
beforeAll(async () => {
  service = await startTestService();
  token = await service.tokenFor('worker-1');
});
afterAll(() => service.close());

async function call(method: string, path: string, body?: object) {
  const response = await fetch(service.url + path, {
    method,
    headers: { 'content-type': 'application/json', 'x-moonmind-worker-token': token },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const told: ReturnType<JSON['parse']> = await response.json();
  return { status: response.status, headers: response.headers, body: told };
}

const TASK = {
  type: 'task',
  payload: { repository: 'a/b', task: { instructions: 'x', publish: { mode: 'none' } } },
};
const CLAIM = { workerId: 'worker-1', workerCapabilities: ['codex', 'git'], leaseSeconds: 30 };

const submit = async (): Promise<string> => (await call('POST', '/api/queue/jobs', TASK)).body.id;
const jobs = async (): Promise<unknown[]> => (await call('GET', '/api/queue/jobs')).body.items;

/** Claims until there is a job: the service comes round once a second. */
async function claimed(): Promise<{ id: string; attempt: number }> {
  for (;;) {
    const { job } = (await call('POST', '/api/queue/jobs/claim', { ...CLAIM, waitSeconds: 5 })).body;
    if (job) return job;
    await sleep(50);
  }
}

it('a lease runs out as the clock is put forward', async () => {
  const id = await submit();
  expect(await claimed()).toMatchObject({ id, attempt: 1 });
  service.advance(30);
  expect((await call('POST', '/api/queue/jobs/claim', CLAIM)).body.job).toBeNull();
  // The rest after a lease that ran out.
  service.advance(60);
  expect(await claimed()).toMatchObject({ id, attempt: 2 });
});

it('a call is answered with 503, once, and nothing is done', async () => {
  const before = (await jobs()).length;
  service.fail({ call: '/jobs', how: 'unavailable' });
  const { status, headers, body } = await call('POST', '/api/queue/jobs', TASK);
  expect([status, headers.get('retry-after'), body.code]).toEqual([503, '1', 'database_unavailable']);
  expect(await jobs()).toHaveLength(before);
});

it('a call is cut off before anything is done, or after all is done, as often as said', async () => {
  const before = (await jobs()).length;
  service.fail({ call: '/jobs', how: 'refused', times: 2 });
  service.fail({ call: '/jobs', how: 'lost' });
  for (let n = 0; n < 3; n += 1) await expect(submit()).rejects.toThrow('fetch failed');
  expect(await jobs()).toHaveLength(before + 1);
});

it('other calls go through', async () => {
  service.fail({ call: '/nowhere', how: 'refused', times: 5 });
  expect(await submit()).toMatch(/^[0-9a-f-]{36}$/);
});

it('what cannot be is refused', async () => {
  expect(() => service.advance(-1)).toThrow(RangeError);
  expect(() => service.advance(Number.NaN)).toThrow(RangeError);
  expect(() => service.fail({ call: '/claim', how: 'lost', times: 0 })).toThrow(RangeError);
  await expect(service.tokenFor('')).rejects.toThrow(RangeError);
});
