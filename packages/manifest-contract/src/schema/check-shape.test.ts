import { describe, expect, test } from 'vitest';
import { parseManifest } from '../index.js';
import type { JsonValue } from '../json.js';
import { manifestWith } from '../testing/manifests.js';
import { checkShape } from './check-shape.js';

const found = (text: string) => parseManifest(text).diagnostics;
const told = (fragment: string) =>
  found(manifestWith(fragment)).map(({ message, hint }) => `${message} | ${hint}`);

test.each([
  // What the field takes, and what stands there.
  [
    'metadata: {name: demo, owner: 5}',
    '`metadata.owner` takes a string, not a whole number. | Put it in quotes.',
  ],
  ['metadata: {name: demo, owner: 1.5}', 'not a number with a fraction. | Put it in quotes.'],
  ['metadata: {name: demo, owner: true}', 'not `true` or `false`. | Put it in quotes.'],
  ['metadata: {name: demo, owner: [a]}', 'not a list. | Write a string.'],
  ['metadata: {name: demo, owner: {a: 1}}', 'not a mapping. | Write a string.'],
  ['vectorStore: {type: 5}', 'takes a string, not'],
  [
    'vectorStore: {type: ""}',
    '`vectorStore.type` takes a string that is not empty. | Write a string that is not empty.',
  ],
  ['metadata: {name: 5}', '`metadata.name` takes a string, not a whole number. | Put it in quotes.'],
  ['embeddings:', '`embeddings` takes a mapping, not nothing.'],
  ['run: {dryRun: maybe}', 'takes `true` or `false`, or a reference like `${NAME}`, not a string.'],
  ['run: {batchSize: x}', 'takes a whole number, 1 or more, or a reference like `${NAME}`, not a string.'],
  [
    'run: {batchSize: 0}',
    'takes a whole number, 1 or more, or a reference like `${NAME}`. | Write a whole number, 1 or more,',
  ],
  [
    'transforms: {splitter: {chunkOverlap: -1}}',
    '`transforms.splitter.chunkOverlap` takes a whole number, 0 or more',
  ],
  [
    'run: {batchSize: 1.5}',
    'takes a whole number, 1 or more, or a reference like `${NAME}`, not a number with',
  ],
  [
    'run: {batchSize: 1e20}',
    '`run.batchSize` takes a whole number, 1 or more, or a reference like `${NAME}`. | Write a whole number',
  ],
  ['llm: {temperature: 3}', 'takes a number from 0 to 2, or a reference'],
  ['llm: {temperature: -1}', 'takes a number from 0 to 2, or a reference'],
  [
    'retrievers: [{params: {alpha: 2}}]',
    '`retrievers[0].params.alpha` takes a number from 0 to 1, or a reference',
  ],
  ['evaluation: {metrics: [{threshold: x}]}', 'takes a number, or a reference like `${NAME}`, not a string'],
  [
    'run: {errorPolicy: 5}',
    'takes `continue` or `stopOnFirstError`, or a reference like `${NAME}`, not a whole number',
  ],
  ['run: {errorPolicy: x}', 'takes `continue` or `stopOnFirstError`, or a reference like `${NAME}`. |'],
  ['scheduling: 5', 'takes `manual` or a cron expression of five fields, not a whole number'],
  [
    'scheduling: soon',
    'is not a schedule. | Write `manual`, or minute, hour, day, month and weekday: `0 4 * * *`.',
  ],
  ['dataSources: [{type: ConfluenceReader, schedule: soon}]', '`dataSources[0].schedule` is not a schedule.'],
  [
    'dataSources: []',
    'takes a list with at least one data source. | Write a list with at least one data source.',
  ],
  ['version: v1', 'This manifest version is not supported. | Write `version: v0`.'],
  ['metadata: {name: a b}', '`metadata.name` breaks the naming rule. | Use 1–128 letters'],
  ['vectorStore: {type: "${S}"}', '`vectorStore.type` may not be a reference. | Write the value itself'],
  // Lists and mappings, with the key that examples show.
  [
    'metadata: {name: demo, tags: 5}',
    'takes a list, not a whole number. | Write a list: `[one, two]`, or lines that begin with `- `.',
  ],
  [
    'dataSources: {}',
    '`dataSources` takes a list, not a mapping. | Write a list: lines that begin with `- type: …`.',
  ],
  ['evaluation: {datasets: x}', 'Write a list: lines that begin with `- name: …`.'],
  ['postprocessors: x', 'Write a list: `[one, two]`'],
  ['embeddings: openai', '| Write a mapping, its keys on lines of their own: `provider: …`.'],
  ['vectorStore: [qdrant]', 'not a list. | Write a mapping, its keys on lines of their own: `type: …`.'],
  [
    'run: 5',
    '`run` takes a mapping, not a whole number. | Write a mapping, its keys on lines of their own: `concurrency: …`.',
  ],
  ['observability: 5', '`observability` takes a mapping, not a whole number. | Write a mapping.'],
  ['embeddings: provider:openai', '| Write `provider:` with a colon and a space behind it.'],
  ['embeddings: provider openai', '| Write `provider:` with a colon and a space behind it.'],
  ['embeddings: provider  openai', '| Write `provider:` with a colon and a space behind it.'],
  ['embeddings: provider open ai', '| Write a mapping, its keys'],
  ['embeddings: zebra:openai', '| Write a mapping, its keys'],
  ['embeddings: a provider:openai', '| Write a mapping, its keys'],
  ['embeddings: zebrabee:openai', '| Write a mapping, its keys'],
  ['embeddings: providers:openai', '| Write a mapping, its keys'],
  ['embeddings: provider', '| Write a mapping, its keys'],
  ['embeddings: [provider:openai]', '| Write a mapping, its keys'],
])('%s: %s', (fragment, words) => {
  const [first] = told(fragment);
  expect(first).toContain(words);
});

describe('What is missing', () => {
  test.each([
    ['metadata: {}', '`metadata.name` is missing. | Add `name: repo-docs`'],
    ['embeddings: {}', '`embeddings.provider` is missing. | Add `provider: openai`'],
    ['vectorStore: {}', '`vectorStore.type` is missing. | Add `type: qdrant`'],
    ['dataSources: [{}]', '`dataSources[0].type` is missing. | Add `type:` with the name of a reader'],
  ])('%s: %s', (fragment, words) => {
    expect(told(fragment)).toEqual([expect.stringContaining(words)]);
  });

  test('is told alike of the eleventh entry of a list', () => {
    const [first] = told(`dataSources: [${'{type: ConfluenceReader}, '.repeat(10)}{}]`);
    expect(first).toContain('`dataSources[10].type` is missing. | Add `type:` with the name of a reader');
  });

  test('is told of each block, with what to begin with', () => {
    const hints = found('{}').map(({ pointer, hint }) => `${pointer} ${hint}`);
    expect(hints).toEqual([
      expect.stringMatching(/^\/version Begin with `version: v0`/),
      expect.stringMatching(/^\/metadata Add `metadata:`/),
      expect.stringMatching(/^\/embeddings Add `embeddings:`/),
      expect.stringMatching(/^\/vectorStore Add `vectorStore:`/),
      expect.stringMatching(/^\/dataSources Add `dataSources:`/),
    ]);
  });

  test('is the manifest itself, where a text holds another kind of value', () => {
    expect(found('[]')).toMatchObject([
      {
        code: 'wrong_type',
        pointer: '',
        message: expect.stringMatching(/^The manifest takes a mapping, not a list/),
      },
    ]);
  });
});

describe('A key that v0 does not know', () => {
  test.each([
    ['cron: manual', 'scheduling'],
    ['schedule: manual', 'scheduling'],
    ['cron: manual\nscheduling: manual', null],
    ['dataSources: [{type: ConfluenceReader, scheduling: manual}]', 'schedule'],
    ['dataSources: [{type: ConfluenceReader, cron: manual}]', 'schedule'],
    ['dataSources: [{type: ConfluenceReader, credentials: {}}]', 'auth'],
    ['llm: {Model: x}', 'model'],
    ['indices: [{kind: VectorStoreIndex}]', 'type'],
    ['indices: [{kind: VectorStoreIndex, type: VectorStoreIndex}]', null],
    ['transforms: {splitter: {provider: T}}', 'type'],
    ['vectorStore: {type: qdrant, collection: a}', 'indexName'],
    ['retrievers: [{params: {k: 4}}]', 'topK'],
    ['metadata: {name: demo, title: x}', null],
    ['zebra: 1', null],
  ])('%s: %j', (fragment, name) => {
    const [first] = found(manifestWith(fragment));
    expect(first).toMatchObject({ code: 'unknown_key', severity: 'warning' });
    expect(first?.suggestions?.[0] ?? null).toBe(name);
    expect(first?.hint).toMatch(name === null ? /^Known here: \w+(, \w+)+\.$/ : `Did you mean \`${name}\`?`);
  });

  test.each([
    ['dataSources: [{type: ConfluenceReader, name: a}]', 'id'],
    ['dataSources: [{type: ConfluenceReader, config: {}}]', 'params'],
    ['dataSources: [{type: ConfluenceReader, options: {}}]', 'params'],
    ['dataSources: [{type: ConfluenceReader, args: {}}]', 'params'],
    ['dataSources: [{type: ConfluenceReader, authentication: {}}]', 'auth'],
    ['vectorStore: {type: qdrant, collectionName: a}', 'indexName'],
    ['metadata: {name: demo, labels: [a]}', 'tags'],
    ['metadata: {name: demo, author: a}', 'owner'],
    ['vectorStore: {type: qdrant, metric: cosine}', 'distance'],
    ['vectorStore: {type: qdrant, table: a}', 'indexName'],
    ['embeddings: {provider: openai, dim: 8}', 'dimensions'],
    ['embeddings: {provider: openai, dims: 8}', 'dimensions'],
    ['indices: [{storage: {}}]', 'persist'],
    ['logging: {}', 'observability'],
  ])('%s: is safely renamed to `%s`, which other systems call so', (fragment, name) => {
    const all = found(manifestWith(fragment));
    expect(all).toMatchObject([{ code: 'unknown_key', suggestions: [name], fix: { confidence: 'safe' } }]);
  });

  test.each([
    ['schedule: manual', 'scheduling'],
    ['dataSources: [{type: ConfluenceReader, scheduling: manual}]', 'schedule'],
  ])('%s: may stand in the wrong place as well: it is renamed `%s` by no safe fix', (fragment, name) => {
    const all = found(manifestWith(fragment));
    expect(all).toMatchObject([{ code: 'unknown_key', suggestions: [name], fix: { confidence: 'unsure' } }]);
  });

  test.each([
    ['dataSources', 'readers'],
    ['vectorStore', 'store'],
    ['vectorStore', 'vectorDb'],
    ['embeddings', 'embedder'],
    ['metadata', 'metadta'],
  ])('but stands for the required `%s`: `%s` is one fault', (name, written) => {
    const all = found(manifestWith().replace(`${name}:`, `${written}:`));
    expect(all).toMatchObject([
      {
        code: 'field_missing',
        severity: 'error',
        pointer: `/${written}`,
        suggestions: [name],
        fix: { confidence: 'safe' },
      },
    ]);
    expect(all[0]?.message).toBe(
      `\`${name}\` is missing. \`${written}\` stands here, which v0 does not know.`,
    );
  });

  test('stands for a required one below the top, too', () => {
    expect(
      found(manifestWith('dataSources: [{reader: ConfluenceReader}, {kind: ConfluenceReader}]')),
    ).toMatchObject([
      { code: 'field_missing', pointer: '/dataSources/0/reader', suggestions: ['type'] },
      { code: 'field_missing', pointer: '/dataSources/1/kind', suggestions: ['type'] },
    ]);
    expect(found(manifestWith('metadata: {title: demo}'))).toMatchObject([
      { code: 'field_missing', pointer: '/metadata/title', suggestions: ['name'] },
    ]);
  });

  test('stands for one required key once', () => {
    const text = manifestWith().replace('vectorStore:', 'vectorstore: {}\nvector_store:');
    expect(found(text).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'field_missing /vectorstore',
      'unknown_key /vector_store',
    ]);
  });
});

describe('A block inside another one', () => {
  const nested = manifestWith().replace(
    'vectorStore:\n  type: qdrant\n',
    '  vectorStore:\n    type: qdrant\n',
  );

  test('is missing where it belongs, told at its key', () => {
    const all = found(nested);
    expect(all.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'field_missing /embeddings/vectorStore',
    ]);
    expect(all[0]).toMatchObject({
      message: '`vectorStore` is missing. It stands inside `embeddings`.',
      hint: expect.stringMatching(/^Move it out to the left/),
      line: 6,
      column: 3,
    });
  });

  test('is found at any depth', () => {
    const deep = 'transforms: {splitter: {vectorStore: {type: qdrant}}}\n';
    const [first, ...others] = found(manifestWith(deep).replace('vectorStore:\n  type: qdrant\n', ''));
    expect(first).toMatchObject({
      code: 'field_missing',
      pointer: '/transforms/splitter/vectorStore',
      message: '`vectorStore` is missing. It stands inside `transforms.splitter`.',
    });
    expect(others).toEqual([]);
  });

  test.each([
    ['version: v0\n', 'run:\n  concurrency: 4\n  version: v0\n', 'version', 'run'],
    ['metadata:\n  name: demo\n', 'observability:\n  metadata: {name: demo}\n', 'metadata', 'observability'],
  ])('is found where any key may stand: %#', (part, block, key, home) => {
    expect(found(manifestWith().replace(part, '') + block)).toMatchObject([
      {
        code: 'field_missing',
        pointer: `/${home}/${key}`,
        message: `\`${key}\` is missing. It stands inside \`${home}\`.`,
        hint: 'Move it out to the left, to the column where `version` begins.',
      },
    ]);
  });

  test('is found where any key may stand, below the top as well', () => {
    const text = manifestWith(
      'dataSources:\n  - id: a\n    type: A\n  - id: b\n    params:\n      type: ConfluenceReader\n',
    );
    expect(found(text)).toMatchObject([
      { code: 'unknown_reader' },
      {
        code: 'field_missing',
        pointer: '/dataSources/1/params/type',
        message: '`dataSources[1].type` is missing. It stands inside `dataSources[1].params`.',
        hint: 'Move it into `dataSources[1]`, below that key and indented.',
      },
    ]);
  });

  test.each([
    // Nothing of the kind is missing, or only below the top.
    ['run: {version: v0}', []],
    ['run: {provider: openai}\nembeddings: {}', ['/embeddings/provider']],
    // Free for other keys.
    ['run: {limit: 3}\nversion: v1', ['/version']],
  ])('%s: and nothing is told of what only looks like it', (fragment, pointers) => {
    expect(found(manifestWith(fragment)).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test('is told once, however often it stands there', () => {
    const twice = nested.replace('metadata:\n', 'metadata:\n  vectorStore: {}\n');
    expect(found(twice).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'field_missing /metadata/vectorStore',
      'unknown_key /embeddings/vectorStore',
    ]);
  });
});

describe('One slip of several remarks is told once, at the key', () => {
  const told = (text: string) => found(text).map(({ code, pointer, message }) => [code, pointer, message]);
  const moved = (from: string, to: string, part: string) =>
    manifestWith().replace(from, '').replace(to, `${to}${part}`);

  test.each([
    [
      moved('metadata:\n  name: demo\n', 'version: v0\n', 'metadata:\nname: demo\n'),
      ['field_missing', '/name', '`name` stands beside `metadata`, which is empty.'],
    ],
    [
      moved('  type: qdrant\n', 'vectorStore:\n', '\u00a0 type: qdrant\n'),
      ['field_missing', '/\u00a0 type', '`\u00a0 type` stands beside `vectorStore`, which is empty.'],
    ],
    [
      `${manifestWith()}llm:\nprovider: openai\nmodel: a\ntemperature: 0\n`,
      ['unknown_key', '/provider', '`provider` stands beside `llm`, which is empty.'],
    ],
    [
      manifestWith().replace('  name: demo\n', '  name: demo\n  llm:\n  provider: openai\n  model: a\n'),
      ['unknown_key', '/metadata/llm', 'Version v0 does not know `llm`; nothing reads it.'],
    ],
    [
      moved('  name: demo\n', 'metadata:\n', '  owner: me\n').replace('version', 'name: demo\nversion'),
      ['field_missing', '/name', '`metadata.name` is missing. It stands at the top.'],
    ],
    [
      moved('  provider: openai\n', 'embeddings:\n', '  model: a\n').replace(
        '  type: q',
        '  provider: openai\n  type: q',
      ),
      [
        'field_missing',
        '/vectorStore/provider',
        '`embeddings.provider` is missing. It stands inside `vectorStore`.',
      ],
    ],
  ])('%#', (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  test.each<[string, [pointer: string, message: string][]]>([
    ['model: a\nllm:\n', [['/model', 'Version v0 does not know `model`; nothing reads it.']]],
    ['llm:\nzebra: 1\n', [['/zebra', 'Version v0 does not know `zebra`; nothing reads it.']]],
    ['llm:\npro-vider: a\n', [['/pro-vider', 'Version v0 does not know `pro-vider`; nothing reads it.']]],
    [
      'llm:\nprovider: a\nzebra: 1\nsecurity: {model: b}\n',
      [
        ['/provider', '`provider` stands beside `llm`, which is empty.'],
        ['/zebra', 'Version v0 does not know `zebra`; nothing reads it.'],
        ['/security/model', 'Version v0 does not know `model`; nothing reads it.'],
      ],
    ],
    [
      'retrievers:\n  - type: Zebra\n    reranker:\n    topK: 4\n',
      [
        [
          '/retrievers/0/type',
          '`retrievers[0].type` takes `Vector` or `Hybrid`, or a reference like `${NAME}`.',
        ],
        ['/retrievers/0/topK', '`topK` stands beside `retrievers[0].reranker`, which is empty.'],
      ],
    ],
    [
      'metadata: {name: demo, ownr: a}\nembeddings: {}\n',
      [
        ['/metadata/ownr', 'Version v0 does not know `ownr`; nothing reads it.'],
        ['/embeddings/provider', '`embeddings.provider` is missing.'],
      ],
    ],
  ])('%j: what has nothing to do with it is told besides', (fragment, expected) => {
    expect(found(manifestWith(fragment)).map(({ pointer, message }) => [pointer, message])).toEqual(expected);
  });

  test('a required key that stands in another block goes back into its own', () => {
    const text = moved('  provider: openai\n', '  type: qdrant\n', '  provider: openai\n');
    expect(found(text.replace('embeddings:\n', 'embeddings:\n  model: a\n'))).toMatchObject([
      { pointer: '/vectorStore/provider', hint: 'Move it into `embeddings`, below that key and indented.' },
    ]);
  });

  test.each([
    ['transforms: {chunkSize: 5}', /^It belongs in `transforms.splitter`\. Known here: /],
    ['security: {llm: {}}', /^It belongs at the top\. Known here: /],
    ['security: {model: a}', /^It belongs in `llm` or in `embeddings`\. Known here: /],
    [
      'security: {id: a}',
      /^It belongs in `dataSources\[\]` or in `indices\[\]` or in `retrievers\[\]`\. Known/,
    ],
    // In too many.
    ['security: {type: a}', /^Known here: /],
  ])('%s: a key that is known elsewhere is told where', (fragment, hint) => {
    expect(found(manifestWith(fragment))[0]?.hint).toMatch(hint);
  });
});

describe('A key of `run` that is nearly a known one', () => {
  test.each(['dryrun', 'dry_run', 'dryRum'])('%s: is warned of, and renamed by no safe fix', (key) => {
    expect(found(manifestWith(`run: {${key}: true}`))).toMatchObject([
      { code: 'unknown_key', severity: 'warning', suggestions: ['dryRun'], fix: { confidence: 'unsure' } },
    ]);
  });

  test('is no safer to bring in: a misspelt `run` that holds one is renamed by no safe fix', () => {
    const confidence = (keys: string) =>
      found(manifestWith(`runn: {${keys}}`)).map(({ pointer, fix }) => [pointer, fix?.confidence]);
    expect(confidence('dryrun: true')).toEqual([['/runn', 'unsure']]);
    expect(confidence('dryRun: true')).toEqual([['/runn', 'safe']]);
  });

  test.each(['dryRun: true, dryrun: true', 'retries: 3', 'limit: 3', 'batch: 3', 'onError: stop'])(
    '%s: is not',
    (keys) => {
      expect(found(manifestWith(`run: {${keys}}`))).toEqual([]);
    },
  );
});

test('No more remarks are made than can be told, and one', () => {
  const tags = (value: string, count: number): JsonValue =>
    JSON.parse(`{"metadata": {"name": "a", "tags": [${Array(count).fill(value).join(', ')}]}}`);
  // Four blocks are missing besides.
  expect(checkShape(tags('1', 20), 10).remarks).toHaveLength(11);
  expect(checkShape(tags('1', 3), 10).remarks).toHaveLength(7);
  const unknown = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`zebra${i}`, 1]));
  expect(checkShape(unknown, 10).remarks).toHaveLength(11);
});

test('Errors are told before warnings, whatever stands first, and each once', () => {
  const value: JsonValue = {
    zebra: 1,
    version: 'v1',
    metadata: { name: 'a' },
    embeddings: { provider: 'x' },
  };
  expect(checkShape(value, 100).remarks.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
    'version_unsupported version',
    'field_missing vectorStore',
    'field_missing dataSources',
    'unknown_key zebra',
  ]);
});

test('The manifest is what was read, when nothing is refused', () => {
  const valid: JsonValue = {
    version: 'v0',
    metadata: { name: 'a' },
    embeddings: { provider: 'openai' },
    vectorStore: { type: 'qdrant' },
    dataSources: [{ type: 'ConfluenceReader' }],
  };
  expect(checkShape(valid, 100)).toEqual({ manifest: valid, remarks: [] });
  const warned = { ...valid, zebra: 1 };
  expect(checkShape(warned, 100).manifest).toBe(warned);
  expect(checkShape({ ...valid, version: 'v1' }, 100).manifest).toBeNull();
  expect(checkShape({ ...warned, version: 'v1' }, 100).manifest).toBeNull();
});
