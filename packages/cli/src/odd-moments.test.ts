/** What files, pipes and surroundings may do to a command: it ends with the code that is documented, and says why. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BINARY, moonmind } from './testing/command.js';
import { GOOD, TYPO } from './testing/manifests.js';

const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-odd-'));
beforeAll(() => {
  writeFileSync(path.join(folder, 'good.yaml'), GOOD);
  symlinkSync('round', path.join(folder, 'round'));
  for (const name of ['many', 'links']) mkdirSync(path.join(folder, name));
  for (let n = 0; n < 300; n += 1) writeFileSync(path.join(folder, 'many', `${n}.yaml`), TYPO);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (args: readonly string[], options = {}) => moonmind(args, { cwd: folder, ...options });

it.each([
  ['a link to itself', 'round', 'ELOOP'],
  ['a name beyond all bounds', 'n'.repeat(300), 'ENAMETOOLONG'],
])('%s cannot be checked: exit code 3', async (_, file, code) => {
  const { code: ended, err } = await run(['manifest', 'lint', file]);
  expect(ended).toBe(3);
  expect(err).toBe(`moonmind: ${file} cannot be read (${code}).\n`);
});

it('below a file there is none', async () => {
  const { code, err } = await run(['manifest', 'lint', 'good.yaml/x']);
  expect({ code, err }).toEqual({ code: 3, err: 'moonmind: There is no file good.yaml/x.\n' });
});

it('links in a folder are files of it; those that lead nowhere are not', async () => {
  symlinkSync('nowhere', path.join(folder, 'links/.#mark.yaml'));
  expect((await run(['manifest', 'lint', 'links'])).code).toBe(2);
  symlinkSync('../many/1.yaml', path.join(folder, 'links/typo.yaml'));
  expect(await run(['manifest', 'lint', 'links'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('in 1 manifest.'),
  });
});

it('ends silently where nobody reads on', async () => {
  const child = spawn(process.execPath, [BINARY, 'manifest', 'lint', 'many', '--format', 'json'], {
    cwd: folder,
    env: { PATH: process.env.PATH },
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect({ code, err }).toEqual({ code: 3, err: '' });
});

it('waits for a standard input that does not block', async () => {
  // A socket does not block; bash and ssh hand such ones on.
  const child = spawn(process.execPath, [BINARY, 'manifest', 'lint', '-'], {
    env: { PATH: process.env.PATH },
    stdio: ['overlapped', 'ignore', 'pipe'],
  });
  // Nothing tells from outside that it has asked in vain; were this too early, the test would only show less.
  setTimeout(() => child.stdin.end(GOOD), 500);
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  expect({ code, err }).toEqual({ code: 0, err: '1 manifest checked, nothing to tell.\n' });
});

it('reads a pipe once: what it holds is its text, or none', async () => {
  const hash = (text: string) =>
    new Promise<string>((resolve) => {
      const script = `"$0" "$1" manifest hash <(printf '${text}') 2>&1`;
      const child = spawn('bash', ['-c', script, process.execPath, BINARY]);
      child.stdout.once('data', (chunk: Buffer) => resolve(String(chunk)));
    });
  const stdin = 'a: \ufffd';
  expect(await hash('a: \\xef\\xbf\\xbd')).toBe((await run(['manifest', 'hash', '-'], { stdin })).out);
  expect(await hash('\\xff')).toMatch(/is no UTF-8 text/);
});

it('nothing in a name is obeyed by the terminal', async () => {
  writeFileSync(path.join(folder, 'odd\u001b[2J\nname.yaml'), TYPO);
  const { out } = await run(['manifest', 'lint', 'odd*.yaml']);
  expect(out).toContain('--> odd\ufffd[2J\ufffdname.yaml:5:13');
  const { err } = await run(['manifest', 'lint', 'no\u001b[2J\nfile']);
  expect(err).toBe('moonmind: No file matches no\ufffd[2J\ufffdfile.\n');
});

const half = ['mmat', '0123456789abcdef'].join('_');
it.each([
  ['a token in two lines', { MOONMIND_TOKEN: `${half}\nrest` }, []],
  ['a token in place of its variable', {}, ['--token-env', half]],
  ['a password in the URL', { MOONMIND_URL: `http://:${half}@127.0.0.1:9` }, []],
])('%s: exit code 2, and it is not repeated', async (_, env, flags) => {
  const { code, out, err } = await run(['queue', 'list', ...flags], { env });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^moonmind: /);
  expect(err).not.toContain(half);
});

it('an empty MOONMIND_URL counts as absent', async () => {
  const { err } = await run(['queue', 'list'], { env: { MOONMIND_URL: '' } });
  expect(err).not.toContain('The URL is');
});
