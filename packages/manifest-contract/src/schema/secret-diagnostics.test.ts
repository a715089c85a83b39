import { describe, expect, test } from 'vitest';
import { applyFixes } from '../diagnostics/apply-fixes.js';
import { parseManifest } from '../index.js';
import { manifestWith, tokenLike } from '../testing/manifests.js';
import { parseText } from '../text/parse-text.js';
import { secretDiagnostics } from './secret-diagnostics.js';

const secrets = (text: string) => parseManifest(text).diagnostics.filter(({ code }) => code === 'raw_secret');
const under = (key: string, written: string) =>
  manifestWith(`dataSources:\n  - type: ConfluenceReader\n    auth:\n      ${key}: ${written}\n`);

describe('Who meant a reference is told its forms', () => {
  test.each([
    '$TOKEN',
    '"$TOKEN"',
    "'$TOKEN'",
    '"${9TOKEN}"',
    '$(cat /run/token)',
    '"%TOKEN%"',
    '"{{ secrets.TOKEN }}"',
    '${{ secrets.TOKEN }}',
    '<your-token>',
    'env:TOKEN',
    'envs:TOKEN',
    'ssm:/wiki/token',
    'op://wiki/token',
    'profile://wiki',
    'VAULT:wiki#token',
  ])('%s', (written) => {
    const [first] = secrets(under('token', written));
    expect(first?.hint).toContain('The forms of references are ${NAME}, profile://');
  });

  test.each([
    'correct-horse',
    'x$TOKEN',
    '$TOKEN-x',
    'x env:TOKEN',
    '100%',
    'cost$(5)',
    `<${'x'.repeat(256)}>`,
  ])('but not %s', (written) => {
    const [first] = secrets(under('token', written));
    expect(first?.hint).toMatch(/^Write \$\{TOKEN\}/);
    expect(first?.hint).not.toContain('The forms of references');
  });

  test('up to 256 characters', () => {
    const [first] = secrets(under('token', `<${'x'.repeat(254)}>`));
    expect(first?.hint).toContain('The forms of references');
  });
});

describe('A reference in the place of the secret', () => {
  const mended = (text: string) => {
    const [first] = secrets(text);
    expect(first).toBeDefined();
    if (!first?.fix) return null;
    expect(first.fix).toMatchObject({ confidence: 'unsure', title: expect.stringContaining('${') });
    return applyFixes(text, [first], { unsure: true });
  };

  test.each([
    ['correct-horse', '"${TOKEN}"'],
    ['"correct-horse"', '"${TOKEN}"'],
    ["'correct-horse'", '"${TOKEN}"'],
    ['correct-horse # mine', '"${TOKEN}" # mine'],
    [' correct-horse', ' "${TOKEN}"'],
    ['correct-horse  ', '"${TOKEN}"  '],
  ])('%s: %s', (written, reference) => {
    expect(mended(under('token', written))).toBe(under('token', reference));
  });

  test.each([
    ['auth: {token: correct-horse}', 'auth: {token: "${TOKEN}"}'],
    ['auth: {token: correct-horse, x: 1}', 'auth: {token: "${TOKEN}", x: 1}'],
    ['auth: {x: 1, token: "correct-horse" }', 'auth: {x: 1, token: "${TOKEN}" }'],
    ['auth: {token: [ correct-horse]}', 'auth: {token: [ "${TOKEN}"]}'],
    ['auth: {token: [ a-horse, "${B}"]}', 'auth: {token: [ "${TOKEN}", "${B}"]}'],
    ['auth: {token: [a-horse,"${B}"]}', 'auth: {token: ["${TOKEN}","${B}"]}'],
    ['auth: {"token":"correct-horse"}', 'auth: {"token":"${TOKEN}"}'],
  ])('%s: %s', (wrong, right) => {
    const text = (auth: string) => manifestWith(`dataSources: [{type: ConfluenceReader, ${auth}}]`);
    expect(mended(text(wrong))).toBe(text(right));
  });

  test.each([
    ['an entry of a list', '\n        - correct-horse', '\n        - "${TOKEN}"'],
    ['the end of the text', 'correct-horse', '"${TOKEN}"'],
  ])('%s', (_, wrong, right) => {
    expect(mended(under('token', wrong).trimEnd())).toBe(under('token', right).trimEnd());
  });

  test.each([
    ['plain', (token: string) => token],
    ['in quotes', (token: string) => `"${token}"`],
    ['in single quotes', (token: string) => `'${token}'`],
  ])('of a known shape, %s', (_, written) => {
    const text = (owner: string) => manifestWith(`metadata: {name: demo, owner: ${owner}}`);
    expect(mended(text(written(tokenLike())))).toBe(text('"${GITHUB_TOKEN}"'));
  });

  test.each<[string, boolean]>([
    ['metadata: {name: TOKEN}', false],
    ['embeddings: {provider: TOKEN}', false],
    ['vectorStore: {type: TOKEN}', false],
    ['dataSources: [{type: TOKEN}]', false],
    ['dataSources: [{type: ConfluenceReader}, {type: TOKEN}]', false],
    [`dataSources: [${'{type: ConfluenceReader}, '.repeat(10)}{type: TOKEN}]`, false],
    ['version: TOKEN', false],
    ['run: {batchSize: TOKEN}', true],
    ['run: {errorPolicy: TOKEN}', true],
    ['run: {limit: TOKEN}', true],
    ['metadata: {name: demo, tags: [TOKEN]}', true],
  ])('%s: is proposed where one may stand: %s', (fragment, isProposed) => {
    const text = manifestWith(fragment.replace('TOKEN', tokenLike()));
    expect(secrets(text)).toHaveLength(1);
    expect(mended(text) !== null).toBe(isProposed);
  });

  test.each([
    ['words before it', (token: string) => `owner: see - ${token}`],
    ['words behind it', (token: string) => `owner: "${token}, say"`],
    ['words on both sides', (token: string) => `owner: 'see: ${token}'`],
    ['brackets around it', (token: string) => `owner: <${token}>`],
    ['nothing but being a key', (token: string) => `? ${token}\n  : 1`],
    ['nothing but being a comment', (token: string) => `owner: me # ${token}`],
  ])('is not proposed with %s', (_, written) => {
    expect(mended(manifestWith(`metadata:\n  name: demo\n  ${written(tokenLike())}`))).toBeNull();
  });

  test.each([
    ['several lines', '|\n        correct-horse\n        battery'],
    ['a tag before it', '!!str correct-horse'],
    ['an anchor before it', '&t correct-horse'],
    ['a quote left open', '"correct-horse'],
  ])('is not proposed with %s', (_, written) => {
    expect(mended(under('token', written))).toBeNull();
  });
});

test('One that no value holds has no pointer', () => {
  expect(secrets(manifestWith(`# ${tokenLike()}`))).toMatchObject([{ pointer: '', line: 11 }]);
});

test('There are as many as can be told, and one', () => {
  const lines = Array.from({ length: 150 }, (_, i) => `      token${i}: correct-horse-${i}`).join('\n');
  const text = manifestWith(`dataSources:\n  - type: ConfluenceReader\n    auth:\n${lines}\n`);
  expect(secrets(text)).toHaveLength(100);
  expect(secretDiagnostics(parseText(text), 100)).toHaveLength(101);
});

test('A text beyond the limits is refused for that alone', () => {
  expect(parseManifest(`x: {token: correct-horse}\n# ${'x'.repeat(600 * 1024)}`).diagnostics).toMatchObject([
    { code: 'text_too_large' },
  ]);
});
