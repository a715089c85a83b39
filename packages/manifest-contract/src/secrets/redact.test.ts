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
