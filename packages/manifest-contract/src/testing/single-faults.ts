/** Manifests with one fault each, made from a seed: what a slip of the hand, or of the mind, does to a valid one. */
import { randomFrom } from './random.js';

export interface SingleFault {
  readonly kind: string;
  readonly text: string;
  /** The line at fault, counted from 1. */
  readonly line: number;
  /** What should be suggested first, where a known name was meant. */
  readonly meant?: string;
}

const READERS = ['GithubRepositoryReader', 'GoogleDriveReader', 'ConfluenceReader', 'SimpleDirectoryReader'];
const NAMES = ['handbook', 'tickets', 'wiki', 'contracts', 'runbooks', 'research'];

/** `count` manifests, each with one fault, the kinds taking turns. */
export function singleFaults(seed: number, count: number): SingleFault[] {
  const random = randomFrom(seed);
  const kinds = Object.entries(KINDS);
  const faults: SingleFault[] = [];
  while (faults.length < count) {
    const [kind, spoil] = kinds[faults.length % kinds.length] ?? ['', () => null];
    const lines = validLines(random);
    const spoilt = spoil(lines, random);
    if (spoilt === null) continue;
    faults.push({
      kind,
      text: `${lines.join('\n')}\n`,
      line: spoilt.at + 1,
      ...(spoilt.meant && { meant: spoilt.meant }),
    });
  }
  return faults;
}

type Random = () => number;
interface Spoilt {
  readonly at: number;
  readonly meant?: string;
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
}

function validLines(random: Random): string[] {
  const first = pick(NAMES, random);
  const second = `${pick(NAMES, random)}-archive`;
  return [
    'version: v0',
    'metadata:',
    `  name: ${first}-docs`,
    '  owner: platform',
    '  tags: [internal, nightly]',
    'embeddings:',
    `  provider: ${pick(['openai', 'google', 'ollama'], random)}`,
    '  model: text-embedding-3-small',
    `  batchSize: ${1 + Math.floor(random() * 200)}`,
    'vectorStore:',
    `  type: ${pick(['qdrant', 'pgvector', 'milvus'], random)}`,
    '  indexName: handbook',
    '  allowCreateCollection: true',
    'dataSources:',
    `  - id: ${first}`,
    `    type: ${pick(READERS, random)}`,
    '    params:',
    '      branch: main',
    `  - id: ${second}`,
    `    type: ${pick(READERS, random)}`,
    '    schedule: 0 4 * * *',
    'transforms:',
    '  htmlToText: true',
    '  splitter:',
    '    type: TokenTextSplitter',
    '    chunkSize: 512',
    '    chunkOverlap: 64',
    'indices:',
    '  - id: main-index',
    '    type: VectorStoreIndex',
    `    sources: [${first}, ${second}]`,
    'retrievers:',
    '  - id: search',
    '    type: Hybrid',
    '    indices: [main-index]',
    '    params:',
    '      topK: 8',
    '      alpha: 0.5',
    'run:',
    '  concurrency: 4',
    '  errorPolicy: continue',
    '  dryRun: false',
    'security:',
    '  piiRedaction: true',
    'scheduling: manual',
  ];
}

/** One slip: a letter left out, doubled, swapped with its neighbour or replaced; another style of writing; a plural. */
function misspell(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 1));
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  const slips = [
    before + after,
    before + letter + letter + after,
    before.slice(0, -1) + letter + before.slice(-1) + after,
    `${before}${letter === 'x' ? 'z' : 'x'}${after}`,
    word.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
    word.toUpperCase(),
    word.endsWith('s') ? word.slice(0, -1) : `${word}s`,
  ];
  return pick(slips, random);
}

// `run` is open: a key in it under another name is the author's own.
const KEYS =
  /^(\s*)(version|metadata|name|owner|tags|embeddings|provider|model|batchSize|vectorStore|type|indexName|allowCreateCollection|dataSources|params|schedule|transforms|htmlToText|splitter|chunkSize|chunkOverlap|indices|sources|retrievers|topK|alpha|run|security|piiRedaction|scheduling): ?/;

function replaceIn(
  lines: string[],
  pattern: RegExp,
  random: Random,
  change: (word: string) => string,
): Spoilt | null {
  const candidates = lines.flatMap((line, at) => (pattern.test(line) ? [at] : []));
  if (candidates.length === 0) return null;
  const at = pick(candidates, random);
  const line = lines[at] ?? '';
  const word = pattern.exec(line)?.[1] ?? '';
  const changed = change(word);
  // Providers, stores and readers are known in any case of letters.
  const isSame = /(?:provider|type):/.test(line)
    ? changed.toLowerCase() === word.toLowerCase()
    : changed === word;
  if (isSame) return null;
  lines[at] = line.replace(pattern, (match) => match.replace(word, changed));
  return { at, meant: word };
}

const KINDS: Readonly<Record<string, (lines: string[], random: Random) => Spoilt | null>> = {
  'misspelt key': (lines, random) => {
    const at = pick(
      [...lines.keys()].filter((i) => KEYS.test(lines[i] ?? '')),
      random,
    );
    const [, indent = '', key = ''] = KEYS.exec(lines[at] ?? '') ?? [];
    const misspelt = misspell(key, random);
    if (misspelt === key) return null;
    lines[at] = `${indent}${misspelt}${(lines[at] ?? '').slice(indent.length + key.length)}`;
    return { at, meant: key };
  },
  'misspelt provider': (lines, random) =>
    replaceIn(lines, /^ {2}provider: (\w+)$/, random, (word) => misspell(word, random)),
  'misspelt store': (lines, random) =>
    replaceIn(lines, /^ {2}type: (\w+)$/, random, (word) => misspell(word, random)),
  'misspelt reader': (lines, random) =>
    replaceIn(lines, /^ {4}type: (\w+Reader)$/, random, (word) => misspell(word, random)),
  'shortened reader': (lines, random) => {
    const spoken: Readonly<Record<string, string>> = {
      GithubRepositoryReader: pick(
        ['GithubReader', 'github', 'GitHubRepoReader', 'GithubRepository'],
        random,
      ),
      GoogleDriveReader: pick(['GDriveReader', 'gdrive', 'DriveReader', 'GoogleDrive'], random),
      ConfluenceReader: pick(['Confluence', 'confluence', 'ConfluenceSpaceReader'], random),
      SimpleDirectoryReader: pick(['DirectoryReader', 'SimpleDirReader', 'SimpleDirectory'], random),
    };
    return replaceIn(lines, /^ {4}type: (\w+Reader)$/, random, (word) => spoken[word] ?? word);
  },
  'misspelt data source': (lines, random) =>
    replaceIn(lines, /^ {4}sources: \[(\w+),/, random, (word) =>
      misspell(word.toLowerCase(), random).toLowerCase(),
    ),
  'misspelt index': (lines, random) =>
    replaceIn(lines, /^ {4}indices: \[([\w-]+)\]/, random, (word) => misspell(word, random)),
  'misspelt word': (lines, random) =>
    replaceIn(lines, /(continue|Hybrid|VectorStoreIndex)$/, random, (word) => misspell(word, random)),
  'quoted number': (lines, random) => unnamed(replaceIn(lines, /: (\d+)$/, random, (word) => `"${word}"`)),
  'word for a boolean': (lines, random) =>
    unnamed(
      replaceIn(lines, /: (true|false)$/, random, (word) =>
        word === 'true' ? pick(['yes', '"true"', 'on'], random) : pick(['no', '"false"', 'off'], random),
      ),
    ),
  'number out of range': (lines, random) =>
    unnamed(
      replaceIn(lines, /(?:batchSize|chunkSize|concurrency|topK): (\d+)$/, random, () =>
        pick(['0', '-1'], random),
      ),
    ),
  'number for text': (lines, random) =>
    unnamed(replaceIn(lines, /(?:owner|model|indexName): ([\w-]+)$/, random, () => '12')),
  'word for a list': (lines, random) =>
    unnamed(replaceIn(lines, /tags: (\[.+\])$/, random, () => 'internal')),
  'missing field': (lines, random) => {
    const at = pick(
      [...lines.keys()].filter((i) => /^(?:version:| {2}(?:name|provider):| {2}type:)/.test(lines[i] ?? '')),
      random,
    );
    lines.splice(at, 1);
    // What is missing is told at its block, or at the top.
    return { at: Math.max(0, at - 1) };
  },
  'duplicate id': (lines) => {
    const ids = [...lines.keys()].filter((i) => /^ {2}- id: (?!main-index|search)/.test(lines[i] ?? ''));
    const [first = 0, second = 0] = ids;
    const old = (lines[second] ?? '').slice(8);
    lines[second] = lines[first] ?? '';
    const sources = lines.findIndex((line) => line.startsWith('    sources:'));
    lines[sources] = (lines[sources] ?? '').replace(`, ${old}`, '');
    return { at: second };
  },
  'duplicate key': (lines, random) => {
    const at = pick(
      [...lines.keys()].filter((i) => /^ {2}(?:owner|model|indexName|concurrency): /.test(lines[i] ?? '')),
      random,
    );
    lines.splice(at + 1, 0, lines[at] ?? '');
    return { at: at + 1 };
  },
  'raw secret': (lines, random) => {
    const at = lines.indexOf('      branch: main');
    const secret = Array.from({ length: 12 }, () => Math.floor(random() * 36).toString(36)).join('');
    lines.splice(
      at + 1,
      0,
      '    auth:',
      `      ${pick(['token', 'apiKey', 'client_secret', 'password'], random)}: ${secret}Q7`,
    );
    return { at: at + 2 };
  },
  'bad name': (lines, random) =>
    unnamed(
      replaceIn(lines, /^ {2}name: ([\w-]+)$/, random, (word) =>
        pick([`${word}-`, `-${word}`, `my ${word}`, `${word}/x`], random),
      ),
    ),
  'bad schedule': (lines, random) =>
    unnamed(
      replaceIn(lines, /(?:schedule|scheduling): (.+)$/, random, () =>
        pick(['every day', '0 4 * *', '61 4 * * *', '0 25 * * *'], random),
      ),
    ),
  'reference for a name': (lines, random) =>
    unnamed(replaceIn(lines, /^ {2}(?:provider|type): (\w+)$/, random, () => '"${CHOICE}"')),
  'unknown version': (lines, random) =>
    unnamed(replaceIn(lines, /^version: (v0)$/, random, () => pick(['v1', '0', 'V0', '"1"'], random))),
  'overlap too large': (lines, random) =>
    unnamed(replaceIn(lines, /chunkOverlap: (64)$/, random, () => pick(['512', '600'], random))),
  'open bracket': (lines, random) =>
    unnamed(replaceIn(lines, /^ {4}indices: (\[main-index\])$/, random, () => '[main-index')),
  'open quote': (lines, random) =>
    unnamed(replaceIn(lines, /^ {2}(?:owner|model|provider): (\w+)$/, random, (word) => `"${word}`)),
  'line too deep': (lines, random) =>
    unnamed(replaceIn(lines, /^( {2})(?:indexName|model):/, random, () => '     ')),
  'tab as indentation': (lines, random) =>
    unnamed(replaceIn(lines, /^( {2})(?:owner|model|concurrency):/, random, () => '\t')),
  'unknown alias': (lines, random) =>
    unnamed(replaceIn(lines, /(?:owner|model|indexName): ([\w-]+)$/, random, () => '*nowhere')),
  'unknown tag': (lines, random) =>
    unnamed(replaceIn(lines, /(?:owner|model|indexName): ([\w-]+)$/, random, (word) => `!env ${word}`)),
};

function unnamed(spoilt: Spoilt | null): Spoilt | null {
  return spoilt && { at: spoilt.at };
}
