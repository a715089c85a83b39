import { expect, test } from 'vitest';
import { answerOf, createQueueClient } from './client.js';
import { QueueApiError, QueueUnreachableError } from './errors.js';
import type { Fetch } from './retrying-fetch.js';

const JOB = '01a20d80-0503-773c-94f4-ee20cf9fe252';

/** A client whose service answers with these, one after the other, and what it was asked. */
function clientOf(...answers: readonly (Response | Error)[]) {
  const asked: Request[] = [];
  const fetch: Fetch = async (request) => {
    asked.push(request);
    const answer = answers[asked.length - 1];
    if (answer instanceof Error || !answer) throw answer ?? new Error('one call too many');
    return answer;
  };
  return { asked, client: createQueueClient({ url: 'http://queue.test/base/', token: 'mine', fetch }) };
}

function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  const problem = {
    type: `urn:moonmind:problem:${code}`,
    title: code,
    status,
    detail: 'So it is.',
    code,
    requestId: 'r1',
  };
  return Response.json(problem, {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

const getJob = (client: ReturnType<typeof createQueueClient>) =>
  answerOf(client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId: JOB } } }));

test('a call carries the credential and keeps the path of the URL', async () => {
  const { asked, client } = clientOf(Response.json({ id: JOB }));
  expect(await getJob(client)).toEqual({ id: JOB });
  expect(asked[0]?.url).toBe(`http://queue.test/base/api/queue/jobs/${JOB}`);
  expect(asked[0]?.headers.get('authorization')).toBe('Bearer mine');
});

test('a refusal throws with its code, its status and the request id', async () => {
  const { client } = clientOf(refusal(404, 'job_not_found'));
  const error = await getJob(client).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(QueueApiError);
  expect(error).toMatchObject({
    status: 404,
    code: 'job_not_found',
    requestId: 'r1',
    message: 'job_not_found: So it is.',
  });
});

test("a proxy's answer is told as such", async () => {
  const { client } = clientOf(
    new Response('<html>no</html>', { status: 403, headers: { 'content-type': 'text/html' } }),
  );
  await expect(getJob(client)).rejects.toMatchObject({ status: 403, code: null, problem: null });
});

test('reads are tried again after no answer and after 503', async () => {
  const { asked, client } = clientOf(
    new TypeError('fetch failed'),
    refusal(503, 'database_unavailable', { 'retry-after': '0' }),
    Response.json({ id: JOB }),
  );
  expect(await getJob(client)).toEqual({ id: JOB });
  expect(asked).toHaveLength(3);
});

test('a POST goes again only with an Idempotency-Key, or where it was not carried out', async () => {
  const body = { type: 'task', payload: {} } as const;
  const bare = clientOf(new TypeError('fetch failed'));
  await expect(bare.client.POST('/api/queue/jobs', { body })).rejects.toBeInstanceOf(QueueUnreachableError);
  expect(bare.asked).toHaveLength(1);

  const limited = clientOf(
    refusal(429, 'rate_limited', { 'retry-after': '0' }),
    Response.json({ id: JOB }, { status: 201 }),
  );
  expect(await answerOf(limited.client.POST('/api/queue/jobs', { body }))).toEqual({ id: JOB });

  const keyed = clientOf(new TypeError('fetch failed'), Response.json({ id: JOB }, { status: 201 }));
  const params = { header: { 'Idempotency-Key': 'k1' } };
  expect(await answerOf(keyed.client.POST('/api/queue/jobs', { body, params }))).toEqual({ id: JOB });
  // The body goes along each time.
  expect(await keyed.asked[1]?.json()).toEqual(body);
});

test('a conditional PUT is not tried again: it would fail against itself', async () => {
  const { asked, client } = clientOf(new TypeError('fetch failed'));
  const params = { path: { name: 'repo-docs' }, header: { 'If-Match': '"sha256:00"' } };
  const put = client.PUT('/api/manifests/{name}', { params, body: { content: 'version: v0' } });
  await expect(put).rejects.toBeInstanceOf(QueueUnreachableError);
  expect(asked).toHaveLength(1);
});

test('an aborted call rejects with its reason at once, without another try', async () => {
  const stop = new AbortController();
  const { asked, client } = clientOf(new TypeError('fetch failed'));
  const call = client.GET('/api/queue/summary', { signal: stop.signal });
  const reason = new Error('enough');
  setTimeout(() => stop.abort(reason));
  await expect(call).rejects.toBe(reason);
  expect(asked).toHaveLength(1);
});

test.each([
  'ftp://x',
  'queue',
  'http://me:pass@queue.test',
  'http://:pass@queue.test',
  'http://queue.test/?a=1',
  'http://queue.test/?',
  'http://queue.test/#',
])('%s is no place of a service', (url) => {
  expect(() => createQueueClient({ url })).toThrow(TypeError);
});

test('a token that cannot be sent is refused, and not repeated', () => {
  const token = ['half', 'other half'].join('\n');
  const make = (credential: object) => () => createQueueClient({ url: 'http://queue.test', ...credential });
  for (const wrong of [make({ token }), make({ workerToken: token })]) {
    expect(wrong).toThrow(TypeError);
    expect(wrong).not.toThrow(/half/);
  }
  // As files end.
  expect(make({ token: 'mine\n' })).not.toThrow();
});

test.each([
  ['HTML', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['broken JSON', new Response('{"id":', { headers: { 'content-type': 'application/json' } })],
])('%s in place of an answer is told as such', async (_, answer) => {
  const { client } = clientOf(answer);
  await expect(getJob(client)).rejects.toMatchObject({
    name: 'QueueApiError',
    status: 200,
    code: null,
    message: expect.stringContaining('without JSON'),
  });
});

test('an answer that breaks off is as none: a read is tried again', async () => {
  const broken = new ReadableStream({ start: (control) => control.error(new TypeError('terminated')) });
  const headers = { 'content-type': 'application/json' };
  const { asked, client } = clientOf(new Response(broken, { headers }), Response.json({ id: JOB }));
  expect(await getJob(client)).toEqual({ id: JOB });
  expect(asked).toHaveLength(2);
});

test('a redirect is not followed: the credential goes to the URL alone', async () => {
  const { asked, client } = clientOf(
    new Response(null, { status: 302, headers: { location: 'https://other.test/login?x=1' } }),
  );
  await expect(getJob(client)).rejects.toMatchObject({
    status: 302,
    message: expect.stringMatching(
      /answered 302, a redirect to https:\/\/other\.test, which is not followed\.$/,
    ),
  });
  expect(asked[0]?.redirect).toBe('manual');
});
