import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger, readConfig, startServer } from '@moonmind/api';
import { answerOf, createQueueClient, createWorker, NonRetryable } from '@moonmind/queue-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { singleFaults } from '../../manifest-contract/src/testing/single-faults.js';
import { moonmind } from './testing/command.js';

const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-cli-'));
let url = '';
let stop = async () => {};
beforeAll(async () => {
  const config = readConfig({ PORT: '0', MOONMIND_DATA_DIR: path.join(folder, 'data') });
  const server = await startServer(config, createLogger('silent'));
  url = server.url;
  stop = () => server.stop();
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], stdin = '') =>
  moonmind(args, { cwd: folder, stdin, env: { MOONMIND_URL: url } });

function textOf(name: string, store = 'qdrant'): string {
  return `version: v0\nmetadata:\n  name: ${name}\nembeddings:\n  provider: openai\nvectorStore:\n  type: ${store}\ndataSources:\n  - type: SimpleDirectoryReader\n`;
}

const json = async (args: readonly string[]) => JSON.parse((await run([...args, '--json'])).out);

it('a manifest is put, read, compared, gone back to and deleted', async () => {
  const [first, second] = [textOf('wiki'), textOf('wiki', 'milvus')];
  writeFileSync(path.join(folder, 'wiki.yaml'), second);
  expect(await run(['manifest', 'put', '-', '--message', 'first'], first)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^wiki stored sha256:/),
  });
  expect((await run(['manifest', 'get', 'wiki'])).out).toBe(first);
  expect(await run(['manifest', 'diff', 'wiki', 'wiki.yaml'])).toMatchObject({
    code: 1,
    out: expect.stringMatching(/- {2}type: qdrant\n\+ {2}type: milvus/),
  });
  expect((await run(['manifest', 'put', 'wiki.yaml', '--dry-run'])).out).toMatch(/^wiki would be stored/);
  expect((await run(['manifest', 'get', 'wiki'])).out).toBe(first);
  expect((await run(['manifest', 'put', 'wiki.yaml'])).code).toBe(0);
  expect((await run(['manifest', 'diff', 'wiki', 'wiki.yaml'])).code).toBe(0);

  const history: { contentHash: string; message: string | null }[] = await json([
    'manifest',
    'history',
    'wiki',
  ]);
  expect(history.map(({ message }) => message)).toEqual([null, 'first']);
  const [, old] = history;
  expect((await run(['manifest', 'restore', 'wiki', old?.contentHash ?? ''])).code).toBe(0);
  expect((await run(['manifest', 'get', 'wiki'])).out).toBe(first);

  expect((await run(['manifest', 'delete', 'wiki'])).code).toBe(2);
  expect((await run(['manifest', 'delete', 'wiki', '--yes'])).code).toBe(0);
  expect(await run(['manifest', 'get', 'wiki'])).toMatchObject({
    code: 3,
    err: expect.stringMatching(/manifest_not_found/),
  });
});

it('a folder is applied, exported, and applied again without a change', async () => {
  const there = path.join(folder, 'there');
  mkdirSync(there);
  for (const name of ['one', 'two']) writeFileSync(path.join(there, `${name}.yaml`), textOf(name));
  expect((await run(['manifest', 'apply', 'there'])).out).toMatch(/^one created .*\ntwo created .*\n$/);
  expect((await run(['manifest', 'apply', 'there'])).out).toBe('one unchanged\ntwo unchanged\n');
  expect((await run(['manifest', 'list', '--search', 'TW'])).out).toMatch(/\ntwo +–/);
  expect((await run(['manifest', 'export', 'back'])).code).toBe(0);
  expect(readFileSync(path.join(folder, 'back/one.yaml'), 'utf8')).toBe(textOf('one'));
  writeFileSync(path.join(folder, 'back/one.yaml'), 'mine');
  expect((await run(['manifest', 'export', 'back'])).code).toBe(3);

  writeFileSync(path.join(there, 'two.yaml'), textOf('two').replace('openai', 'opnai'));
  // What is not the manifest's fault is none of its findings: no folder, and a file where a folder would have to be.
  for (const taken of ['there/one.yaml', 'back/blocked']) {
    mkdirSync(path.join(folder, 'back/blocked/two.yaml'), { recursive: true });
    expect(await run(['manifest', 'export', taken])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^moonmind: .* cannot be written \((?:EEXIST|EISDIR)\)\.\n$/),
    });
  }
  expect(await run(['manifest', 'apply', 'there'])).toMatchObject({
    code: 1,
    out: 'one unchanged\n',
    err: expect.stringMatching(/two\.yaml: invalid_manifest/),
  });
});

it.each<[string, number, RegExp, () => string]>([
  ['succeeds', 0, /succeeded: 3 files/, () => '3 files'],
  [
    'fails',
    1,
    /failed: no such folder/,
    () => {
      throw new NonRetryable('no such folder');
    },
  ],
] as const)(
  'run --wait shows the stages of a run that %s, and ends as it does',
  async (name, code, outcome, end) => {
    const client = createQueueClient({ url });
    await run(['manifest', 'put', '-'], textOf(`run-${name}`, 'milvus'));
    const { token } = await answerOf(
      client.POST('/api/queue/workers/tokens', { body: { workerId: `w-${name}` } }),
    );
    const worker = createWorker({
      url,
      token,
      capabilities: ['manifest', 'embeddings', 'openai', 'milvus', 'local_fs'],
      handleSignals: false,
      say: () => {},
    });
    worker.handle('manifest', (job) => {
      job.log.info('\u001b[2Jtwo\n12:00:00  Job completed');
      job.stage('moonmind.manifest.plan').counts.files = 3;
      return end();
    });
    const working = worker.run();
    const ended = await run(['manifest', 'run', `run-${name}`, '--action', 'plan', '--wait']);
    worker.stop();
    await working;
    expect(ended).toMatchObject({ code, out: expect.stringMatching(outcome) });
    expect(ended.err).toMatch(/^\S+ queued, for a worker with /);
    expect(ended.err).toContain('\ufffd[2Jtwo\n          12:00:00  Job completed\n');
    expect(ended.err).toMatch(
      /moonmind\.manifest\.plan {2}started\n[^\n]*moonmind\.manifest\.plan {2}(completed|failed), .*files 3/,
    );
  },
);

it('a job is listed, shown, explained, cancelled and queued anew', async () => {
  await run(['manifest', 'put', '-'], textOf('waits'));
  const { jobId }: { jobId: string } = await json([
    'manifest',
    'run',
    'waits',
    '--key',
    'k1',
    '--max-docs',
    '5',
  ]);
  expect(await json(['manifest', 'run', 'waits', '--key', 'k1', '--max-docs', '5'])).toMatchObject({ jobId });
  expect((await run(['queue', 'list', '--status', 'queued', '--type', 'manifest'])).out).toContain(jobId);
  expect((await run(['queue', 'show', jobId])).out).toMatch(/status +queued[\s\S]*Job queued/);
  expect((await run(['queue', 'explain', jobId])).out).toMatch(/nobody offers .*qdrant/);
  expect((await run(['queue', 'summary'])).out).toMatch(
    /manifests +[1-9][\s\S]*No live worker can take these/,
  );
  expect((await run(['queue', 'cancel', jobId, '--reason', 'enough'])).out).toBe(`${jobId} cancelled\n`);
  expect((await run(['queue', 'watch', jobId])).code).toBe(1);
  expect((await run(['queue', 'requeue', jobId])).out).toMatch(/queued anew, attempt 2/);
  await run(['queue', 'cancel', jobId]);
});

it.each([
  ['worker-token', ['ingest-1', '--type', 'manifest', 'task'], /^mmwt_[0-9a-f]{48}\n$/],
  ['api-token', ['ci', '--scope', 'read', 'submit'], /^mmat_[0-9a-f]{48}\n$/],
])('a %s is shown once, listed and revoked', async (command, args, shape) => {
  const made = await run([command, 'create', ...args]);
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(shape) });
  const listed = await run([command, 'list', '--json']);
  expect(listed.out).not.toContain(made.out.trim());
  const [{ id }]: [{ id: string }] = JSON.parse(listed.out);
  expect((await run([command, 'revoke', id])).out).toBe(`${id} revoked\n`);
});

it('settings come from flags, then the environment, then the nearest file', async () => {
  const nested = path.join(folder, 'project/deep');
  mkdirSync(nested, { recursive: true });
  const settings = path.join(folder, 'project/moonmind.config.json');
  writeFileSync(settings, JSON.stringify({ url }));
  const list = (env: Record<string, string>, ...flags: string[]) =>
    moonmind(['queue', 'list', ...flags], { cwd: nested, env });
  expect((await list({})).code).toBe(0);
  expect((await list({ MOONMIND_URL: 'http://127.0.0.1:9' })).code).toBe(3);
  expect((await list({ MOONMIND_URL: 'http://127.0.0.1:9' }, '--url', url)).code).toBe(0);
  expect(await list({}, '--token-env', 'NOT_SET')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/NOT_SET/),
  });
  // Where no variable holds the token, the message names the one that was looked at.
  writeFileSync(settings, JSON.stringify({ url, tokenEnv: 'FROM_FILE' }));
  expect((await list({})).err).toContain('FROM_FILE');
  expect((await list({ MOONMIND_TOKEN: 'mmat_unknown' })).err).not.toContain('FROM_FILE');
  expect((await list({ MOONMIND_TOKEN: 'mmat_unknown' }, '--token-env', 'FROM_FLAG')).err).toContain(
    'FROM_FLAG',
  );
  writeFileSync(settings, JSON.stringify({ url, token: 'mmat_very-secret' }));
  const refused = await list({});
  expect(refused.code).toBe(2);
  expect(refused.err).not.toContain('very-secret');
});

it('lint says what the service says, of every manifest with one fault', async () => {
  const faults = path.join(folder, 'faults');
  mkdirSync(faults);
  const texts = singleFaults(20261124, 200).map(({ text }) => text);
  for (const [n, text] of texts.entries())
    writeFileSync(path.join(faults, `${String(n).padStart(3, '0')}.yaml`), text);
  const { out } = await run(['manifest', 'lint', 'faults', '--format', 'json']);
  const reports: { diagnostics: unknown[] }[] = JSON.parse(out);
  expect(reports).toHaveLength(texts.length);
  for (const [n, text] of texts.entries()) {
    const response = await fetch(`${url}/api/manifests/validate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content: text }),
    });
    const { diagnostics } = JSON.parse(await response.text());
    expect(reports[n]?.diagnostics).toEqual(diagnostics);
  }
});
