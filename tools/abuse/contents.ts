/** Abuse of what requests say: fields, names, texts, and where they claim to come from. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { manifestText } from '../../apps/api/src/testing/samples.js';
import type { Abuse } from './connections.js';
import { exchange, head } from './wire.js';
import { must, type Reply, TASK, type World } from './world.js';

const ID = '0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10';
const JOBS = '/api/queue/jobs';

/** All must be refused, none by a failure. */
function mustRefuse(what: string, replies: readonly Reply[]): void {
  for (const [index, { status }] of replies.entries())
    must(status >= 400 && status < 500, `${what} ${index} is refused, not ${status}`);
}

const INJECTIONS = [
  "' OR '1'='1",
  "'; DROP TABLE agent_jobs; --",
  '" OR 1=1 --',
  "\\'; SELECT pg_sleep(5); --",
  '%27%20UNION%20SELECT%20token_hash%20FROM%20api_tokens--',
  '$1::text',
  "E'\\x27'",
  '{"$gt":""}',
];

async function countOf(world: World): Promise<number> {
  const { body } = await world.call('GET', '/api/queue/summary');
  return Object.values<Record<string, number>>(body.counts).reduce(
    (sum, byStatus) => sum + Object.values(byStatus).reduce((all, count) => all + count, 0),
    0,
  );
}

export const CONTENT_ABUSES: Readonly<Record<string, Abuse>> = {
  async 'fields that are the service’s own'(world) {
    const before = await countOf(world);
    const refused: Reply[] = [];
    const own = {
      id: ID,
      status: 'succeeded',
      createdByUserId: ID,
      requestedByUserId: ID,
      attempt: 9,
      claimedBy: 'me',
    };
    const times = {
      createdAt: '2020-01-01T00:00:00.000Z',
      leaseExpiresAt: null,
      leaseToken: ID,
      category: 'tasks',
    };
    for (const [key, value] of Object.entries({
      ...own,
      ...times,
      act: {},
      constructor: 1,
      ['__proto__']: 1,
    }))
      refused.push(await world.call('POST', JOBS, { body: { ...TASK, [key]: value } }));
    refused.push(
      await world.call('POST', JOBS, {
        raw: '{"type":"task","__proto__":{"status":"succeeded"},"payload":{}}',
      }),
    );
    const token = { name: 'a', scopes: ['read'] };
    for (const [key, value] of Object.entries({
      id: ID,
      tokenHash: 'x',
      token: 'x',
      createdByUserId: ID,
      revokedAt: null,
    }))
      refused.push(await world.call('POST', '/api/tokens', { body: { ...token, [key]: value } }));
    for (const [key, value] of Object.entries({ id: ID, isActive: true, tokenHash: 'x' }))
      refused.push(
        await world.call('POST', '/api/queue/workers/tokens', { body: { workerId: 'w', [key]: value } }),
      );
    const content = manifestText('assigned');
    for (const [key, value] of Object.entries({
      contentHash: 'x',
      actor: 'x',
      createdByUserId: ID,
      version: 'v9',
      lastRun: {},
    }))
      refused.push(await world.call('PUT', '/api/manifests/assigned', { body: { content, [key]: value } }));
    mustRefuse('assignment', refused);
    must((await world.call('GET', '/api/manifests/assigned')).status === 404, 'nothing is stored');
    must((await countOf(world)) === before, 'no job is made');
    // Derived fields are replaced in silence.
    const derived = { requiredCapabilities: ['none'], manifestHash: 'x', manifestSecretRefs: { env: ['X'] } };
    const inline = {
      manifest: { name: 'assigned', action: 'run', source: { kind: 'inline', content } },
      ...derived,
    };
    const made = await world.call('POST', JOBS, { body: { type: 'manifest', payload: inline } });
    must(
      made.status === 201 && made.body.payload.requiredCapabilities.includes('manifest'),
      'fields are derived',
    );
    must(/^sha256:/.test(made.body.payload.manifestHash), 'the hash is derived');
    return { refused: refused.length };
  },

  async 'paths and names that lead elsewhere'(world) {
    const names = [
      '..%2f..%2fetc%2fpasswd',
      '%2e%2e',
      '..%5c..%5cx',
      'a%00b',
      '%c0%ae%c0%ae',
      '%252e%252e%252f',
      'a%2fb',
      '%20a',
    ];
    names.push('a'.repeat(129), '%EF%BC%8E%EF%BC%8E', '%E2%80%AEtxt', 'CON%3A', '-a', 'a.', '~root', '%zz');
    const refused: Reply[] = [];
    for (const name of names) {
      refused.push(
        await world.call('PUT', `/api/manifests/${name}`, { body: { content: manifestText('a') } }),
      );
      refused.push(await world.call('GET', `/api/manifests/${name}`));
      refused.push(await world.call('GET', `${JOBS}/${name}`));
      refused.push(await world.call('GET', `/docs/${name}`));
    }
    for (const route of [
      '/docs/../package.json',
      '/..;/api/tokens',
      '//api/tokens',
      '/api//tokens',
      '/api/tokens/',
      '/API/tokens',
    ]) {
      const { status, text } = await exchange(
        world.guarded.url,
        head(`GET ${route} HTTP/1.1`, 'Host: localhost', 'Connection: close'),
      );
      must(status !== null && status >= 400 && status < 500, `${route} is refused, not ${status}`);
      must(!text.includes('"dependencies"'), `${route} shows no file`);
    }
    mustRefuse('path', refused);

    const files = await uploads(world, [
      '../../escaped',
      '/escaped',
      'a/../../escaped',
      'a\\..\\escaped',
      'a\0b',
      '',
      '.',
      'a//b',
    ]);
    for (const folder of ['.', 'guarded', 'guarded/artifacts'])
      must(!existsSync(path.join(world.folder, folder, 'escaped')), `nothing escapes to ${folder}`);
    must(readdirSync(world.folder).sort().join() === 'guarded,local', 'the folder holds what it held');
    return { refused: refused.length + 6 + files };
  },

  async 'SQL where a value is expected'(world) {
    const before = await countOf(world);
    const begun = performance.now();
    let requests = 0;
    for (const text of INJECTIONS) {
      const sent = encodeURIComponent(text);
      const replies = [
        await world.call('GET', `/api/manifests?search=${sent}`),
        await world.call('GET', `/api/manifests/${sent}`),
        await world.call('GET', `${JOBS}/${sent}`),
        await world.call('GET', `${JOBS}?status=${sent}`),
        await world.call('GET', `${JOBS}?cursor=${sent}`),
        await world.call(
          'GET',
          `/api/audit?cursor=${Buffer.from(JSON.stringify([text])).toString('base64url')}`,
        ),
        await world.call('POST', `/api/tokens/${sent}/revoke`),
        await world.call('POST', JOBS, { body: { type: text } }),
        await world.call('POST', JOBS, { body: { ...TASK, priority: text } }),
      ];
      requests += replies.length;
      must(
        replies.every(({ status }) => status < 500),
        `no failure, not ${replies.map(({ status }) => status)}`,
      );
      must(replies[0]?.body.items?.length === 0, 'a search is literal');
      // What is a text stays one, to the letter.
      const payload = { repository: 'owner/repo', task: { instructions: text } };
      const made = await world.call('POST', JOBS, { body: { type: 'task', payload, affinityKey: text } });
      must(
        made.status === 201 && made.body.affinityKey === text,
        `a text is kept as it is, not ${made.status}`,
      );
    }
    must((await countOf(world)) === before + INJECTIONS.length, 'jobs are as many as were made');
    return { requests, ms: Math.round(performance.now() - begun) };
  },

  async 'lines that a log could be forged with'(world) {
    const mark = 'forged-entry';
    const forged = `\r\n{"level":60,"msg":"${mark}"}\u001b[2J`;
    const sent = encodeURIComponent(forged);
    await world.call('GET', `/${sent}`);
    await world.call('GET', `/api/manifests/${sent}?search=${sent}`);
    await world.call('POST', JOBS, { body: { type: forged, [forged]: forged } });
    await world.call('GET', JOBS, {
      headers: { 'x-request-id': `{"level":60,"msg":"${mark}"}`, 'user-agent': mark },
    });
    await world.call('PUT', `/api/manifests/${mark}`, {
      body: { content: manifestText(mark, `# ${mark}\n`), message: forged },
    });
    await exchange(world.guarded.url, `GET / HTTP/1.1\nX: {"level":60,"msg":"${mark}"}\n\n`);
    const lines = world.guarded.output().split('\n').filter(Boolean);
    for (const line of lines) must(typeof JSON.parse(line) === 'object', 'each line is one JSON object');
    must(!world.guarded.output().includes(mark), 'no log line holds what a client sent');
    return { lines: lines.length };
  },

  async 'Host and Origin that are another’s'(world) {
    const get = (url: string, ...lines: string[]) =>
      exchange(url, head(`GET ${JOBS} HTTP/1.1`, ...lines, 'Connection: close'));
    const forged: string[][] = [
      ['Host: evil.example'],
      ['Host: 127.0.0.1.evil.example'],
      ['Host: localhost@evil.example'],
      ['Host: localhost', 'Origin: https://evil.example'],
      ['Host: localhost', 'Origin: null'],
      ['Host: localhost', 'Origin: http://localhost.evil.example'],
      ['Host: localhost', 'Sec-Fetch-Site: cross-site'],
      ['Host: evil.example', 'X-Forwarded-Host: localhost', 'Forwarded: host=localhost'],
      ['Host: localhost', 'Host: evil.example', 'Origin: https://evil.example'],
    ];
    for (const lines of forged) {
      const { status, text } = await get(world.local.url, ...lines);
      must(status === 403 || status === 400, `${lines} is refused without authentication, not ${status}`);
      must(!/access-control-allow-origin/i.test(text), `${lines} is told nothing about origins`);
      const guarded = await get(world.guarded.url, ...lines);
      must(
        [400, 401, 403].includes(guarded.status ?? 0),
        `${lines} is nobody where users need a credential, not ${guarded.status}`,
      );
    }
    const absolute = await exchange(
      world.local.url,
      head(`GET http://evil.example${JOBS} HTTP/1.1`, 'Host: evil.example', 'Connection: close'),
    );
    must(
      absolute.status === 403 || absolute.status === 400,
      `a whole URL of another host is refused, not ${absolute.status}`,
    );
    must((await get(world.local.url, 'Host: localhost')).status === 200, 'this machine is served');
    return { forged: forged.length + 1 };
  },

  async 'texts that grow when they are read'(world) {
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level += 1) {
      const before = String.fromCharCode(96 + level);
      const name = String.fromCharCode(97 + level);
      laughs.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join()}]`);
    }
    const begun = performance.now();
    const bombs = [
      await world.call('POST', '/api/manifests/validate', {
        body: { content: manifestText('a', laughs.join('\n')) },
      }),
      await world.call('PUT', '/api/manifests/a', {
        body: { content: manifestText('a', laughs.join('\n')) },
      }),
      await world.call('POST', JOBS, {
        raw: `{"type":"manifest","payload":{"manifest":${'['.repeat(400_000)}`,
      }),
      await world.call('POST', JOBS, {
        raw: `{"type":"task","payload":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
      }),
      await world.call('POST', JOBS, { raw: 'x', headers: { 'content-encoding': 'gzip' } }),
      await world.call('POST', JOBS, { raw: `{"type":"task","payload":{"n":${'9'.repeat(400)}}}` }),
    ];
    const [validated, ...others] = bombs;
    must(validated?.status === 200 && validated.body.valid === false, 'a bomb is not valid');
    mustRefuse('bomb', others);
    return { bombs: bombs.length, ms: Math.round(performance.now() - begun) };
  },

  async 'credentials that are made up'(world) {
    const begun = performance.now();
    const hex = (n: number) => n.toString(16).padStart(48, '0');
    const statuses = new Set<number>();
    for (let batch = 0; batch < 20; batch += 1) {
      const replies = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          world.call('GET', JOBS, { headers: { authorization: `Bearer mmat_${hex(batch * 100 + n)}` } }),
        ),
      );
      for (const { status } of replies) statuses.add(status);
    }
    must([...statuses].join() === '401', `401 for each, not ${[...statuses]}`);
    return { tried: 2000, ms: Math.round(performance.now() - begun) };
  },
};

/** A worker that holds a job uploads files of these names; all are refused. */
async function uploads(world: World, names: readonly string[]): Promise<number> {
  const { body } = await world.call('POST', '/api/queue/workers/tokens', { body: { workerId: 'uploader' } });
  const headers = { 'x-moonmind-worker-token': String(body.token) };
  await world.call('POST', JOBS, { body: TASK });
  const claim = { workerId: 'uploader', leaseSeconds: 60, workerCapabilities: ['codex', 'git', 'gh'] };
  const claimed = await world.call('POST', `${JOBS}/claim`, { body: claim, headers });
  const { id } = claimed.body.job;
  for (const name of names) {
    const part = (field: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`;
    const file =
      '--b\r\nContent-Disposition: form-data; name="file"; filename="../../escaped"\r\n\r\nx\r\n--b--\r\n';
    const { status } = await world.call('POST', `${JOBS}/${id}/artifacts/upload`, {
      raw: part('workerId', 'uploader') + part('name', name) + file,
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
    });
    must(status === 422, `an artifact named ${JSON.stringify(name)} is a 422, not ${status}`);
  }
  return names.length;
}
