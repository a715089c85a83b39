import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createManifestContract, type NormalizeOptions } from '../contract.js';
import { ManifestContractError } from '../diagnostics/contract-error.js';
import { hashManifest } from '../hash.js';
import { inlinePayload, manifestWith, tokenLike } from '../testing/manifests.js';

const contract = createManifestContract();
const dev = createManifestContract({ allowPathSource: true });
const { normalizeManifestJobPayload: normalize, safeNormalizeManifestJobPayload: safe } = contract;

const TEXT = manifestWith('run: {batchSize: 8, dryRun: false}');
const withFields = (fields: object, text = TEXT) => ({
  manifest: { ...inlinePayload(text).manifest, ...fields },
});
const told = (payload: unknown, options?: NormalizeOptions) => {
  const result = safe(payload, options);
  return result.success ? [] : result.diagnostics.map((d) => `${d.in} ${d.code} ${d.pointer}`);
};

describe('The normalized payload (FR-003, FR-005)', () => {
  test('of an inline source has everything a worker needs', () => {
    const text = manifestWith(
      'run: {batchSize: 8, dryRun: false}\ndataSources:\n  - type: ConfluenceReader\n    auth: {token: profile://Wiki#Token, key: vault://kv/wiki#key}\nx-host: https://${HOST}/',
    );
    const contentHash = hashManifest(text);
    expect(
      normalize({
        manifest: { name: 'demo', source: { kind: 'inline', content: text }, options: { maxDocs: 5 } },
      }),
    ).toEqual({
      manifest: {
        name: 'demo',
        action: 'run',
        source: { kind: 'inline', content: text, contentHash, version: 'v0' },
        options: { maxDocs: 5 },
      },
      manifestHash: contentHash,
      manifestVersion: 'v0',
      requiredCapabilities: ['manifest', 'embeddings', 'openai', 'qdrant', 'confluence'],
      effectiveRunConfig: { batchSize: 8, dryRun: false, maxDocs: 5 },
      manifestSecretRefs: {
        env: [{ name: 'HOST' }],
        profile: [
          { provider: 'wiki', field: 'token', envKey: 'WIKI_TOKEN', normalized: 'profile://wiki#token' },
        ],
        vault: [{ mount: 'kv', path: 'wiki', field: 'key', ref: 'vault://kv/wiki#key' }],
      },
    });
  });

  test('of a registry source leaves the text to the registry; the name defaults to manifest.name', () => {
    const payload = normalize(withFields({ source: { kind: 'registry' } }), { registryText: TEXT });
    expect(payload.manifest.source).toEqual({
      kind: 'registry',
      name: 'demo',
      contentHash: hashManifest(TEXT),
      version: 'v0',
    });
    expect(payload.manifestSecretRefs).toEqual({ env: [], profile: [], vault: [] });
  });

  test('of a path source keeps path and text, where these are allowed', () => {
    const source = { kind: 'path', path: 'manifests/demo.yaml', content: TEXT };
    expect(dev.normalizeManifestJobPayload(withFields({ source })).manifest.source).toEqual({
      ...source,
      contentHash: hashManifest(TEXT),
      version: 'v0',
    });
  });

  test('replaces whatever the client sends under a derived name, in silence', () => {
    const payload = inlinePayload(TEXT);
    const forged = {
      manifest: {
        ...payload.manifest,
        source: { ...payload.manifest.source, contentHash: 'sha256:0', version: 'v9' },
      },
      requiredCapabilities: ['none'],
      manifestHash: tokenLike(),
      manifestVersion: 9,
      manifestSecretRefs: 'x',
      effectiveRunConfig: { batchSize: 1 },
    };
    expect(normalize(forged)).toEqual(normalize(payload));
  });

  test('normalized again is the same, byte for byte', () => {
    const once = normalize(withFields({ options: { maxDocs: null, dryRun: true } }));
    expect(JSON.stringify(normalize(JSON.parse(JSON.stringify(once))))).toBe(JSON.stringify(once));
  });

  test('does not change its input, and shares nothing with it', () => {
    const payload = inlinePayload(TEXT);
    const before = structuredClone(payload);
    const normalized = normalize(Object.freeze(payload));
    expect(payload).toEqual(before);
    expect(normalized.manifest).not.toBe(payload.manifest);
  });

  test('hashes the UTF-8 bytes as sent', () => {
    expect(hashManifest('')).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hashManifest('é')).toBe('sha256:4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
    expect(hashManifest('a\r\n')).not.toBe(hashManifest('a\n'));
  });

  test('comes with the warnings', () => {
    expect(safe(inlinePayload(manifestWith('future: 1')))).toMatchObject({
      success: true,
      warnings: [{ code: 'unknown_key', pointer: '/future' }],
    });
  });
});

describe('Actions (FR-015)', () => {
  test.each([
    [undefined, 'run'],
    [null, 'run'],
    ['run', 'run'],
    ['plan', 'plan'],
    [' PLAN ', 'plan'],
  ])('%j is %j', (action, expected) => {
    expect(normalize(withFields({ action })).manifest.action).toBe(expected);
  });

  test.each([
    ['evaluate', 'reserved_action'],
    [' Evaluate', 'reserved_action'],
    ['runn', 'unknown_action'],
    ['', 'unknown_action'],
    [1, 'wrong_type'],
  ])('%j is refused: %s', (action, code) => {
    expect(told(withFields({ action }))).toEqual([`body ${code} /manifest/action`]);
  });
});

describe('Sources (FR-014)', () => {
  test.each<[object | null | string, string[]]>([
    [null, ['field_missing /manifest/source']],
    [{ kind: null }, ['field_missing /manifest/source/kind']],
    [{ kind: 'inline', content: null }, ['field_missing /manifest/source/content']],
    [{ kind: 'inline', content: TEXT, name: 'demo' }, ['unknown_field /manifest/source/name']],
    ['inline', ['wrong_type /manifest/source']],
    [{}, ['field_missing /manifest/source/kind']],
    [{ kind: 1 }, ['wrong_type /manifest/source/kind']],
    [{ kind: 'repo' }, ['reserved_source_kind /manifest/source/kind']],
    [{ kind: 'git' }, ['unknown_source_kind /manifest/source/kind']],
    [{ kind: 'path', path: 'a.yaml', content: TEXT }, ['path_source_disabled /manifest/source/kind']],
    [{ kind: 'inline' }, ['field_missing /manifest/source/content']],
    [{ kind: 'inline', content: 5 }, ['wrong_type /manifest/source/content']],
    [{ kind: 'inline', content: TEXT, contents: 'x' }, ['unknown_field /manifest/source/contents']],
    [{ kind: 'registry' }, ['registry_text_missing /manifest/source']],
  ])('%j: %j', (source, expected) => {
    expect(told(withFields({ source }))).toEqual(expected.map((line) => `body ${line}`));
  });

  test.each<[object, string[]]>([
    [{ kind: 'registry', content: TEXT }, ['registry_content_refused /manifest/source/content']],
    [{ kind: 'registry', name: 'other' }, ['name_mismatch /manifest/source/name']],
    [{ kind: 'registry', name: 5 }, ['wrong_type /manifest/source/name']],
    [{ kind: 'registry', path: 'x' }, ['unknown_field /manifest/source/path']],
    [{ kind: 'registry', name: 'demo' }, []],
    [{ kind: 'registry', name: null }, []],
    [{ kind: ' Registry ' }, []],
  ])('with the registry text %j: %j', (source, expected) => {
    expect(told(withFields({ source }), { registryText: TEXT })).toEqual(
      expected.map((line) => `body ${line}`),
    );
  });

  test('of the kind registry: its content is refused once, not as an unknown field besides', () => {
    const source = { kind: 'registry', content: TEXT };
    expect(told(withFields({ source }))).toEqual([
      'body registry_content_refused /manifest/source/content',
      'body registry_text_missing /manifest/source',
    ]);
  });

  test('of the kind registry: a source whose name cannot be compared is judged by itself', () => {
    for (const source of [{ kind: 'registry', name: 'demo' }, { kind: 'registry' }])
      expect(told(withFields({ name: undefined, source }), { registryText: TEXT })).toEqual([
        'body field_missing /manifest/name',
      ]);
  });

  test.each([
    [undefined, 'field_missing'],
    [null, 'field_missing'],
    [5, 'wrong_type'],
    ['', 'invalid_value'],
    ['  ', 'invalid_value'],
    ['a\0b', 'invalid_value'],
    ['x'.repeat(1025), 'invalid_value'],
  ])('the path %j is refused: %s', (path, code) => {
    const result = dev.safeNormalizeManifestJobPayload(
      withFields({ source: { kind: 'path', path, content: TEXT } }),
    );
    expect(result).toMatchObject({
      success: false,
      diagnostics: [{ code, pointer: '/manifest/source/path' }],
    });
  });

  test('a path of 1,024 characters is taken', () => {
    const source = { kind: 'path', path: 'x'.repeat(1024), content: TEXT };
    expect(dev.safeNormalizeManifestJobPayload(withFields({ source })).success).toBe(true);
  });

  test('`repo` is told to be for a future phase', () => {
    const result = safe(withFields({ source: { kind: 'repo' } }));
    expect(result.success ? '' : result.diagnostics[0]?.message).toContain('future phase');
  });

  test('a registry text that a newer rule refuses is refused with the reason', () => {
    const options = { registryText: manifestWith('vectorStore: {type: gone}') };
    expect(told(withFields({ source: { kind: 'registry' } }), options)).toEqual([
      'manifest unknown_store /vectorStore/type',
    ]);
  });
});

describe('Names', () => {
  test.each<[unknown, string]>([
    [undefined, 'field_missing'],
    [null, 'field_missing'],
    [5, 'wrong_type'],
    ['a b', 'invalid_name'],
    [' demo', 'invalid_name'],
    ['other', 'name_mismatch'],
    ['Demo', 'name_mismatch'],
  ])('%j: %s', (name, code) => {
    expect(told(withFields({ name }))).toEqual([`body ${code} /manifest/name`]);
  });
});

describe('Options (FR-006)', () => {
  test.each<[unknown, object]>([
    [undefined, {}],
    [null, {}],
    [
      { forceFull: false, dryRun: true },
      { dryRun: true, forceFull: false },
    ],
    [{ maxDocs: 9007199254740991 }, { maxDocs: 9007199254740991 }],
    [{ maxDocs: 1 }, { maxDocs: 1 }],
    [{ maxDocs: null }, { maxDocs: null }],
  ])('%j', (options, expected) => {
    expect(normalize(withFields({ options })).manifest.options).toEqual(expected);
  });

  test.each<[unknown, string]>([
    [[], 'wrong_type /manifest/options'],
    [{ 'vector-store': {} }, 'structural_option /manifest/options/vector-store'],
    [{ manifest: {} }, 'structural_option /manifest/options/manifest'],
    [{ source: {} }, 'structural_option /manifest/options/source'],
    [{ name: 'x' }, 'structural_option /manifest/options/name'],
    [{ action: 'run' }, 'structural_option /manifest/options/action'],
    [{ maxDocs: false }, 'invalid_option /manifest/options/maxDocs'],
    [{ maxDocs: [1] }, 'invalid_option /manifest/options/maxDocs'],
    [{ dryRun: 'true' }, 'invalid_option /manifest/options/dryRun'],
    [{ dryRun: 1 }, 'invalid_option /manifest/options/dryRun'],
    [{ dryRun: null }, 'invalid_option /manifest/options/dryRun'],
    [{ forceFull: 'no' }, 'invalid_option /manifest/options/forceFull'],
    [{ maxDocs: 0 }, 'invalid_option /manifest/options/maxDocs'],
    [{ maxDocs: 1.9 }, 'invalid_option /manifest/options/maxDocs'],
    [{ maxDocs: true }, 'invalid_option /manifest/options/maxDocs'],
    [{ maxDocs: '1_000' }, 'invalid_option /manifest/options/maxDocs'],
    [{ maxDocs: 2 ** 53 }, 'invalid_option /manifest/options/maxDocs'],
    [{ maxdocs: 1 }, 'unknown_option /manifest/options/maxdocs'],
    [{ verbose: true }, 'unknown_option /manifest/options/verbose'],
    [{ suorce: {} }, 'structural_option /manifest/options/suorce'],
    // As near to `run` as to `dryRun`: who writes an option means one.
    [{ drun: true }, 'unknown_option /manifest/options/drun'],
    ...[
      'dataSources',
      'embeddings',
      'vectorStore',
      'indices',
      'retrievers',
      'security',
      'transforms',
      'llm',
      'run',
      'data_sources',
    ].map((key): [unknown, string] => [{ [key]: {} }, `structural_option /manifest/options/${key}`]),
  ])('%j is refused: %s', (options, expected) => {
    expect(told(withFields({ options }))).toEqual([`body ${expected}`]);
  });

  test.each<[object, string, string[]]>([
    [{ maxdocs: 1 }, 'Did you mean `maxDocs`?', ['maxDocs']],
    [{ verbose: true }, 'Options are dryRun, forceFull and maxDocs.', []],
  ])('%j is told with the nearest option, or with all', (options, hint, suggestions) => {
    const result = safe(withFields({ options }));
    const told = result.success ? [] : result.diagnostics.map((d) => [d.hint, d.suggestions ?? []]);
    expect(told).toEqual([[hint, suggestions]]);
  });

  test('overlay the run of the manifest', () => {
    const text = manifestWith('run: {dryRun: false, maxDocs: 9, concurrency: 2, more: {a: [1]}}');
    const { effectiveRunConfig } = normalize(withFields({ options: { dryRun: true, maxDocs: null } }, text));
    expect(effectiveRunConfig).toEqual({ dryRun: true, maxDocs: null, concurrency: 2, more: { a: [1] } });
  });
});

describe('Raw secrets (FR-007)', () => {
  test('in the manifest are refused with their place, never their value', () => {
    const token = tokenLike();
    const error = thrown(() => normalize(inlinePayload(manifestWith(`llm: {model: ${token}}`))));
    expect(error.diagnostics).toMatchObject([
      { code: 'raw_secret', in: 'manifest', pointer: '/llm/model', line: 11 },
    ]);
    expect(`${error.message}${JSON.stringify(error.diagnostics)}`).not.toContain(token);
  });

  test.each([
    ['name', (token: string) => withFields({ name: token }), '/manifest/name'],
    ['an option', (token: string) => withFields({ options: { note: token } }), '/manifest/options/note'],
    ['a key', (token: string) => withFields({ options: { [token]: 1 } }), '/manifest/options/?'],
    ['the action', (token: string) => withFields({ action: token }), '/manifest/action'],
    ['the kind', (token: string) => withFields({ source: { kind: token } }), '/manifest/source/kind'],
    ['an unknown field', (token: string) => ({ ...inlinePayload(TEXT), extra: [token] }), '/extra/0'],
    [
      'content that is no text',
      (token: string) => withFields({ source: { kind: 'inline', content: [token] } }),
      '/manifest/source/content/0',
    ],
  ])('in %s are refused', (_, payloadOf, pointer) => {
    const token = tokenLike();
    const { diagnostics } = thrown(() => normalize(payloadOf(token)));
    expect(diagnostics.filter((d) => d.code === 'raw_secret').map((d) => d.pointer)).toEqual([pointer]);
    expect(JSON.stringify(diagnostics)).not.toContain(token);
  });
});

describe('The body', () => {
  test.each([
    [undefined, 'wrong_type '],
    [[], 'wrong_type '],
    [{}, 'field_missing /manifest'],
    [{ manifest: null }, 'field_missing /manifest'],
    [{ manifest: 'demo' }, 'wrong_type /manifest'],
    [{ manifest: [] }, 'wrong_type /manifest'],
  ])('%j is refused: %s', (body, expected) => {
    expect(told(body)).toEqual([`body ${expected}`]);
  });

  test('without a name or a source is told all that is missing', () => {
    expect(told({ manifest: {} })).toEqual([
      'body field_missing /manifest/name',
      'body field_missing /manifest/source',
    ]);
  });

  test('names what the contract knows where nothing is near', () => {
    const result = safe({ ...withFields({}), zebra: 1 });
    expect(result.success ? [] : result.diagnostics).toMatchObject([{ hint: 'Known here: manifest.' }]);
  });

  test('tells unknown fields with the nearest known one', () => {
    const result = safe({ ...withFields({ actoin: 'run' }), manfest: 1 });
    expect(result.success ? [] : result.diagnostics.map((d) => [d.pointer, d.hint])).toEqual([
      ['/manfest', 'Did you mean `manifest`?'],
      ['/manifest/actoin', 'Did you mean `action`?'],
    ]);
  });

  test('and the manifest are told at once, the body first', () => {
    expect(told(withFields({ action: 'x', options: { dryRun: 1 } }, 'version: v1\n'))).toEqual([
      'body unknown_action /manifest/action',
      'body invalid_option /manifest/options/dryRun',
      'manifest field_missing /metadata',
      'manifest field_missing /embeddings',
      'manifest field_missing /vectorStore',
      'manifest field_missing /dataSources',
      'manifest version_unsupported /version',
    ]);
  });

  test('`__proto__` is refused, `constructor` is an unknown field', () => {
    const body: unknown = JSON.parse(
      `{"manifest": ${JSON.stringify(inlinePayload(TEXT).manifest)}, "__proto__": {"a": 1}, "constructor": 1}`,
    );
    expect(told(body)).toEqual(['body reserved_key /__proto__', 'body unknown_field /constructor']);
  });

  test('any JavaScript value gives a payload or a ManifestContractError', () => {
    const cyclic: Record<string, unknown> = { manifest: {} };
    cyclic.manifest = cyclic;
    const hostile: unknown[] = [
      cyclic,
      Symbol('s'),
      10n,
      () => 1,
      new Date(),
      new Map(),
      Object.create(null),
      Object.create({ manifest: inlinePayload().manifest }),
      { manifest: Number.NaN },
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error('no');
          },
        },
      ),
      new Proxy([], {
        get: () => {
          throw new Error('no');
        },
      }),
      {
        get manifest() {
          throw new Error('no');
        },
      },
      { manifest: { toString: 1, valueOf: 2, hasOwnProperty: 3 } },
      JSON.parse('['.repeat(5000) + ']'.repeat(5000)),
      Array(1e6),
    ];
    const mixed = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
      }),
      fc.constantFrom(...hostile),
    );
    const payload = fc.oneof(
      mixed,
      fc.record({
        manifest: fc.record(
          { name: mixed, action: mixed, source: mixed, options: mixed },
          { requiredKeys: [] },
        ),
      }),
      fc.record({
        manifest: fc.record({
          name: fc.constant('demo'),
          source: fc.record({ kind: fc.constantFrom('inline', 'path', 'registry'), content: fc.string() }),
          options: mixed,
        }),
      }),
    );
    fc.assert(
      fc.property(payload, (value) => {
        const result = safe(value);
        if (result.success) return;
        expect(result.diagnostics.length).toBeGreaterThan(0);
        expect(() => normalize(value)).toThrow(ManifestContractError);
      }),
      { numRuns: 300 },
    );
    for (const value of hostile) expect(() => normalize(value)).toThrow(ManifestContractError);
  }, 60_000);

  test('a sparse or huge list costs no more than the limit', () => {
    const start = performance.now();
    expect(told({ manifest: Array(1e9) })).toEqual(['body body_too_complex /manifest/49998']);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

function thrown(run: () => unknown): ManifestContractError {
  try {
    run();
  } catch (error) {
    if (error instanceof ManifestContractError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
