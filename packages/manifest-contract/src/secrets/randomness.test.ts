import { describe, expect, it } from 'vitest';
import {
  distinctCharacters,
  isDigestLike,
  isPlaceholder,
  isTemplateToken,
  looksGenerated,
  randomness,
} from './randomness.js';

describe('randomness is the share of neighbours that no writer puts side by side', () => {
  it.each([
    ['', 0],
    ['a', 0],
    ['internet', 0],
    ['INTERNET', 0],
    ['Th', 0],
    ['tH', 1],
    ['zq', 1],
    ['ZQ', 1],
    ['12', 0],
    ['1a', 1],
    ['a1', 1],
    ['thzq', 2 / 3],
    ['azAZ09', 0.8],
    // Other characters count for nothing, and part those beside them.
    ['z-q', 0],
    ['-z_', 0],
    ['q`q{q@q[q', 0],
    ['1/1:1', 0],
    // The borders of each class belong to it.
    ['az', 1],
    ['AZ', 1],
    ['0q', 1],
    ['9q', 1],
    // What stands far in is not looked at.
    ['th'.repeat(128) + 'zq'.repeat(50), 0],
    [`${'th'.repeat(127)}zq`, 2 / 255],
  ])('of %s: %d', (text, share) => {
    expect(randomness(text)).toBeCloseTo(share, 6);
  });
});

it('has all of it where a letter and a digit meet', () => {
  for (const letter of 'abcdefghijklmnopqrstuvwxyz')
    for (const digit of '0123456789') {
      expect(randomness(`${letter}${digit}`)).toBe(1);
      expect(randomness(`${digit}${letter}`)).toBe(1);
    }
});

it.each('ingestion available graph queue symphony network config https database profile'.split(' '))(
  'the word %s has none of it',
  (word) => {
    expect(randomness(word)).toBe(0);
  },
);

describe('looksGenerated', () => {
  it.each([
    ['g1h2j3k4g1h2j3k4', 16],
    ['g1h2j3k4m5'.repeat(3), 30],
    ['aB1cD2aB1cD2house', 16],
    ['qZxVkJwQpGzXvKqJqZxVkJwQ', 24],
    ['theHouseQzxvKjwqpGzxvkqj', 24],
    // Without a digit a short one has to have nothing else.
    ['qZxVkJwQpGzXvKqJ', 16],
  ])('%s does, from %d characters on', (text, minimum) => {
    expect(looksGenerated(text, minimum)).toBe(true);
    expect(looksGenerated(text, text.length)).toBe(true);
    expect(looksGenerated(text, text.length + 1)).toBe(false);
  });

  it.each([
    ['words', 'house7river8lake9'],
    ['a name', 'vertexModel2024Release'],
    ['few characters', 'g1h2j3gg1h2j3g1h'],
    ['a digest', '0a1b2c3d4e5f6071'],
    ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['digits', '12345678901234567890'],
    ['marks', '!@#$%^&*()_+-=[]{}|'],
    ['a long word with capitals', 'chunkSizeOverlapWindowMax'],
    ['a short one without digits and with a word', 'theHouseQzxvKjwqpGzxvkq'],
    ['no capital behind a small letter', 'QZXVKJWQPGZXvkqjwxzqkvjxe'],
  ])('%s does not: %s', (_, text) => {
    expect(looksGenerated(text, 16)).toBe(false);
  });
});

it('counts the different ones of the first 64 characters', () => {
  expect(distinctCharacters('abca')).toBe(3);
  expect(distinctCharacters(`${'a'.repeat(63)}bc`)).toBe(2);
});

it('takes hex and UUIDs for digests', () => {
  for (const text of ['0123ABCdef', '0xff', '3F2504E0-4f89-41d3-9a0c-0305e82c3301'])
    expect(isDigestLike(text)).toBe(true);
  for (const text of [
    '',
    'x123',
    '123g',
    '3f2504e0-4f89-41d3-9a0c-0305e82c330',
    'a3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  ])
    expect(isDigestLike(text)).toBe(false);
  expect(isDigestLike('3f2504e0-4f89-41d3-9a0c-0305e82c3301a')).toBe(false);
});

describe('A token that shows where one goes', () => {
  it.each([
    'your-q1w2e3r4t5',
    'sk-your-q1w2e3',
    'sk-xxxxxxq1w2',
    'q1w2***e3r4',
    'q1w2e3...r4',
    'PLACEHOLDERq1',
    'q1-redacted',
    'changeme-q1w2',
    'change-me-q1w2',
    'replaceme-q1w2',
    'replace_with-q1w2',
    'replace this',
    '<token>q1w2e3',
  ])('%s', (text) => {
    expect(isTemplateToken(text)).toBe(true);
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'AKIAQ1W2E3EXAMPLE',
    'change-this',
    'changethis1q2w',
    'replaceq1w2',
    'insert-q1w2',
    'dummyq1w2e3',
    'sampleq1w2e3',
    'q1w2xxxxe3r4',
    'q1w200000000e3',
    'q1w2123456789',
    'q1w2abcdefg',
    'todo q1w2e3',
    'to-do q1w2e3',
    'fakeq1w2e3r4',
    'testkeyq1w2',
    'test_token-q1w2',
    // Few different characters.
    'ab1ab1ab1',
  ])('%s, where samples are no secrets', (text) => {
    expect(isTemplateToken(text)).toBe(false);
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'q1w2e3r4t5y6',
    'q1w2e0r4t5y6',
    'myyourq1w2e3',
    'foxq1w2e3r4',
    'q1*w2.e3<5r4',
    'changed-q1w2',
    'exampl-q1w2',
    'todomq1w2',
    'testq1w2key',
    'abcdef',
    'abc123',
    'abc123abc123',
    'abc',
    `${'q1w2e3r4t5y6u7i8'.repeat(16)}placeholder example`,
  ])('%s is another', (text) => {
    expect(isTemplateToken(text)).toBe(false);
    expect(isPlaceholder(text)).toBe(false);
  });
});
