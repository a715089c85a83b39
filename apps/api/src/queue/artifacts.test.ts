/** Uploads that are honest and hostile, whole and cut; downloads whole and in ranges. None leaves a stray file or row. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onBothDatabases, openEmbedded } from '../testing/databases.js';
import { rawSecret, TASK_CAPABILITIES, taskJob } from '../testing/samples.js';
import { createTestApi, type Reply, type TestApi, type TestWorker } from '../testing/test-api.js';
import { artifactFolder } from './artifact-files.js';
import { MAX_ARTIFACT_BYTES } from './artifact-upload.js';

const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-artifacts-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BOUNDARY = 'x-boundary-x';

type Part = readonly [name: string, value: string | Uint8Array, contentType?: string];

/** A multipart body as bytes. */
function multipart(parts: readonly Part[], { end = true } = {}): Uint8Array {
  const chunks = parts.flatMap(([name, value, contentType]) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${name === 'file' ? '; filename="x.bin"' : ''}\r\n${
        contentType ? `Content-Type: ${contentType}\r\n` : ''
      }\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...chunks, Buffer.from(end ? `--${BOUNDARY}--\r\n` : '')]);
}

const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Every file below the folder. */
function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => statSync(path.join(root, name)).isFile());
}

onBothDatabases('artifacts', (plain, database) => {
  const root = path.join(folder, database);
  let api: TestApi;
  let worker: TestWorker;
  let jobId: string;
  let leaseToken: string;
  beforeAll(() => {
    api = createTestApi(plain().store, { artifactFiles: artifactFolder(root) });
  });
  beforeEach(async () => {
    rmSync(root, { recursive: true, force: true });
    await api.clear();
    worker = await api.worker();
    jobId = (await api.post('/api/queue/jobs', taskJob())).body.id;
    const claim = { leaseSeconds: 600, workerCapabilities: TASK_CAPABILITIES };
    ({ leaseToken } = (await worker.post('/api/queue/jobs/claim', claim)).body.job);
  });

  const send = (raw: Uint8Array | ReadableStream, more = {}): Promise<Reply> =>
    api.call('POST', `/api/queue/jobs/${jobId}/artifacts/upload`, {
      raw,
      headers,
      token: worker.token,
      ...more,
    });
  const upload = (file: Uint8Array, fields: Record<string, string> = {}): Promise<Reply> =>
    send(
      multipart([
        ['file', file, 'text/plain'],
        ...Object.entries({ workerId: worker.id, name: 'logs/run.log', ...fields }),
      ]),
    );
  const list = async () => (await api.get(`/api/queue/jobs/${jobId}/artifacts`)).body.items;
  const leavesNothing = async () => {
    expect(await list()).toEqual([]);
    expect(filesIn(folder)).toEqual([]);
  };

  test('a file goes up, is listed, and comes down as it was', async () => {
    const bytes = randomBytes(200_000);
    const { status, body } = await upload(bytes, {
      digest: digestOf(bytes),
      leaseToken,
      contentType: 'text/x-log',
    });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        jobId,
        name: 'logs/run.log',
        contentType: 'text/x-log',
        sizeBytes: 200_000,
        digest: digestOf(bytes),
        storagePath: `${jobId}/${body.id}`,
        createdAt: expect.any(String),
      },
    ]);
    expect(await list()).toEqual([body]);
    expect(filesIn(root)).toEqual([body.storagePath]);
    const download = `/api/queue/jobs/${jobId}/artifacts/${body.id}/download`;
    const whole = await api.app.request(download);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'text/x-log',
      'content-length': '200000',
      'content-disposition': `attachment; filename="run.log"; filename*=UTF-8''run.log`,
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag: `"${digestOf(bytes)}"`,
    });
  });

  test('the old worker sends what it sends: fields in any order, no lease token, blank fields', async () => {
    const file = Buffer.from('log');
    const { status, body } = await send(
      multipart([
        ['workerId', worker.id],
        ['name', 'logs/codex_exec.log'],
        ['contentType', ''],
        ['digest', ''],
        ['someday', 'unknown'],
        ['file', file],
      ]),
    );
    expect([status, body.contentType, body.sizeBytes]).toEqual([201, 'text/plain', 3]);
    const empty = await upload(new Uint8Array());
    expect([empty.status, empty.body.sizeBytes]).toEqual([201, 0]);
    expect(await list()).toHaveLength(2);
  });

  test.each([
    '/etc/passwd',
    '../secret',
    'a/../b',
    'a/./b',
    'a//b',
    'a/',
    '',
    'a\\b',
    'a\nb',
    'a\u007fb',
    'x'.repeat(513),
    '..',
    '.',
  ])('the name %j is refused', async (name) => {
    const { status, body } = await upload(Buffer.from('x'), { name });
    expect([status, body.code]).toEqual([422, 'invalid_queue_payload']);
    expect(body.errors[0].pointer).toBe('/name');
    await leavesNothing();
  });

  test.each([
    [
      'ünï/côdé 日本.txt',
      `attachment; filename="c_d_ __.txt"; filename*=UTF-8''c%C3%B4d%C3%A9%20%E6%97%A5%E6%9C%AC.txt`,
    ],
    [
      'a/say "hi";x=%41.txt',
      `attachment; filename="say _hi_;x=_41.txt"; filename*=UTF-8''say%20%22hi%22%3Bx%3D%2541.txt`,
    ],
    ['x'.repeat(512), `attachment; filename="${'x'.repeat(512)}"; filename*=UTF-8''${'x'.repeat(512)}`],
    ['C:evil.exe', `attachment; filename="C:evil.exe"; filename*=UTF-8''C%3Aevil.exe`],
  ])('the odd name %j is kept, and told safely', async (name, disposition) => {
    const { status, body } = await upload(Buffer.from('x'), { name });
    expect([status, body.name]).toEqual([201, name]);
    const reply = await api.get(`/api/queue/jobs/${jobId}/artifacts/${body.id}/download`);
    expect(reply.headers.get('content-disposition')).toBe(disposition);
    expect(filesIn(root)).toEqual([body.storagePath]);
  });

  test('a wrong digest, a wrong type, no file, two files, a repeated field: refused, nothing stays', async () => {
    const good = Buffer.from('content');
    const refused = async (reply: Promise<Reply>, pointer?: string) => {
      const { status, body } = await reply;
      expect([status, body.code]).toEqual([422, 'invalid_queue_payload']);
      if (pointer !== undefined) expect(body.errors[0].pointer).toBe(pointer);
      await leavesNothing();
    };
    await refused(upload(good, { digest: digestOf(Buffer.from('other')) }), '/digest');
    await refused(upload(good, { digest: 'md5:1' }), '/digest');
    await refused(upload(good, { contentType: 'text/html\r\nset-cookie: a=b' }), '/contentType');
    await refused(upload(good, { name: `${rawSecret()}.txt` }), '/name');
    const fields: Part[] = [
      ['workerId', worker.id],
      ['name', 'a'],
    ];
    await refused(send(multipart(fields)), '/file');
    await refused(send(multipart([...fields, ['file', good], ['file', good]])));
    await refused(send(multipart([...fields, ['name', 'b'], ['file', good]])), '/name');
    await refused(send(multipart([...fields, ['file', good], ['note', 'x'.repeat(9000)]])));
    await refused(send(multipart([['file', good], ...fields], { end: false })));
    await refused(send(Buffer.from('no form at all')));
    const other = await send(Buffer.from('{}'), { headers: { 'content-type': 'application/json' } });
    expect([other.status, other.body.code]).toEqual([415, 'unsupported_media_type']);
    await leavesNothing();
  });

  test('a file over 50 MiB is refused, announced or not, and one of 50 MiB is taken', async () => {
    const body = function* (size: number) {
      yield multipart(
        [
          ['workerId', worker.id],
          ['name', 'big.bin'],
        ],
        { end: false },
      );
      yield Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n`);
      const chunk = Buffer.alloc(1024 * 1024);
      for (let left = size; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
      yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
    };
    const streamed = (size: number) => ReadableStream.from(body(size));
    const over = await send(streamed(MAX_ARTIFACT_BYTES + 1));
    expect([over.status, over.body.code]).toEqual([413, 'artifact_too_large']);
    const far = await send(streamed(MAX_ARTIFACT_BYTES * 3));
    expect([far.status, far.body.code]).toEqual([413, 'artifact_too_large']);
    const announced = await send(streamed(1), {
      headers: { ...headers, 'content-length': String(99 * 1024 * 1024) },
    });
    expect([announced.status, announced.body.code]).toEqual([413, 'artifact_too_large']);
    await leavesNothing();
    const before = process.memoryUsage().rss;
    const whole = await send(streamed(MAX_ARTIFACT_BYTES));
    expect([whole.status, whole.body.sizeBytes]).toEqual([201, MAX_ARTIFACT_BYTES]);
    expect(process.memoryUsage().rss - before).toBeLessThan(MAX_ARTIFACT_BYTES * 2);
    expect(filesIn(root)).toEqual([whole.body.storagePath]);
  }, 60_000);

  test('a body that is cut leaves nothing', async () => {
    const start = multipart([['file', randomBytes(100_000)]], { end: false });
    const cut = new ReadableStream({
      start(controller) {
        controller.enqueue(start);
      },
      pull(controller) {
        controller.error(new Error('gone'));
      },
    });
    const { status, body } = await send(cut);
    expect([status, body.code]).toEqual([422, 'invalid_queue_payload']);
    await leavesNothing();
  });

  test('only the holder of the running job may upload', async () => {
    const other = await api.worker();
    const attempt = async (fields: Record<string, string>, token = worker.token, id = jobId) => {
      const parts: Part[] = [['file', 'x'], ...Object.entries({ workerId: worker.id, name: 'a', ...fields })];
      const path = `/api/queue/jobs/${id}/artifacts/upload`;
      const { status, body } = await api.call('POST', path, { raw: multipart(parts), headers, token });
      return [status, body.code];
    };
    expect(await attempt({}, '')).toEqual([401, 'worker_auth_failed']);
    expect(await attempt({ workerId: other.id }, other.token)).toEqual([409, 'job_ownership_mismatch']);
    expect(await attempt({ workerId: other.id })).toEqual([403, 'worker_not_authorized']);
    expect(await attempt({ leaseToken: '01890000-0000-4000-8000-000000000000' })).toEqual([
      409,
      'stale_lease',
    ]);
    expect(await attempt({}, worker.token, '01890000-0000-4000-8000-000000000000')).toEqual([
      404,
      'job_not_found',
    ]);
    await worker.post(`/api/queue/jobs/${jobId}/complete`, { leaseToken });
    expect(await attempt({})).toEqual([409, 'job_state_conflict']);
    await leavesNothing();
  });

  test('a job that ends while its file comes keeps none', async () => {
    const parts = multipart([
      ['file', 'x'],
      ['workerId', worker.id],
      ['name', 'a'],
    ]);
    const slow = new ReadableStream({
      async start(controller) {
        controller.enqueue(parts.subarray(0, 50));
        await worker.post(`/api/queue/jobs/${jobId}/complete`, { leaseToken });
        controller.enqueue(parts.subarray(50));
        controller.close();
      },
    });
    const { status, body } = await send(slow);
    expect([status, body.code]).toEqual([409, 'job_state_conflict']);
    await leavesNothing();
  });

  describe('downloads', () => {
    const bytes = Buffer.from('0123456789');
    let download: string;
    beforeEach(async () => {
      download = `/api/queue/jobs/${jobId}/artifacts/${(await upload(bytes)).body.id}/download`;
    });
    const etag = `"${digestOf(bytes)}"`;

    test.each([
      ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
      ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
      ['bytes=-3', 206, '789', 'bytes 7-9/10'],
      ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
      ['bytes=9-99999999999999999999', 206, '9', 'bytes 9-9/10'],
      ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
      ['bytes=0-1,4-5', 200, '0123456789', null],
      ['bytes=5-2', 200, '0123456789', null],
      ['bytes=-', 200, '0123456789', null],
      ['lines=1-2', 200, '0123456789', null],
      ['bytes=x-y', 200, '0123456789', null],
      ['bytes=10-', 416, '', 'bytes */10'],
      ['bytes=-0', 416, '', 'bytes */10'],
    ])('Range: %s answers %d', async (range, status, text, contentRange) => {
      const reply = await api.get(download, { headers: { range } });
      expect([reply.status, reply.text, reply.headers.get('content-range')]).toEqual([
        status,
        text,
        contentRange,
      ]);
    });

    test('If-Range, If-None-Match and HEAD', async () => {
      const get = async (more: Record<string, string>) => {
        const { status, text } = await api.get(download, { headers: more });
        return [status, text];
      };
      expect(await get({ range: 'bytes=0-1', 'if-range': etag })).toEqual([206, '01']);
      expect(await get({ range: 'bytes=0-1', 'if-range': '"other"' })).toEqual([200, '0123456789']);
      expect(await get({ range: 'bytes=0-1', 'if-range': `W/${etag}` })).toEqual([200, '0123456789']);
      expect(await get({ 'if-none-match': `"a", W/${etag}` })).toEqual([304, '']);
      const head = await api.call('HEAD', download, { headers: { range: 'bytes=0-1' } });
      expect([head.status, head.text, head.headers.get('content-length')]).toEqual([206, '', '2']);
    });

    test("of what is not there, or another job's", async () => {
      const other = (await api.post('/api/queue/jobs', taskJob())).body.id;
      const get = async (path: string) => {
        const { status, body } = await api.get(path);
        return [status, body.code];
      };
      expect(await get(download.replace(jobId, other))).toEqual([409, 'artifact_job_mismatch']);
      expect(await get(`/api/queue/jobs/${jobId}/artifacts/${jobId}/download`)).toEqual([
        404,
        'artifact_not_found',
      ]);
      expect(await get(`/api/queue/jobs/${jobId}/artifacts/x/download`)).toEqual([404, 'artifact_not_found']);
      expect(await get(download.replace(jobId, '01890000-0000-4000-8000-000000000000'))).toEqual([
        404,
        'job_not_found',
      ]);
      rmSync(root, { recursive: true });
      expect(await get(download)).toEqual([404, 'artifact_not_found']);
    });
  });
});

describe('a folder after a crash', () => {
  const root = path.join(folder, 'crash');
  const ref = (n: number) => ({
    jobId: '01890000-0000-7000-8000-00000000000a',
    artifactId: `01890000-0000-7000-8000-00000000000${n}`,
  });
  const bytes = async function* (text = 'bytes') {
    yield Buffer.from(text);
  };
  beforeEach(() => rmSync(root, { recursive: true, force: true }));

  test('keeps what was recorded, and removes what was not, at whatever point the process died', async () => {
    const dying = artifactFolder(root);
    await expect(
      dying.write(
        ref(1),
        (async function* () {
          yield Buffer.from('half');
          throw new Error('cut');
        })(),
      ),
    ).rejects.toThrow('cut');
    await dying.write(ref(2), bytes());
    await (await dying.write(ref(3), bytes())).keep();
    await (await dying.write(ref(4), bytes())).keep();
    const done = await dying.write(ref(5), bytes());
    await done.keep();
    await done.confirm();
    const known = async (ids: readonly string[]) => ids.filter((id) => /[45]$/.test(id));
    // Its own uploads are under way to the process itself; to one that has the folder alone they are left-overs.
    await dying.tidy(known);
    expect(filesIn(root)).toHaveLength(4);
    await artifactFolder(root, { exclusive: true }).recover(known);
    const kept = [4, 5].map((n) => `${ref(n).jobId}/${ref(n).artifactId}`);
    expect(filesIn(root).sort()).toEqual(kept);
  });

  test('an upload of which nobody knows whether it was recorded is settled later', async () => {
    const files = artifactFolder(root);
    const [recorded, lost] = [await files.write(ref(1), bytes()), await files.write(ref(2), bytes())];
    for (const file of [recorded, lost]) {
      await file.keep();
      file.abandon();
    }
    await files.recover(async (ids) => ids.filter((id) => id.endsWith('1')));
    expect(filesIn(root)).toEqual([recorded.storagePath]);
  });

  test("files of jobs that are gone are removed, and others' uploads are left alone", async () => {
    const [files, others] = [artifactFolder(root), artifactFolder(root)];
    const done = await files.write(ref(1), bytes());
    await done.keep();
    await done.confirm();
    const coming = await others.write(ref(2), bytes());
    await coming.keep();
    await artifactFolder(root).tidy(async () => []);
    // The same process: its other folders' uploads count as dead, those whose row may still come do not.
    expect(filesIn(root).filter((name) => name.endsWith('1'))).toEqual([]);
    await coming.discard();
    expect(filesIn(root)).toEqual([]);
    expect(readdirSync(root)).toEqual(['incoming']);
  });
});

test('a real server leaves nothing of an upload that stops half-way', async () => {
  const { store, close } = await openEmbedded();
  const root = path.join(folder, 'stalled');
  const api = createTestApi(store, { artifactFiles: artifactFolder(root) });
  const worker = await api.worker();
  const { id } = (await api.post('/api/queue/jobs', taskJob())).body;
  await worker.post('/api/queue/jobs/claim', { leaseSeconds: 60, workerCapabilities: TASK_CAPABILITIES });
  const gone = new AbortController();
  const stalled = new ReadableStream({
    start(controller) {
      controller.enqueue(multipart([['file', randomBytes(50_000)]], { end: false }));
      gone.signal.addEventListener('abort', () => controller.error(new Error('gone')));
    },
  });
  const reply = api.call('POST', `/api/queue/jobs/${id}/artifacts/upload`, {
    raw: stalled,
    headers,
    token: worker.token,
  });
  await expect
    .poll(() => readdirSync(folder).includes('stalled') && filesIn(root).length, { timeout: 5000 })
    .toBe(1);
  gone.abort();
  expect((await reply).status).toBe(422);
  expect(filesIn(root)).toEqual([]);
  await close();
});
