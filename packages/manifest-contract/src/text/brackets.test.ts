import { describe, expect, test } from 'vitest';
import { applyFixes, parseManifest } from '../index.js';

const YAML = `version: v0
metadata:
  name: repo-docs
  tags: [one, two] # of search
embeddings: {provider: openai, model: small, batchSize: 8}
vectorStore:
  type: qdrant
  connection: {url: 'https://\${HOST}:6333', tags: [x, y], depth: {z: 1}}
dataSources:
  - id: gh
    type: GithubRepositoryReader
    params:
      include: [
        README.md,
        docs
      ]
  - {id: wiki, type: ConfluenceReader}
`;

const JSON_TEXT = `{
  "version": "v0",
  "metadata": {
    "name": "repo-docs",
    "tags": ["one", "two"]
  },
  "embeddings": {"provider": "openai", "model": "small"},
  "vectorStore": {
    "type": "qdrant",
    "connection": {
      "url": "https://\${HOST}:6333"
    }
  },
  "dataSources": [
    {
      "id": "gh",
      "type": "GithubRepositoryReader",
      "params": {
        "include": [
          "README.md",
          "docs"
        ]
      }
    },
    {
      "id": "wiki",
      "type": "ConfluenceReader"
    }
  ]
}
`;

type Slip = readonly [
  what: string,
  part: string,
  slip: string,
  line: number,
  message: string,
  /** What the fix makes of the slip, where that is not the part itself. */
  mended?: string,
];

const NO_COMMA = 'A comma is missing between brackets.';
const NOT_OPEN = 'This closes a bracket that is not open.';
const QUOTE = 'A quoted string is not closed.';
const left = (line: number, kind = 'mapping in braces') =>
  `A ${kind} is not closed. It begins on line ${line}.`;
const leftList = (line: number) => left(line, 'list in brackets');

const named = (slips: readonly Slip[]) => slips.map((slip) => ({ what: slip[0], slip }));

/** One slip is one diagnostic on its line, whatever ends the lines, and its fix leaves the text that was meant. */
function check(base: string, [, part, slip, line, message, mended = part]: Slip): void {
  expect(base.split(part)).toHaveLength(2);
  for (const eol of ['\n', '\r\n']) {
    const written = (inner: string) => base.replace(part, () => inner).replaceAll('\n', eol);
    const text = written(slip);
    const { diagnostics } = parseManifest(text);
    expect(diagnostics).toMatchObject([
      { code: 'yaml_syntax', line, message, fix: { confidence: 'unsure' } },
    ]);
    const fixed = applyFixes(text, diagnostics, { unsure: true });
    expect(fixed).toBe(written(mended));
    expect(parseManifest(fixed).diagnostics).toEqual([]);
  }
}

describe('Of a slip in brackets of YAML', () => {
  test.each(
    named([
      ['a list left open', '[one, two]', '[one, two', 4, leftList(4)],
      ['a mapping left open', 'batchSize: 8}', 'batchSize: 8', 5, left(5)],
      ['a mapping left open in an entry', 'type: ConfluenceReader}', 'type: ConfluenceReader', 17, left(17)],
      ['an inner list left open', '[x, y], depth', '[x, y, depth', 8, leftList(8)],
      ['an inner mapping left open', '{z: 1}}', '{z: 1}', 8, left(8)],
      ['two left open', '{z: 1}}', '{z: 1', 8, left(8)],
      ['a list of several lines left open', 'docs\n      ]\n', 'docs\n', 13, leftList(13)],
      ['a list closed with a brace', '[one, two]', '[one, two}', 4, 'A list in brackets is closed with `}`.'],
      [
        'a list closed with a parenthesis',
        '[one, two]',
        '[one, two)',
        4,
        'A list in brackets is closed with `)`.',
      ],
      ['a mapping closed with a bracket', '8}', '8]', 5, 'A mapping in braces is closed with `]`.'],
      ['a mapping closed with a parenthesis', '8}', '8)', 5, 'A mapping in braces is closed with `)`.'],
      ['an inner one closed with another', '[x, y]', '[x, y}', 8, 'A list in brackets is closed with `}`.'],
      ['a list closed twice', '[one, two]', '[one, two]]', 4, NOT_OPEN],
      ['a mapping closed twice', '8}', '8}}', 5, NOT_OPEN],
      ['a mapping not opened', '{provider', 'provider', 5, NOT_OPEN],
      ['an entry not opened', '- {id: wiki', '- id: wiki', 17, NOT_OPEN],
      ['a comma left out', 'openai, model', 'openai model', 5, NO_COMMA],
      ['a comma left out before quotes', '[one, two]', '["one" "two"]', 4, NO_COMMA, '["one", "two"]'],
      ['a comma twice', 'openai, model', 'openai,, model', 5, 'A comma has no entry before it.'],
      ['a comma first', '[one, two]', '[, one, two]', 4, 'A comma has no entry before it.', '[ one, two]'],
      ['a quote left open', "6333', tags", '6333, tags', 8, QUOTE],
      [
        'a comment in an entry',
        '[one, two]',
        '[one #1, two]',
        4,
        'A ` #` begins a comment here.',
        '["one #1", two]',
      ],
    ]),
  )('$what is told, and mended', ({ slip }) => {
    check(YAML, slip);
  });
});

describe('Of a slip in JSON', () => {
  test.each(
    named([
      ['a mapping left open before a key', '"two"]\n  },\n', '"two"]\n', 3, left(3)],
      ['a list left open before a brace', '"docs"\n        ]\n', '"docs"\n', 19, leftList(19)],
      ['an entry left open before the next', '      }\n    },\n    {\n', '      }\n    {\n', 15, left(15)],
      ['the last entry left open', 'Reader"\n    }\n', 'Reader"\n', 25, left(25)],
      ['a list left open before the end', '    }\n  ]\n}\n', '    }\n}\n', 14, leftList(14)],
      ['the end left out', '  ]\n}\n', '  ]\n', 1, left(1)],
      ['a list left open on its line', '"two"]', '"two"', 5, leftList(5)],
      ['one left open with its comma', '"small"},', '"small",', 7, left(7)],
      [
        'a mapping closed with a bracket',
        '"small"}',
        '"small"]',
        7,
        'A mapping in braces is closed with `]`.',
      ],
      ['a brace twice', '"small"}', '"small"}}', 7, NOT_OPEN],
      [
        'a brace too much on a line of its own',
        '    }\n  },\n  "data',
        '    }\n    }\n  },\n  "data',
        13,
        NOT_OPEN,
        '    }\n    \n  },\n  "data',
      ],
      ['a comma left out', '"version": "v0",', '"version": "v0"', 2, NO_COMMA],
      ['a comma left out behind a brace', '  },\n  "embed', '  }\n  "embed', 6, NO_COMMA],
      ['a comma left out on one line', '"openai",', '"openai"', 7, NO_COMMA],
      ['a comma twice', '"version": "v0",', '"version": "v0",,', 2, 'A comma has no entry before it.'],
      ['a quote left open before a comma', '"repo-docs",', '"repo-docs,', 4, QUOTE],
      ['a quote left open at the end of a line', '"ConfluenceReader"', '"ConfluenceReader', 27, QUOTE],
      ['a quote left open before a bracket', '"two"]', '"two]', 5, QUOTE],
      ['a quote left open before a brace and a comma', '"small"},', '"small},', 7, QUOTE],
      ['a quote left open behind a reference', ':6333"', ':6333', 11, QUOTE],
      ['a quote left open around a key', '"metadata":', '"metadata:', 3, QUOTE],
    ]),
  )('$what is told, and mended', ({ slip }) => {
    check(JSON_TEXT, slip);
  });

  test('the hint says where to close what is left open', () => {
    const [found] = parseManifest(JSON_TEXT.replace('"two"]\n  },\n', '"two"]\n')).diagnostics;
    expect(found).toMatchObject({ hint: 'Close it with `}` before line 6.', fix: { title: 'Add `}`' } });
  });

  test('no indentation tells of what is not indented', () => {
    const text = JSON_TEXT.replaceAll(/^ +/gm, '');
    check(text, ['', '"v0",\n"metadata"', '"v0"\n"metadata"', 2, NO_COMMA]);
    check(text, ['', '}\n]\n}\n', '}\n]\n', 1, left(1)]);
  });

  test('tabs are indentation, too', () => {
    check(JSON_TEXT.replaceAll('  ', '\t'), ['', '"two"]\n\t},\n', '"two"]\n', 3, left(3)]);
  });
});

test.each([
  ['JSON', JSON_TEXT.replace('"url": "https://${HOST}:6333"', () => '"apiKey": "@T'), 11],
  ['a mapping in braces', YAML.replace("url: 'https://${HOST}:6333'", () => "apiKey: '@T"), 8],
  [
    'braces left open',
    YAML.replace("url: 'https://${HOST}:6333', tags: [x, y], depth: {z: 1}}", () => 'apiKey: @T'),
    8,
  ],
])('A secret in a text that is broken, %s, is told and not written', (_, text, line) => {
  const secret = ['gh', 'p_', 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5'].join('');
  const { diagnostics } = parseManifest(text.replace('@T', secret));
  expect(diagnostics.find(({ code }) => code === 'raw_secret')).toMatchObject({ line });
  expect(JSON.stringify(diagnostics).includes(secret)).toBe(false);
});
