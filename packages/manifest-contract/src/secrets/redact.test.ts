import { describe, expect, it } from 'vitest';
import { detectSecrets } from './detect.js';
import { redactSecrets } from './redact.js';
import { examplesOf, manifestWith, seeded } from './testing/examples.js';

const random = seeded(77);
const GITHUB = examplesOf('github-token', random)[0] ?? '';
const OPENAI = examplesOf('openai-key', random)[0] ?? '';
const PEM = examplesOf('private-key', random)[0] ?? '';

describe('redactSecrets', () => {
  it.each<[string, string, string]>([
    ['a plain value', `apiKey: ${OPENAI} # keep me`, 'apiKey: ${OPENAI_API_KEY} # keep me'],
    ['a double-quoted value', `apiKey: "${OPENAI}"`, 'apiKey: "${OPENAI_API_KEY}"'],
    ['a single-quoted value', `apiKey: '${OPENAI}'`, "apiKey: '${OPENAI_API_KEY}'"],
    ['a value in flow', `a: {apiKey: ${OPENAI}, b: 1}`, 'a: {apiKey: "${OPENAI_API_KEY}", b: 1}'],
    ['part of a value', `a: "see ${OPENAI} there"`, 'a: "see ${OPENAI_API_KEY} there"'],
    ['part of a plain value in flow', `a: [see ${OPENAI} there]`, 'a: ["see ${OPENAI_API_KEY} there"]'],
    ['a number', 'password: 1234', 'password: ${PASSWORD}'],
    [
      'two secrets under one name',
      'a: {password: one1}\nb: {password: two2}',
      'a: {password: "${PASSWORD}"}\nb: {password: "${PASSWORD_2}"}',
    ],
    [
      'one secret twice',
      'a: {password: one1}\nb: {password: one1}',
      'a: {password: "${PASSWORD}"}\nb: {password: "${PASSWORD}"}',
    ],
    ['bytes', `a: !!binary ${btoa(GITHUB)}\nb: 1`, 'a: "${GITHUB_TOKEN}"\nb: 1'],
    ['bytes in a block', `a: !!binary |\n  ${btoa(GITHUB)}\nb: 1`, 'a: "${GITHUB_TOKEN}"\nb: 1'],
    ['a key', `${GITHUB}: 1`, '${GITHUB_TOKEN}: 1'],
    ['an anchor and its alias', `a: &${GITHUB} x\nb: *${GITHUB}`, 'a: &GITHUB_TOKEN x\nb: *GITHUB_TOKEN'],
    ['a comment', `# old: ${GITHUB}\na: 1`, '# old: ${GITHUB_TOKEN}\na: 1'],
    ['a literal block', 'password: |\n  letmein\nb: 1', 'password: "${PASSWORD}"\nb: 1'],
    [
      'a line of a block',
      `run: |\n  one\n  export X=${GITHUB}\n  two`,
      'run: |\n  one\n  export X=${GITHUB_TOKEN}\n  two',
    ],
    ['text behind a reference', 'token: "${T} abc1"', 'token: "${TOKEN}"'],
    [
      'a password in a URL',
      'url: postgres://bot:hunter2x@db/docs',
      'url: postgres://bot:${URL_PASSWORD}@db/docs',
    ],
    ['a header', `h: "Authorization: Bearer ${GITHUB}"`, 'h: "Authorization: Bearer ${GITHUB_TOKEN}"'],
    ['base64', `a: ${btoa(`${GITHUB}\n`)}`, 'a: ${GITHUB_TOKEN}'],
    ['a tag', `a: !${GITHUB} x`, 'a: !GITHUB_TOKEN x'],
    ['a token beside bytes', `a: [!!binary aGk=, ${GITHUB}]`, 'a: [!!binary aGk=, "${GITHUB_TOKEN}"]'],
    [
      'two in one plain value in flow',
      `a: [see ${OPENAI} and ${GITHUB}]`,
      'a: ["see ${OPENAI_API_KEY} and ${GITHUB_TOKEN}"]',
    ],
    [
      'a password over two lines of a folded block',
      'run: >-\n  password="let\n  me in"\nb: 1',
      'run: "${PASSWORD}"\nb: 1',
    ],
    ['an anchor in flow', `a: [&${GITHUB} x, {b: *${GITHUB}}]`, 'a: [&GITHUB_TOKEN x, {b: *GITHUB_TOKEN}]'],
    ['a comment behind a value', `a: &b x # & ${GITHUB}`, 'a: &b x # & ${GITHUB_TOKEN}'],
    ['a key in flow', `a: {${GITHUB}: 1}`, 'a: {"${GITHUB_TOKEN}": 1}'],
    [
      'a quoted value in flow',
      `a: ['${OPENAI}', "${GITHUB}"]`,
      `a: ['\${OPENAI_API_KEY}', "\${GITHUB_TOKEN}"]`,
    ],
    [
      'a quote inside a plain value in flow',
      `a: [say "hi" ${OPENAI}]`,
      'a: ["say \\"hi\\" ${OPENAI_API_KEY}"]',
    ],
    ['quotes in quotes', `a: "it's ${OPENAI}"`, 'a: "it\'s ${OPENAI_API_KEY}"'],
    ['bytes by their long tag', `a: !<tag:yaml.org,2002:binary>  ${btoa(GITHUB)}`, 'a: "${GITHUB_TOKEN}"'],
    ['a folded block', 'password: >-\n  let\n  mein\n\nb: 1', 'password: "${PASSWORD}"\n\nb: 1'],
    ['a token alone in a block', `run: |-\n\n  ${GITHUB}\n\nb: 1`, 'run: "${GITHUB_TOKEN}"\n\nb: 1'],
    [
      'three secrets, one of them twice',
      'a: {password: one1}\nb: {password: two2, token: one1}\nc: {password: three3}',
      'a: {password: "${PASSWORD}"}\nb: {password: "${PASSWORD_2}", token: "${PASSWORD}"}\nc: {password: "${PASSWORD_3}"}',
    ],
    // A name that would itself be taken for a key of AWS.
    [
      `a key that reads like a token`,
      `ak${'ia'}${'river'.repeat(3)}s.password: x1`,
      `ak${'ia'}${'river'.repeat(3)}s.password: \${SECRET}`,
    ],
    ['a key over several lines', `a: "${PEM}"`, 'a: "${PRIVATE_KEY}"'],
  ])('%s', (_, before, after) => {
    const { text, findings } = redactSecrets(manifestWith(before));
    expect(text).toBe(manifestWith(after));
    expect(findings).toEqual(detectSecrets(manifestWith(before)));
    expect(detectSecrets(text)).toEqual([]);
  });

  it('gives back a clean text as it is', () => {
    const text = manifestWith('apiKey: "${A}" # fine\n\n# really');
    expect(redactSecrets(text)).toEqual({ text, findings: [] });
  });

  it('puts the bare name where no reference may stand, there and where it is pointed to', () => {
    const text = `${manifestWith('a: 1')}indices:\n  - id: ${GITHUB}\n    sources: [main]\nretrievers:\n  - id: r\n    indices: [${GITHUB}]\n`;
    expect(redactSecrets(text).text).toContain('  - id: GITHUB_TOKEN\n    sources: [main]\n');
    expect(redactSecrets(text).text).toContain('indices: [GITHUB_TOKEN]');
  });

  it.each([
    ['version', 'version: v0', `version: ${GITHUB}`],
    ['the name', 'name: docs', `name: ${GITHUB}`],
    ['the provider', 'provider: openai', `provider: ${GITHUB}`],
    ['the type of a store', 'type: qdrant', `type: ${GITHUB}`],
    ['a distance', 'type: qdrant', `type: qdrant\n  distance: ${GITHUB}`],
    ['the id of a source', 'id: main', `id: ${GITHUB}`],
    ['the type of a source', 'type: SimpleDirectoryReader', `type: ${GITHUB}`],
    ['a source of an index', '      a: 1', `      a: 1\nindices:\n  - id: r\n    sources: [${GITHUB}]`],
    ['an index of a retriever', '      a: 1', `      a: 1\nretrievers:\n  - id: r\n    indices: [${GITHUB}]`],
  ])('%s of a manifest gets the bare name', (_, line, secret) => {
    const clean = manifestWith('a: 1');
    expect(redactSecrets(clean.replace(line, secret)).text).toBe(
      clean.replace(line, secret.replace(GITHUB, 'GITHUB_TOKEN')),
    );
  });

  it.each([
    ['a description', '  name: docs', `  name: docs\n  description: ${GITHUB}`],
    ['a model', '  provider: openai', `  provider: openai\n  model: ${GITHUB}`],
    ['an index of a store', '  type: qdrant', `  type: qdrant\n  indexName: ${GITHUB}`],
    ['the id of a parameter', '      a: 1', `      id: ${GITHUB}`],
    ['the type of a block', '      a: 1', `      a: 1\nrun:\n  x:\n    type: ${GITHUB}`],
    ['the name of a run', '      a: 1', `      a: 1\nrun:\n  name: ${GITHUB}`],
    ['the provider of a run', '      a: 1', `      a: 1\nrun:\n  provider: ${GITHUB}`],
    ['the type of a run', '      a: 1', `      a: 1\nrun:\n  type: ${GITHUB}`],
    ['the reader of a source', '    id: main', `    id: main\n    reader: ${GITHUB}`],
    ['the filter of an index', '      a: 1', `      a: 1\nindices:\n  - id: r\n    filter: ${GITHUB}`],
    ['the indices of an index', '      a: 1', `      a: 1\nindices:\n  - id: r\n    indices: ${GITHUB}`],
    [
      'the sources of a retriever',
      '      a: 1',
      `      a: 1\nretrievers:\n  - id: r\n    sources: ${GITHUB}`,
    ],
  ])('%s gets a reference', (_, line, secret) => {
    const clean = manifestWith('a: 1');
    expect(redactSecrets(clean.replace(line, secret)).text).toBe(
      clean.replace(line, secret.replace(GITHUB, '${GITHUB_TOKEN}')),
    );
  });

  it('keeps the line ends of what it replaces', () => {
    const crlf = (text: string) => manifestWith(text).replaceAll('\n', '\r\n');
    for (const [before, after] of [
      ['password: |\n  letmein\nb: 1', 'password: "${PASSWORD}"\nb: 1'],
      [`a: !!binary |\n  ${btoa(GITHUB)}\nb: 1`, 'a: "${GITHUB_TOKEN}"\nb: 1'],
      [`a: !!binary ${btoa(GITHUB)}\nb: 1`, 'a: "${GITHUB_TOKEN}"\nb: 1'],
    ] as const)
      expect(redactSecrets(crlf(before)).text).toBe(crlf(after));
    expect(redactSecrets(`${manifestWith('a: 1')}password: |\n  letmein`).text).toMatch(
      /\npassword: "\$\{PASSWORD\}"$/,
    );
    expect(redactSecrets(`${manifestWith('a: 1')}b: !!binary |\n  ${btoa(GITHUB)}`).text).toMatch(
      /\nb: "\$\{GITHUB_TOKEN\}"$/,
    );
  });

  it('rewrites what stands right at the beginning', () => {
    expect(redactSecrets(`a: !!binary ${btoa(GITHUB)}`).text).toBe('a: "${GITHUB_TOKEN}"');
    expect(redactSecrets(`&${GITHUB} a: 1`).text).toBe('&GITHUB_TOKEN a: 1');
    expect(redactSecrets(`${GITHUB}: 1`).text).toBe('${GITHUB_TOKEN}: 1');
  });

  it('works on broken YAML, CRLF and several documents', () => {
    for (const text of [
      `${manifestWith('a: [')}b: ${GITHUB}\n`,
      manifestWith(`password: x1\na: ${GITHUB}`).replaceAll('\n', '\r\n'),
      `${manifestWith('a: 1')}---\npassword: x1\n`,
    ]) {
      const redacted = redactSecrets(text).text;
      expect(redacted).not.toBe(text);
      expect(detectSecrets(redacted)).toEqual([]);
    }
  });
});
