import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectSecretRefs } from './collect-secret-refs.js';
import { findEnvReferences, parseCredentialReference, parseReference } from './reference.js';

describe('parseReference', () => {
  it('reads an environment reference', () => {
    expect(parseReference('${QDRANT_HOST}')).toEqual({ kind: 'env', name: 'QDRANT_HOST', fallback: null });
    expect(parseReference('${_a1}')).toMatchObject({ name: '_a1' });
  });

  it('reads a profile reference in any case, and gives it back in lower case', () => {
    expect(parseReference('PROFILE://OpenAI-2#Api.Key')).toEqual({
      kind: 'profile',
      provider: 'openai-2',
      field: 'api.key',
      envKey: 'OPENAI_2_API_KEY',
      normalized: 'profile://openai-2#api.key',
    });
  });

  it('reads a vault reference and keeps its case', () => {
    expect(parseReference('vault://KV/Team/OpenAI#Key')).toEqual({
      kind: 'vault',
      mount: 'KV',
      path: 'Team/OpenAI',
      field: 'Key',
      ref: 'vault://KV/Team/OpenAI#Key',
    });
  });

  it('takes a default that is empty or a reference', () => {
    expect(parseReference('${A:-}')).toEqual({ kind: 'env', name: 'A', fallback: null });
    expect(parseReference('${A:-${B:-vault://kv/a#b}}')).toMatchObject({
      name: 'A',
      fallback: { name: 'B', fallback: { kind: 'vault', ref: 'vault://kv/a#b' } },
    });
  });

  it.each([
    '',
    ' ${A}',
    '${A}\n',
    '${A} ',
    '${A}${B}',
    '${1A}',
    '${A-B}',
    '${}',
    '${A',
    '$A',
    '${A:-x}',
    '${A:-${B}x}',
    '${A:-${B}x',
    '${A:-profile://a#bx',
    '${A}${B}}',
    '${A}profile://a#b}',
    '${A:-${B:-x}}',
    '${A:=${B}}',
    'profile://openai',
    'profile://#key',
    'profile://open ai#key',
    'profile://openai#a#b',
    'profile://openai/x#key',
    'vault://kv#key',
    'vault://kv/#key',
    'vault://kv//a#key',
    'vault://kv/a/#key',
    'vault://kv/../a#key',
    'vault://kv/./a#key',
    'vault://kv/a#key!',
    'vault://../a#key',
    'vault://u:p@kv/a#key',
    'vault://kv/a',
    'VAULT://kv/a#key',
    'xprofile://openai#key',
    'xvault://kv/a#key',
    'xxxxx${A:-}}',
    `\${${'A'.repeat(3000)}}`,
  ])('refuses %j', (value) => {
    expect(parseReference(value)).toBeNull();
  });

  it('takes 2,048 characters, and no more', () => {
    const ofLength = (length: number) => `\${${'A'.repeat(length - 3)}}`;
    expect(parseReference(ofLength(2048))).not.toBeNull();
    expect(parseReference(ofLength(2049))).toBeNull();
  });

  it('takes time in proportion to the text, however deep defaults nest', () => {
    expect(parseReference('${A:-'.repeat(300) + '}'.repeat(300))).toMatchObject({ name: 'A' });
    expect(parseReference('${A:-'.repeat(100_000))).toBeNull();
  });
});

describe('parseCredentialReference', () => {
  it.each([
    'Bearer ${T}',
    'Bearer  ${T}',
    'basic ${T}',
    'Token ${T}',
    '${T}',
    'profile://a#b',
    'vault://a/b#c',
  ])('takes %j', (value) => {
    expect(parseCredentialReference(value)).not.toBeNull();
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Bearer ${T}x',
    'Bearer${T}',
    'Digest ${T}',
    'Bearer profile://a#b',
    'x ${T}',
  ])('refuses %j', (value) => {
    expect(parseCredentialReference(value)).toBeNull();
  });
});

it.each<[string, string[]]>([
  ['${A:-${B}}x', ['${A:-${B}}']],
  ['${A:-{B}} ${C}', ['${C}']],
  ['${A b} ${C}', ['${C}']],
  ['${A${C}', ['${C}']],
  ['{${A}}', ['${A}']],
  ['}${A}', ['${A}']],
  ['$A {B} ${', []],
  [`x\${${'A'.repeat(509)}}`, [`\${${'A'.repeat(509)}}`]],
  [`x\${${'A'.repeat(510)}}`, []],
])('findEnvReferences finds in %j: %j', (text, expected) => {
  const found = findEnvReferences(text);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

it('findEnvReferences finds whole references in text and leaves other braces alone', () => {
  const text = 'http://${HOST}:${PORT:-}/${A:-x}/${B';
  expect(findEnvReferences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    '${HOST}',
    '${PORT:-}',
  ]);
});

describe('collectSecretRefs', () => {
  it('lists each reference once, in order of first appearance', () => {
    const refs = collectSecretRefs({
      b: ['${B}', 'vault://kv/x#y', { c: 'Bearer ${A}' }],
      a: 'http://${HOST}:${B}',
      p: ['PROFILE://X#Y', 'profile://x#y', '${C:-profile://z#k}'],
      v: ['vault://kv/x#y', 'vault://kv/x#z'],
    });
    expect(refs).toEqual({
      env: [{ name: 'B' }, { name: 'A' }, { name: 'HOST' }, { name: 'C' }],
      profile: [
        { provider: 'x', field: 'y', envKey: 'X_Y', normalized: 'profile://x#y' },
        { provider: 'z', field: 'k', envKey: 'Z_K', normalized: 'profile://z#k' },
      ],
      vault: [
        { mount: 'kv', path: 'x', field: 'y', ref: 'vault://kv/x#y' },
        { mount: 'kv', path: 'x', field: 'z', ref: 'vault://kv/x#z' },
      ],
    });
  });

  it('is not led astray by cycles, getters, proxies and deep nesting', () => {
    const cyclic: Record<string, unknown> = { a: '${A}' };
    cyclic.self = cyclic;
    Object.defineProperty(cyclic, 'trap', {
      enumerable: true,
      get() {
        throw new Error('never run');
      },
    });
    cyclic.proxy = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('no keys');
        },
      },
    );
    let deep: unknown = '${DEEP}';
    for (let i = 0; i < 50_000; i += 1) deep = [deep];
    cyclic.deep = deep;
    expect(collectSecretRefs(cyclic).env).toEqual([{ name: 'A' }, { name: 'DEEP' }]);
  });

  it('looks into objects and lists alone', () => {
    const bare = Object.assign(() => 1, { a: '${A}' });
    expect(collectSecretRefs({ bare, n: 5, none: null }).env).toEqual([]);
  });

  it('never throws, and emits only what parseReference reads', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const { ref } of collectSecretRefs(value).vault) expect(parseReference(ref)?.kind).toBe('vault');
      }),
      { numRuns: 300 },
    );
  });
});
