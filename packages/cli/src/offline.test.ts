import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { validateManifestText } from '@moonmind/manifest-contract';
import { formatCodeFrames, formatGithub, formatJson, formatSarif } from '@moonmind/manifest-contract/format';
import { afterAll, describe, expect, it } from 'vitest';
import { moonmind } from './testing/command.js';
import { GOOD as PLAIN } from './testing/manifests.js';

const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = `${PLAIN.replace('SimpleDirectory', 'GithubRepository')}    auth:
      token: \${GITHUB_TOKEN}
`;
const TYPO = GOOD.replace('openai', 'opnai');
const WARNED = GOOD.replace('metadata:', 'comment: hello\nmetadata:');
const SECRET = `ghp_${'0123456789abcdefABCDEFGHIJKLMNOPQRSTUVWXYZ'.slice(0, 36)}`;
const RAW = GOOD.replace(`\${GITHUB_TOKEN}`, SECRET);

const files = { 'good.yaml': GOOD, 'typo.yaml': TYPO, 'warned.yml': WARNED, 'raw.yaml': RAW };
for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
mkdirSync(path.join(folder, 'empty'));
const run = (args: readonly string[], options = {}) => moonmind(args, { cwd: folder, ...options });

describe('manifest lint', () => {
  it('ends with 0 on a clean manifest, and says so on standard error alone', async () => {
    const { code, out, err } = await run(['manifest', 'lint', 'good.yaml']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe('1 manifest checked, nothing to tell.\n');
  });

  it('ends with 1 on errors, and shows them as the library does', async () => {
    const { code, out } = await run(['manifest', 'lint', 'typo.yaml']);
    expect(code).toBe(1);
    const { diagnostics } = validateManifestText(TYPO);
    expect(out).toBe(`${formatCodeFrames(diagnostics, TYPO, { file: 'typo.yaml' })}\n`);
  });

  it('takes warnings for findings only with --fail-on warning', async () => {
    expect((await run(['manifest', 'lint', 'warned.yml'])).code).toBe(0);
    expect((await run(['manifest', 'lint', 'warned.yml', '--fail-on', 'warning'])).code).toBe(1);
  });

  it('writes SARIF, annotations and JSON as the library does', async () => {
    const { diagnostics } = validateManifestText(TYPO);
    const lint = async (format: string) =>
      (await run(['manifest', 'lint', 'typo.yaml', '--format', format])).out;
    expect(await lint('sarif')).toBe(formatSarif(diagnostics, { file: 'typo.yaml' }));
    expect(await lint('github')).toBe(formatGithub(diagnostics, { file: 'typo.yaml' }));
    expect(JSON.parse(await lint('json'))).toEqual([
      { file: 'typo.yaml', diagnostics: JSON.parse(formatJson(diagnostics)) },
    ]);
  });

  it('annotates by itself in GitHub Actions', async () => {
    const { out } = await run(['manifest', 'lint', 'typo.yaml'], { env: { GITHUB_ACTIONS: 'true' } });
    expect(out).toMatch(/^::error file=typo\.yaml,line=5,/);
  });

  it('takes folders, globs and standard input, each file once', async () => {
    const { out } = await run(['manifest', 'lint', '.', '*.y*ml', 'good.yaml', '-', '--format', 'json'], {
      stdin: GOOD,
    });
    const reported: { file: string }[] = JSON.parse(out);
    expect(reported.map(({ file }) => file)).toEqual([
      'good.yaml',
      'raw.yaml',
      'typo.yaml',
      'warned.yml',
      '-',
    ]);
  });

  it('tells the same on several threads', async () => {
    const many = path.join(folder, 'many');
    mkdirSync(many);
    for (let n = 0; n < 120; n += 1) writeFileSync(path.join(many, `m${n}.yaml`), n % 3 === 0 ? TYPO : GOOD);
    const [one, two] = await Promise.all(
      ['1', '2'].map((jobs) => run(['manifest', 'lint', 'many', '--format', 'json', '--jobs', jobs])),
    );
    expect(one?.code).toBe(1);
    expect(two?.out).toBe(one?.out);
  });

  it.each([
    [['manifest', 'lint'], 2],
    [['manifest', 'lint', 'nothing-*.yaml'], 2],
    [['manifest', 'lint', 'empty'], 2],
    [['manifest', 'lint', 'good.yaml', '--format', 'xml'], 2],
    [['manifest', 'lint', 'good.yaml', '--jobs', '0'], 2],
    [['manifst'], 2],
    [['manifest', 'lint', 'missing.yaml'], 3],
  ])('%j ends with %i and a reason', async (args, expected) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: expected, out: '' });
    expect(err).not.toBe('');
  });

  it('ends with 3 on a file that is no UTF-8, whatever the others hold', async () => {
    writeFileSync(path.join(folder, 'latin.bin'), Buffer.from([0x61, 0xe4, 0x0a]));
    const { code, err } = await run(['manifest', 'lint', 'latin.bin', 'typo.yaml']);
    expect(code).toBe(3);
    expect(err).toContain('latin.bin is no UTF-8 text.');
  });

  it('has colours where they are asked for, and nowhere else', async () => {
    const coloured = await run(['manifest', 'lint', 'typo.yaml'], { env: { FORCE_COLOR: '1' } });
    expect(coloured.out).toContain('\u001b[');
    const plain = await run(['manifest', 'lint', 'typo.yaml'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(plain.out).not.toContain('\u001b[');
  });
});

it('no command shows a raw secret', async () => {
  const commands = [
    ['lint', 'raw.yaml'],
    ['lint', 'raw.yaml', '--format', 'json'],
    ['lint', 'raw.yaml', '--format', 'sarif'],
    ['lint', 'raw.yaml', '--format', 'github'],
    ['explain', 'raw.yaml'],
    ['capabilities', 'raw.yaml'],
    ['redact', 'raw.yaml'],
    ['fix', 'raw.yaml', '--dry-run', '--unsure'],
  ];
  for (const args of commands) {
    const { out, err } = await run(['manifest', ...args]);
    expect(out + err, args.join(' ')).not.toContain(SECRET.slice(4, 16));
    expect(out + err).not.toBe('');
  }
});

describe('manifest explain', () => {
  it('explains a code, and lists them all', async () => {
    const { out } = await run(['manifest', 'explain', 'raw_secret']);
    expect(out).toContain('docs/diagnostics.md#raw_secret');
    expect((await run(['manifest', 'explain'])).out).toContain('unknown_provider');
  });

  it('says what a manifest requires, and why', async () => {
    const { out, code } = await run(['manifest', 'explain', 'good.yaml']);
    expect(code).toBe(0);
    expect(out).toMatch(/openai +embeddings\.provider: openai/);
    expect(out).toMatch(/github +dataSources\[0\]\.type: GithubRepositoryReader/);
    expect(out).toContain('${GITHUB_TOKEN}');
  });

  it('knows a misspelt code', async () => {
    expect(await run(['manifest', 'explain', 'raw_secrt'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean raw_secret?'),
    });
  });
});

it('capabilities and hash are those of the contract', async () => {
  const { out } = await run(['manifest', 'capabilities', 'good.yaml', '--json']);
  expect(JSON.parse(out)).toEqual([
    { file: 'good.yaml', requiredCapabilities: validateManifestText(GOOD).requiredCapabilities },
  ]);
  const digest = createHash('sha256').update(GOOD).digest('hex');
  expect((await run(['manifest', 'hash', 'good.yaml'])).out).toBe(`sha256:${digest}\n`);
  expect((await run(['manifest', 'capabilities', 'typo.yaml'])).code).toBe(3);
});

it('fix mends what is safe, in place, and redact what is secret', async () => {
  const mended = path.join(folder, 'mended.yaml');
  writeFileSync(mended, TYPO);
  expect(await run(['manifest', 'fix', 'mended.yaml', '--dry-run'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/mended\.yaml:5:13: .*openai/),
  });
  expect(readFileSync(mended, 'utf8')).toBe(TYPO);
  expect((await run(['manifest', 'fix', 'mended.yaml'])).code).toBe(0);
  expect(readFileSync(mended, 'utf8')).toBe(GOOD);
  expect((await run(['manifest', 'fix', '-'], { stdin: TYPO })).out).toBe(GOOD);

  writeFileSync(mended, RAW);
  expect((await run(['manifest', 'redact', 'mended.yaml', '--write'])).code).toBe(0);
  const redacted = readFileSync(mended, 'utf8');
  expect(redacted).not.toContain(SECRET);
  expect(validateManifestText(redacted).valid).toBe(true);
});

it('init writes a valid manifest, and overwrites none', async () => {
  const init = ['manifest', 'init', 'wiki.yaml', '--name', 'wiki', '--reader', 'ConfluenceReader'];
  expect((await run(init)).code).toBe(0);
  expect(validateManifestText(readFileSync(path.join(folder, 'wiki.yaml'), 'utf8'))).toMatchObject({
    valid: true,
    name: 'wiki',
  });
  expect((await run(init)).code).toBe(2);
  expect(await run(['manifest', 'init', '-', '--provider', 'opnai'])).toMatchObject({ code: 2, out: '' });
});

it('schema prints the JSON Schema', async () => {
  const committed = new URL('../../manifest-contract/schema/v0.json', import.meta.url);
  const { out } = await run(['manifest', 'schema']);
  expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(committed, 'utf8')));
});

it('tells its version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});
