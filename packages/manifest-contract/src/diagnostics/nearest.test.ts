import { expect, test } from 'vitest';
import { guess, nearest, suggest } from './nearest.js';

const KEYS = ['chunkSize', 'chunkOverlap', 'type', 'id'];

test.each([
  ['chunk_size', 'chunkSize'],
  ['CHUNK-SIZE', 'chunkSize'],
  ['chunksiez', 'chunkSize'], // a swap is one edit
  ['hcunkSiez', 'chunkSize'], // two swaps
  ['chnukSizeX', 'chunkSize'],
  ['chukOverlp', 'chunkOverlap'],
  ['abcnkSize', null], // three edits
  ['cxhnkSizQ', null], // three edits: a swap takes both letters
  ['hcXnkSizY', null], // a swap and two edits
  ['tpye', 'type'],
  ['xy', null], // two edits turn any short word into any other
  ['x', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('The nearest to %j is %j', (word, expected) => {
  expect(nearest(word, KEYS)).toBe(expected);
});

test('An exact fit beats one that comes earlier', () => {
  expect(nearest('topK', ['topP', 'topK'])).toBe('topK');
});

test.each<[string, string, string[], string | null]>([
  ['blanks, dashes and case aside', 'Chunk size', ['chunk-size'], 'chunk-size'],
  ['a part left out', 'GithubReader', ['GithubRepositoryReader'], 'GithubRepositoryReader'],
  ['a part put in', 'GithubRepositoryReader', ['GithubReader'], 'GithubReader'],
  ['parts left out everywhere', 'bcde', ['xbycxdyezz'], 'xbycxdyezz'],
  ['two fifths of a name', 'gith', ['githubread'], 'githubread'],
  ['less than two fifths', 'gith', ['githubreade'], null],
  ['fewer than four letters', 'git', ['github'], null],
  ['half of a name that begins alike', 'abcdxyzw', ['abcdefgh'], 'abcdefgh'],
  ['less than half', 'abcdxyzwv', ['abcdefgh'], null],
  ['too few letters at the beginning', 'abcxxxxxfgh', ['abcdefgh'], null],
  ['half of it at both ends', 'abcdxxxxxfgh', ['abcdeeefgh'], 'abcdeeefgh'],
  ['a short name by one edit', 'idx', ['id'], 'id'],
  ['a short name by two', 'idxy', ['id'], null],
  ['other letters', 'zz', ['abcd'], null],
  ['64 characters', 'x'.repeat(64), [`${'x'.repeat(63)}y`], `${'x'.repeat(63)}y`],
  ['65 characters', 'x'.repeat(65), ['x'.repeat(64)], null],
  ['a name of 65 characters', 'x'.repeat(64), ['x'.repeat(65)], null],
  ['what every object inherits', 'constructor', ['id'], null],
])('Of %s: nearest to %j of %j is %j', (_, word, names, expected) => {
  expect(nearest(word, names)).toBe(expected);
});

test.each<[string, string, string[], Record<string, string>, string[], boolean]>([
  ['the same but for spelling', 'top_k', ['topP', 'topK'], {}, ['topK', 'topP'], true],
  ['one edit before two', 'chunkSizes', ['chunkSites', 'chunkSize'], {}, ['chunkSize', 'chunkSites'], false],
  ['two that are as near', 'topX', ['topK', 'topP'], {}, ['topK', 'topP'], false],
  ['of those the one that begins alike', 'batchs', ['xatchs', 'batchx'], {}, ['batchx', 'xatchs'], false],
  ['another word for it', 'Postgres', ['qdrant', 'pgvector'], { postgres: 'pgvector' }, ['pgvector'], true],
  ['the same before another word for it', 'a_b', ['other', 'ab'], { ab: 'other' }, ['ab', 'other'], true],
  [
    'another word for it before one edit',
    'typee',
    ['type', 'kind'],
    { typee: 'kind' },
    ['kind', 'type'],
    true,
  ],
  ['only like it', 'GithubReader', ['GithubRepositoryReader'], {}, ['GithubRepositoryReader'], false],
  [
    'the most like it first',
    'GithubReader',
    ['GithubRepositoryIssuesReader', 'GithubRepositoryReader'],
    {},
    ['GithubRepositoryReader', 'GithubRepositoryIssuesReader'],
    false,
  ],
  ['one that is much nearer than a second', 'topK', ['topKey', 'topK'], {}, ['topK', 'topKey'], true],
  ['a first letter left out is one edit', 'ype', ['type', 'ypo'], {}, ['ypo', 'type'], false],
  [
    'letters that stand at both ends count once',
    'abab',
    ['ababxxabab', 'ababcdef'],
    {},
    ['ababcdef', 'ababxxabab'],
    false,
  ],
  ['a swap costs one edit', 'abdc', ['abcde', 'abcd'], {}, ['abcd', 'abcde'], true],
  ['no swap with what is not there', 'abxd', ['abcx', 'abcd'], {}, ['abcd', 'abcx'], true],
  ['three at most', 'ab1x', ['ab1a', 'ab1b', 'ab1c', 'ab1d'], {}, ['ab1a', 'ab1b', 'ab1c'], false],
  ['nothing', 'zzzz', ['type'], {}, [], false],
])('A guess: %s', (_, word, names, aliases, expected, sure) => {
  expect(guess(word, names, aliases)).toEqual({ names: expected, sure });
});

test('A word too long is no guess', () => {
  expect(guess('x'.repeat(65), ['x'.repeat(64)])).toEqual({ names: [], sure: false });
});

test('What is suggested names the nearest and all that is known', () => {
  const near = suggest('tpye', ['id', 'type']);
  expect(near).toMatchObject({ suggestions: ['type'], sure: true });
  expect(near.hint).toContain('mean `type`?');
  expect(near.hint).toContain('`id`, `type`');
  expect(Object.keys(suggest('zzzz', ['id']))).toEqual(['hint']);
  expect(suggest('zzzz', ['id']).hint).toContain('`id`');
});
