/** What holds for every route: media types, sizes, unknown routes and methods, who may call from where, failures. */
import { StoreError } from '@moonmind/queue-store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '../testing/databases.js';
import { rawSecret, taskJob } from '../testing/samples.js';
import { createTestApi, type TestApi } from '../testing/test-api.js';
import { MAX_BODY_BYTES } from './body.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const JOBS = '/api/queue/jobs';

let opened: Awaited<ReturnType<typeof openEmbedded>>;
let api: TestApi;
beforeAll(async () => {
  opened = await openEmbedded();
  api = createTestApi(opened.store);
});
afterAll(() => opened.close());

describe('every problem', () => {
  test.each([
    [400, 'invalid_json', 'POST', JOBS, { raw: '{"type":', headers: JSON_TYPE }],
    [400, 'invalid_json', 'POST', JOBS, { raw: '', headers: JSON_TYPE }],
    [400, 'invalid_json', 'POST', JOBS, { raw: new Uint8Array([0x22, 0xff, 0x22]), headers: JSON_TYPE }],
    [404, 'route_not_found', 'GET', '/nowhere', {}],
    [404, 'route_not_found', 'POST', '/api/queue/jobs/', { body: {} }],
    [404, 'route_not_found', 'GET', '/api/queue/jobs/a/b/c', {}],
    [404, 'route_not_found', 'GET', '/__proto__', {}],
    [415, 'unsupported_media_type', 'POST', JOBS, { raw: '{}', headers: { 'content-type': 'text/plain' } }],
    [
      415,
      'unsupported_media_type',
      'POST',
      JOBS,
      { raw: 'a: 1', headers: { 'content-type': 'application/yaml' } },
    ],
    [415, 'unsupported_media_type', 'POST', JOBS, { raw: new TextEncoder().encode('{}') }],
    [415, 'unsupported_media_type', 'POST', JOBS, {}],
    [
      415,
      'unsupported_media_type',
      'PUT',
      '/api/manifests/a',
      { raw: 'a', headers: { 'content-type': 'constructor' } },
    ],
    [
      415,
      'unsupported_media_type',
      'POST',
      JOBS,
      { raw: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
    ],
    [
      415,
      'unsupported_media_type',
      'POST',
      JOBS,
      { raw: '{}', headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } },
    ],
  ])('%i %s for %s %s', async (status, code, method, path, sent) => {
    const reply = await api.call(method, path, sent);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.body).toEqual({
      type: `urn:moonmind:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.stringMatching(/^[A-Z].+\.$/),
      code,
      requestId: reply.headers.get('x-request-id'),
    });
    expect(reply.status).toBe(status);
  });

  test.each([
    ['DELETE', JOBS, 'GET, HEAD, POST'],
    ['PATCH', '/api/manifests/a', 'DELETE, GET, HEAD, PUT'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['OPTIONS', '/api/queue/jobs/x/cancel', 'POST'],
    ['PUT', '/api/queue/jobs/claim', 'POST'],
    ['GET', '/api/queue/jobs/claim', 'POST'],
    ['HEAD', '/api/queue/jobs/heartbeat', 'POST'],
    ['PATCH', '/api/manifests/validate', 'DELETE, GET, HEAD, POST, PUT'],
  ])('%s %s is a 405 that allows %s', async (method, path, allow) => {
    const { status, headers, body } = await api.call(method, path);
    expect([status, headers.get('allow')]).toEqual([405, allow]);
    if (method !== 'HEAD') expect(body.code).toBe('method_not_allowed');
  });

  test('an entry may be named as a route beside it', async () => {
    expect((await api.get('/api/manifests/validate')).body.code).toBe('manifest_not_found');
  });

  test('HEAD answers as GET without a body', async () => {
    const { status, text } = await api.call('HEAD', '/healthz');
    expect([status, text]).toEqual([200, '']);
  });
});

describe('bodies', () => {
  const padded = (bytes: number) => {
    const body = JSON.stringify(taskJob());
    return body + ' '.repeat(bytes - body.length);
  };
  const streamed = (text: string) =>
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < text.length; at += 65_536)
          controller.enqueue(new TextEncoder().encode(text.slice(at, at + 65_536)));
        controller.close();
      },
    });

  test('of the largest size pass, one byte more is refused: announced, streamed, or announced too small', async () => {
    for (const [bytes, status] of [
      [MAX_BODY_BYTES, 201],
      [MAX_BODY_BYTES + 1, 413],
    ] as const) {
      const text = padded(bytes);
      const announced = { ...JSON_TYPE, 'content-length': String(bytes) };
      expect((await api.call('POST', JOBS, { raw: text, headers: announced })).status).toBe(status);
      const lied = { ...JSON_TYPE, 'content-length': '10' };
      expect((await api.call('POST', JOBS, { raw: text, headers: lied })).status).toBe(status);
      const reply = await api.call('POST', JOBS, { raw: streamed(text), headers: JSON_TYPE });
      expect(reply.status).toBe(status);
      if (status === 413) expect(reply.body.code).toBe('payload_too_large');
    }
  });

  test('an endless stream is answered all the same', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    expect((await api.call('POST', JOBS, { raw: endless, headers: JSON_TYPE })).status).toBe(413);
    expect(sent).toBeLessThan(40 * MAX_BODY_BYTES);
  });

  test('a media type may come in capitals, with parameters, and with a byte order mark', async () => {
    const raw = `\uFEFF${JSON.stringify(taskJob())}`;
    const headers = { 'content-type': 'Application/JSON; Charset="UTF-8"' };
    expect((await api.call('POST', JOBS, { raw, headers })).status).toBe(201);
  });

  test('deep nesting is refused on every route, without harm', async () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const worker = await api.worker();
    for (const levels of [200, 500_000]) {
      const job = `{"type":"manifest","payload":{"manifest":${deep(levels)}}}`;
      const refused = await api.call('POST', JOBS, { raw: job, headers: JSON_TYPE });
      expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'nested_too_deep']);
      const ignored = `{"workerId":"${worker.id}","leaseSeconds":5,"x":${deep(levels)}}`;
      const claim = { raw: ignored, headers: JSON_TYPE, token: worker.token };
      expect((await api.call('POST', '/api/queue/jobs/claim', claim)).status).toBe(422);
    }
  });

  test('a key __proto__ pollutes nothing', async () => {
    for (const raw of [
      '{"type":"task","__proto__":{"payload":{}}}',
      '{"type":"task","payload":{"__proto__":{"admin":true},"repository":"a/b","task":{"instructions":"x"}}}',
    ])
      expect((await api.call('POST', JOBS, { raw, headers: JSON_TYPE })).status).toBe(422);
    expect(Reflect.get({}, 'admin')).toBe(undefined);
  });
});

test('a body wrong in thousands of places is told of the first ones', async () => {
  const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`key${n}`, 1]));
  expect((await api.post(JOBS, { ...taskJob(), ...keys })).body.errors).toHaveLength(50);
  const worker = await api.worker();
  const claim = { leaseSeconds: 5, allowedTypes: Array.from({ length: 50_000 }, () => 'sql') };
  expect((await worker.post(`${JOBS}/claim`, claim)).body.errors).toHaveLength(50);
});

describe('a caller', () => {
  test.each([
    [{ host: 'localhost:8787' }, 200],
    [{ host: '127.0.0.1' }, 200],
    [{ host: '127.9.9.9:1' }, 200],
    [{ host: '[::1]:8787' }, 200],
    [{ host: 'LOCALHOST:8787', origin: 'http://localhost:8787' }, 200],
    [{ host: 'localhost:8787', 'sec-fetch-site': 'same-origin' }, 200],
    [{ host: 'localhost:8787', 'sec-fetch-site': 'none' }, 200],
    [{ host: 'moonmind.example' }, 403],
    [{ host: '127.0.0.1.example:8787' }, 403],
    [{ host: '192.168.0.1' }, 403],
    [{ host: 'localhost.' }, 403],
    [{ host: 'localhost:8787', origin: 'http://example.org' }, 403],
    [{ host: 'localhost:8787', origin: 'http://localhost:3000' }, 403],
    [{ host: 'localhost:8787', origin: 'null' }, 403],
    [{ host: 'localhost:8787', 'sec-fetch-site': 'cross-site' }, 403],
  ])('with %j gets %i', async (headers, status) => {
    for (const path of [JOBS, '/api/manifests', '/openapi.json', '/healthz']) {
      const reply = await api.get(path, { headers: headers as Record<string, string> });
      expect([path, reply.status]).toEqual([path, status]);
      if (status === 403) expect(reply.body.code).toBe('forbidden');
    }
  });
});

describe('parameters', () => {
  test.each(['/api/manifests/a%00b', '/api/queue/jobs/a%00b', '/api/manifests?search=a%00'])(
    'that cannot be stored are refused: %s',
    async (path) => {
      const { status, body } = await api.get(path);
      expect([status, body.code]).toEqual([422, 'invalid_query']);
    },
  );

  test('of a broken percent-encoding are a 404 or 422, never a failure', async () => {
    for (const path of ['/api/manifests/%E0%A4%A', '/api/queue/jobs/%', '/api/manifests/%ED%A0%80', '/%zz'])
      expect([404, 422]).toContain((await api.get(path)).status);
  });

  test('that a route does not take are refused', async () => {
    for (const path of ['/healthz?verbose=1', '/openapi.json?format=yaml'])
      expect((await api.get(path)).body.code).toBe('invalid_query');
  });
});

describe('failures', () => {
  const failing = (error: unknown) => {
    const fail = () => Promise.reject(error);
    return createTestApi({ ...opened.store, ping: fail, jobs: { ...opened.store.jobs, list: fail } });
  };

  test('a database that is gone is a 503 that says when to try again', async () => {
    const gone = failing(new StoreError('database_unavailable', 'connect ECONNREFUSED 10.1.2.3:5432'));
    for (const path of ['/readyz', JOBS]) {
      const { status, headers, body, text } = await gone.get(path);
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'database_unavailable', '2']);
      expect(text).not.toContain('10.1.2.3');
    }
    expect((await gone.get('/healthz')).status).toBe(200);
  });

  test('what no one foresaw is a 500 that tells nothing; the log has the request id and no value', async () => {
    const secret = rawSecret();
    const cause = Object.assign(new Error(`invalid input syntax: "${secret}"`), {
      code: '22P02',
      detail: secret,
    });
    const broken = failing(new Error(`Failed query: insert … params: ${secret}`, { cause }));
    const { status, body, text, headers } = await broken.get(JOBS);
    expect([status, body.code]).toEqual([500, 'queue_internal_error']);
    expect(text).not.toMatch(/query|syntax|22P02/);
    const log = broken.log.join('');
    expect(log).toContain('22P02');
    expect(log).toContain(headers.get('x-request-id'));
    for (const written of [text, log]) expect(written).not.toContain(secret);
  });
});

test('the log has one line a request: the route as a pattern, never the URL', async () => {
  const before = api.log.length;
  const { headers } = await api.get('/api/manifests/very-private-name?limit=1');
  const lines = api.log.slice(before).map((line) => JSON.parse(line));
  expect(lines).toEqual([
    expect.objectContaining({
      method: 'GET',
      route: '/api/manifests/{name}',
      status: 422,
      ms: expect.any(Number),
      requestId: headers.get('x-request-id'),
    }),
  ]);
  expect(api.log.join('')).not.toContain('very-private-name');
});
