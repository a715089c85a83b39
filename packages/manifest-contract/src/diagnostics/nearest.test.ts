import { expect, test } from 'vitest';
import { nearest } from './nearest.js';

const KEYS = ['chunkSize', 'chunkOverlap', 'type', 'id'];

test.each([
  ['chunk_size', 'chunkSize'],
  ['CHUNK-SIZE', 'chunkSize'],
  ['chunksiez', 'chunkSize'], // a swap is one edit
  ['hcunkSiez', 'chunkSize'], // two swaps
  ['chnukSizeX', 'chunkSize'],
  ['chukOverlp', 'chunkOverlap'],
  ['abcnkSize', null], // three edits
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
