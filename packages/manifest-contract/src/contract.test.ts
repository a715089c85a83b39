import { describe, expect, test } from 'vitest';
import { createManifestContract } from './contract.js';
import { manifestText, parseManifest, safeRedactSecrets, validateManifestText } from './index.js';
import { manifestWith, tokenLike } from './testing/manifests.js';

test('Limits are the host’s', () => {
  const small = createManifestContract({ limits: { maxBytes: 20, maxDiagnostics: 2 } });
  expect(small.parseManifest(manifestWith()).diagnostics).toMatchObject([{ code: 'text_too_large' }]);
  expect(small.parseManifest('a: 1').diagnostics.map((d) => d.code)).toEqual([
    'field_missing',
    'field_missing',
    'too_many_diagnostics',
  ]);
});

test.each([
  ['maxBytes', manifestWith('metadata: {name: demo, owner: é}'), 164, 'text_too_large'],
  ['maxDepth', manifestWith('observability: {a: [[1]]}'), 4, 'text_too_deep'],
  ['maxNodes', manifestWith('metadata: {name: demo, tags: [&a [x, y], *a]}'), 31, 'text_too_many_nodes'],
  ['maxAliases', manifestWith('metadata: {name: demo, tags: [&a x, *a, *a]}'), 2, 'text_too_many_aliases'],
  ['maxScalarLength', manifestWith(`x-note: "${'y'.repeat(98)}"`), 100, 'text_scalar_too_long'],
  ['maxScalarLength', manifestWith(`x-note: ${'y'.repeat(100)}`), 100, 'text_scalar_too_long'],
  ['maxScalarLength', manifestWith(`x-note: |\n  ${'y'.repeat(97)}\n`), 100, 'text_scalar_too_long'],
  ['maxDiagnostics', manifestWith('run: {concurrency: 0, batchSize: 0}'), 2, 'too_many_diagnostics'],
])('%s: at its edge a text passes, one beyond it does not', (limit, text, edge, code) => {
  const codes = (value: number) =>
    createManifestContract({ limits: { [limit]: value } })
      .parseManifest(text)
      .diagnostics.map((found) => found.code);
  expect(codes(edge)).not.toContain(code);
  expect(codes(edge - 1)).toContain(code);
});

test('A text with thousands of faults is refused in good time', () => {
  const start = performance.now();
  const ids = Array.from(
    { length: 6_000 },
    (_, i) => `{id: same, sources: [data-source-with-a-long-id-${i}]}`,
  );
  const sources = Array.from(
    { length: 20 },
    (_, i) => `{id: data-source-with-a-long-id${i}x, type: Reader${i}}`,
  );
  const { diagnostics } = parseManifest(
    manifestWith(`indices: [${ids.join(', ')}]\ndataSources: [${sources.join(', ')}]\n`),
  );
  expect(diagnostics).toHaveLength(101);
  const keys = Array.from({ length: 20_000 }, (_, i) => `embedding${i}: 1`).join('\n');
  expect(parseManifest(manifestWith(keys)).diagnostics).toHaveLength(101);
  expect(performance.now() - start).toBeLessThan(15_000);
}, 30_000);

test('Fixes are proposed for as many faults as can be checked in bounded time', () => {
  const fixes = (count: number) => {
    const sources = Array.from({ length: count }, () => '{id: a, type: SimpleDirectoryReader}').join(', ');
    const { diagnostics } = parseManifest(manifestWith(`dataSources: [${sources}]\n`));
    return diagnostics.filter(({ code, fix }) => code === 'duplicate_id' && fix !== undefined).length;
  };
  expect(fixes(30)).toBe(29);
  expect(fixes(8_000)).toBe(2);
});

test('Nothing thrown or told ever holds a secret, wherever it stands', () => {
  const token = tokenLike();
  for (const fragment of [
    `x: ${token}`,
    `${token}: 1`,
    `embeddings: {provider: ${token}}`,
    `embeddings: {provider: openai, ${token}: 1}`,
    `dataSources: [{type: ${token}}]`,
    `metadata: {name: ${token}}`,
    `indices: [{sources: [${token}]}]`,
    `dataSources: [{id: ${token}, type: ConfluenceReader}]\nindices: [{sources: [x]}]`,
    `scheduling: ${token}`,
    `run: {batchSize: ${token}}`,
    `x: &${token} 1\ny: *${token}`,
    `x: !${token} 1`,
    `x: "${token}`,
    `apiVersion: ${token}`,
  ]) {
    const text = manifestWith(fragment);
    const { diagnostics } = parseManifest(text);
    expect(diagnostics.some((d) => d.severity === 'error')).toBe(true);
    const told = JSON.stringify([diagnostics, validateManifestText(text)]);
    expect(told.includes(token.slice(6, 20)), fragment.replaceAll(token, '…')).toBe(false);
  }
});

test('A number under a credential key is told as the secret it is, though it is too long for a number, too', () => {
  const { diagnostics } = parseManifest(manifestWith('security: {token: 123456789012345678901}'));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([{ code: 'raw_secret' }]);
});

describe('Standard Schema', () => {
  const { validate, version, vendor } = manifestText['~standard'];

  test('takes a text and gives the manifest', () => {
    expect([version, vendor]).toEqual([1, 'moonmind']);
    expect(validate(manifestWith('future: 1'))).toMatchObject({
      value: { version: 'v0', metadata: { name: 'demo' } },
    });
  });

  test('gives issues with paths, errors alone', () => {
    expect(validate(manifestWith('run: {batchSize: 0}\nfuture: 1'))).toEqual({
      issues: [{ message: expect.stringContaining('batchSize'), path: ['run', 'batchSize'] }],
    });
    expect(validate(5)).toMatchObject({ issues: [{ path: [] }] });
    expect(validate(manifestWith('run: {a/b~c: {__proto__: 1}}'))).toMatchObject({
      issues: [{ path: ['run', 'a/b~c'] }],
    });
  });

  test('describes the text that it takes and the manifest that it gives', () => {
    const { jsonSchema } = manifestText['~standard'];
    expect(jsonSchema.input({ target: 'draft-07' })).toMatchObject({ type: 'string' });
    expect(jsonSchema.output({ target: 'draft-07' })).toMatchObject({ type: 'object' });
    expect(() => jsonSchema.input({ target: 'draft-04' })).toThrow(TypeError);
    expect(() => jsonSchema.output({ target: 'draft-04' })).toThrow(TypeError);
  });
});

test('A text redacted on request is a valid manifest', () => {
  const token = tokenLike();
  const redacted = safeRedactSecrets(
    manifestWith(`dataSources: [{type: ConfluenceReader, auth: {token: ${token}}}]`),
  );
  expect(redacted.success && redacted.text).not.toContain(token);
  expect(redacted.success && validateManifestText(redacted.text).valid).toBe(true);
});
