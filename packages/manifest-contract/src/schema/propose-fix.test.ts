import { describe, expect, test } from 'vitest';
import { applyFixes } from '../diagnostics/apply-fixes.js';
import { parseManifest } from '../index.js';
import { manifestWith } from '../testing/manifests.js';

/** Each proposed fix of a text: how sure it is, its title, and the text with it alone. */
const proposed = (text: string) => {
  const { diagnostics } = parseManifest(text);
  expect(diagnostics).not.toEqual([]);
  return diagnostics.flatMap((found) => {
    if (!found.fix) return [];
    const mended = applyFixes(text, [found], { unsure: true });
    return [{ confidence: found.fix.confidence, title: found.fix.title, mended }];
  });
};

/** What a fragment becomes: `safe …` or `unsure …`, one for each fix. */
const mended = (fragment: string) =>
  proposed(manifestWith(fragment)).map(({ confidence, mended }) => {
    const base = manifestWith(fragment).slice(0, -fragment.length - 1);
    expect(mended.startsWith(base)).toBe(true);
    return `${confidence} ${mended.slice(base.length, -1)}`;
  });

const source = (fields: string) => `dataSources: [{type: ConfluenceReader, ${fields}}]`;

describe('Another name for a key', () => {
  test.each([
    ['runs: {batchSize: 8}', ['safe run: {batchSize: 8}']],
    ['metadata: {name: demo, titel: x}', []],
    ['zebra: 1', []],
    // The value is none that the name takes.
    ['runs: 5', ['unsure run: 5']],
    // `key` is a credential inside `auth` alone.
    [
      source('auths: {key: correct-horse}'),
      [`unsure ${source('auth: {key: correct-horse}')}`, `unsure ${source('auths: {key: "${KEY}"}')}`],
    ],
    // Two names are as near.
    [
      'indices: [{id: main}]\nretrievers: [{idices: [main]}]',
      ['safe indices: [{id: main}]\nretrievers: [{indices: [main]}]'],
    ],
    // The blocks would disagree.
    ['indicess: [{id: a, sources: [nowhere]}]', ['unsure indices: [{id: a, sources: [nowhere]}]']],
    ['run: {}\nruns: {}', []],
  ])('%s: %j', (fragment, expected) => {
    expect(mended(fragment)).toEqual(expected);
  });

  test('is proposed for a required key, too', () => {
    const text = manifestWith().replace('vectorStore', 'vectorstore');
    expect(proposed(text)).toEqual([
      { confidence: 'safe', title: 'Rename it `vectorStore`', mended: manifestWith() },
    ]);
  });

  test('is no safe one where the block would bring a name that the contract does not know', () => {
    const text = manifestWith()
      .replace('dataSources', 'dataSource')
      .replace('GithubRepositoryReader', 'Nope');
    expect(proposed(text)).toMatchObject([{ confidence: 'unsure', title: 'Rename it `dataSources`' }]);
  });
});

describe('A missing version', () => {
  const rest = manifestWith().replace('version: v0\n', '');

  test('is added before the first key', () => {
    expect(proposed(`# docs\n${rest}`)).toEqual([
      { confidence: 'safe', title: 'Add `version: v0`', mended: `# docs\nversion: v0\n${rest}` },
    ]);
  });

  test('is left to the author where a line of its own would not fit', () => {
    expect(proposed(rest.replace(/^/gm, '  '))).toEqual([]);
    expect(
      proposed(
        '{metadata: {name: a}, embeddings: {provider: openai}, vectorStore: {type: qdrant}, dataSources: [{type: ConfluenceReader}]}',
      ),
    ).toEqual([]);
    expect(
      proposed(
        '{\nmetadata: {name: a},\nembeddings: {provider: openai},\nvectorStore: {type: qdrant},\ndataSources: [{type: ConfluenceReader}]\n}',
      ),
    ).toEqual([]);
    expect(proposed('{}')).toEqual([]);
  });
});

test.each([
  ['version: 0', 'safe'],
  ['version: V0', 'safe'],
  ['version: "v0.0"', 'safe'],
  ['version: " v0 "', 'safe'],
  ['version: "0.0.0"', 'safe'],
  ['version: v1', 'unsure'],
  ['version: v01', 'unsure'],
  ['version: xv0', 'unsure'],
])('%s: v0 is %s', (fragment, confidence) => {
  expect(proposed(manifestWith(fragment))).toMatchObject([{ confidence, title: 'Write `v0`' }]);
});

test.each(['version: [v0]', 'version: {v0: 0}', 'version:'])(
  '%s is not written over: its key stands there',
  (fragment) => {
    expect(proposed(manifestWith(fragment))).toEqual([]);
  },
);

describe('A known word', () => {
  test.each([
    ['embeddings: {provider: opneai}', ['safe embeddings: {provider: openai}']],
    ['embeddings: {provider: zebra}', []],
    ['vectorStore: {type: quadrant}', ['safe vectorStore: {type: qdrant}']],
    ['vectorStore: {type: weaviate}', []],
    ['dataSources: [{type: GithubReader}]', ['unsure dataSources: [{type: GithubRepositoryReader}]']],
    ['dataSources: [{type: ConfluenceReadr}]', ['safe dataSources: [{type: ConfluenceReader}]']],
    ['scheduling: "@dayly"', ['safe scheduling: "@daily"']],
    ['scheduling: manul', ['safe scheduling: manual']],
    ['scheduling: soon', []],
    ['run: {errorPolicy: continu}', ['safe run: {errorPolicy: continue}']],
    ['run: {errorPolicy: stopOnError}', ['unsure run: {errorPolicy: stopOnFirstError}']],
    ['indices: [{type: Other}]', []],
    ['indices: [{id: main, sources: [doc]}]', ['safe indices: [{id: main, sources: [docs]}]']],
    [
      'indices: [{id: main}]\nretrievers: [{indices: [mian]}]',
      ['safe indices: [{id: main}]\nretrievers: [{indices: [main]}]'],
    ],
    [
      'dataSources: [{id: docs1, type: ConfluenceReader}, {id: docs2, type: ConfluenceReader}]\nindices: [{sources: [docs]}]',
      [
        'unsure dataSources: [{id: docs1, type: ConfluenceReader}, {id: docs2, type: ConfluenceReader}]\nindices: [{sources: [docs1]}]',
      ],
    ],
  ])('%s: %j', (fragment, expected) => {
    expect(mended(fragment)).toEqual(expected);
  });
});

describe('The nearest number that a field takes', () => {
  test.each([
    ['run: {batchSize: 0}', ['unsure run: {batchSize: 1}']],
    ['run: {batchSize: -7}', ['unsure run: {batchSize: 1}']],
    ['run: {batchSize: 3.2}', ['unsure run: {batchSize: 3}']],
    ['run: {batchSize: 0.2}', ['unsure run: {batchSize: 1}']],
    ['llm: {temperature: 2.1}', ['unsure llm: {temperature: 2}']],
    ['llm: {temperature: 5}', ['unsure llm: {temperature: 2}']],
    ['llm: {temperature: -1}', ['unsure llm: {temperature: 0}']],
    ['retrievers: [{params: {alpha: 7}}]', ['unsure retrievers: [{params: {alpha: 1}}]']],
    ['transforms: {splitter: {chunkOverlap: -1}}', ['unsure transforms: {splitter: {chunkOverlap: 0}}']],
    // Then the overlap would be the larger one.
    ['transforms: {splitter: {chunkSize: 0, chunkOverlap: 5}}', []],
    [
      'transforms: {splitter: {chunkSize: 50, chunkOverlap: 60}}',
      ['unsure transforms: {splitter: {chunkSize: 50, chunkOverlap: 5}}'],
    ],
    [
      'transforms: {splitter: {chunkSize: 9, chunkOverlap: 60}}',
      ['unsure transforms: {splitter: {chunkSize: 9, chunkOverlap: 0}}'],
    ],
    ['dataSources: []', []],
  ])('%s: %j', (fragment, expected) => {
    expect(mended(fragment)).toEqual(expected);
  });
});

describe('The same value as another type', () => {
  test.each([
    ...['true', 'yes', 'ON', 'y', ' True '].map((word) => [`"${word}"`, 'true']),
    ...['false', 'no', 'Off', 'n'].map((word) => [`"${word}"`, 'false']),
    ['yes', 'true'],
    ['off', 'false'],
  ])('A switch that says %s: %s', (written, meant) => {
    expect(mended(`run: {dryRun: ${written}}`)).toEqual([`safe run: {dryRun: ${meant}}`]);
  });

  test.each(['nope', 'xno', 'yess', 'x on', '"1"', 'null x', '5', '[true]'])(
    'A switch that says %s is left to the author',
    (written) => {
      expect(mended(`run: {dryRun: ${written}}`)).toEqual([]);
    },
  );

  test.each([
    ['"4"', '4'],
    ['" 4 "', '4'],
    ['"-0.5"', '-0.5'],
    ['"0.25"', '0.25'],
    ['"123456789012345"', '123456789012345'],
    ['"0.123456789012345"', '0.123456789012345'],
  ])('A number in quotes, %s: %s', (written, meant) => {
    expect(mended(`evaluation: {metrics: [{threshold: ${written}}]}`)).toEqual([
      `safe evaluation: {metrics: [{threshold: ${meant}}]}`,
    ]);
  });

  test.each(['"1234567890123456"', '"0.1234567890123456"', '"1."', '".5"', '"4 x"', 'v4', '"- 4"', '"yes"'])(
    '%s is no number that can be written without quotes',
    (written) => {
      expect(mended(`evaluation: {metrics: [{threshold: ${written}}]}`)).toEqual([]);
    },
  );

  test.each([
    ['owner: 12', 'owner: "12"'],
    ['owner: 1.50', 'owner: "1.50"'],
    ['owner: true', 'owner: "true"'],
    ['tags: docs', 'tags: [docs]'],
    ['tags: "my docs"', 'tags: ["my docs"]'],
    ["tags: 'my docs'", "tags: ['my docs']"],
    ['tags: a/b.c-d_e', 'tags: [a/b.c-d_e]'],
  ])('%s: %s', (wrong, right) => {
    expect(mended(`metadata: {name: demo, ${wrong}}`)).toEqual([`safe metadata: {name: demo, ${right}}`]);
  });

  test.each(['tags: my docs', 'tags: "a\\"b"', 'tags: 5', 'tags: {a: 1}', 'owner: [a]'])(
    '%s is left to the author',
    (wrong) => {
      expect(mended(`metadata: {name: demo, ${wrong}}`)).toEqual([]);
    },
  );

  test.each([
    ['docs, handbook', ['unsure', '[docs, handbook]']],
    ['docs,handbook,wiki', ['unsure', '[docs,handbook,wiki]']],
    ['docs,  handbook', null],
    ['docs, my handbook', null],
    ['my docs, handbook', null],
    ['docs,', null],
    ['docs]', ['unsure', '[docs]']],
    ['docs, "handbook"]', ['unsure', '[docs, "handbook"]']],
    ['docs, my handbook]', null],
    ['docs]]', null],
  ])('A list without its brackets, %s: %j', (written, expected) => {
    const fragment = `metadata:\n  name: demo\n  tags: ${written}`;
    expect(mended(fragment)).toEqual(
      expected === null ? [] : [`${expected[0]} metadata:\n  name: demo\n  tags: ${expected[1]}`],
    );
  });

  test('is proposed only where the blocks agree as before', () => {
    expect(mended('indices: [{id: main, sources: docs}]')).toEqual([
      'safe indices: [{id: main, sources: [docs]}]',
    ]);
    expect(mended('indices: [{id: main, sources: nowhere}]')).toEqual([]);
    const ids = (second: string) =>
      `dataSources: [{id: "12", type: ConfluenceReader}, {id: ${second}, type: ConfluenceReader}]`;
    expect(mended(ids('13'))).toEqual([`safe ${ids('"13"')}`]);
    expect(mended(ids('12'))).toEqual([]);
  });

  test.each([
    [
      'dataSources:\n  type: ConfluenceReader\n\n  params: # of it\n    a: |\n      b\n  # end',
      'dataSources:\n  - type: ConfluenceReader\n\n    params: # of it\n      a: |\n        b\n  # end',
    ],
    ['dataSources: {type: ConfluenceReader}', 'dataSources: [{type: ConfluenceReader}]'],
    ['indices:\n    id: main\n    sources: [docs]', 'indices:\n    - id: main\n      sources: [docs]'],
  ])('is proposed for a mapping: %j', (fragment, list) => {
    expect(mended(fragment)).toEqual([`unsure ${list}`]);
    const crlf = manifestWith(fragment).replaceAll('\n', '\r\n');
    expect(proposed(crlf).map(({ mended }) => mended)).toEqual([manifestWith(list).replaceAll('\n', '\r\n')]);
  });

  test.each([
    'dataSources:\n  typ: ConfluenceReader',
    'dataSources:\n  type: ConfluenceReader\n  params: &p {a: b}\nx-b: *p',
    'dataSources: &d\n  params: {a: b}',
  ])('is not proposed for a mapping that is no entry, or repeated: %j', (fragment) => {
    expect(proposed(manifestWith(fragment)).filter(({ title }) => title === 'Make it a list')).toEqual([]);
  });

  test('is proposed for a word, not for a list of mappings', () => {
    expect(mended('dataSources: docs')).toEqual([]);
    expect(mended('embeddings:')).toEqual([]);
  });
});

test.each([
  ['owner: 12', 'Put it in quotes'],
  ['tags: docs', 'Make it a list'],
  ['tags: "a b"', 'Make it a list'],
])('%s: the title is %s', (field, title) => {
  expect(proposed(manifestWith(`metadata: {name: demo, ${field}}`))).toMatchObject([{ title }]);
});

describe('A name', () => {
  test.each([
    ['my  docs!x', 'my-docs-x'],
    ['-a', 'a'],
    ['._-a', 'a'],
    ['a!', 'a'],
    ['a_', 'a'],
    ['-9', '"9"'],
    ['-7-a', '"7-a"'],
    ...['true', 'false', 'NULL', 'yes', 'no', 'on', 'off', 'y', 'n'].map((word) => [`-${word}`, `"${word}"`]),
    ['-none', 'none'],
    ['-ayes', 'ayes'],
  ])('%s: %s', (wrong, right) => {
    expect(mended(`metadata: {name: "${wrong}"}`)).toEqual([`unsure metadata: {name: ${right}}`]);
  });

  test.each(['!!!', '', `${'a'.repeat(61)}!`, 'a'.repeat(129)])('%s has no near one', (wrong) => {
    expect(mended(`metadata: {name: "${wrong}"}`)).toEqual([]);
  });
});

test.each([
  [
    ['a', 'a'],
    ['a', 'a-2'],
  ],
  [
    ['a', 'a', 'a-2'],
    ['a', 'a-3', 'a-2'],
  ],
  [
    ['"a b"', '"a b"'],
    ['"a b"', '"a b-2"'],
  ],
  [
    ['5x', '5x'],
    ['5x', '"5x-2"'],
  ],
  [['b'.repeat(61), 'b'.repeat(61)], null],
])('Of the ids %j: %j', (ids, expected) => {
  const indices = (list: string[]) => `indices: [${list.map((id) => `{id: ${id}}`).join(', ')}]`;
  expect(mended(indices(ids))).toEqual(expected === null ? [] : [`unsure ${indices(expected)}`]);
});

describe('Text that stands for more than one value', () => {
  test('is edited only when asked for, where an alias repeats it', () => {
    expect(mended('x-size: &size "8"\nrun: {batchSize: *size}')).toMatchObject([
      expect.stringMatching(/^unsure /),
    ]);
  });

  test('is not put in quotes as an alias, which would make it another word', () => {
    expect(mended('owners: &owner 5\nmetadata: {name: demo, owner: *owner}')).toEqual([]);
  });

  test('is not edited, where it has several lines', () => {
    expect(mended('version: |\n  v1')).toEqual([]);
  });
});
