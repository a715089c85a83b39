import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashManifest } from './hash.js';

test.each(['', 'version: v0\n', 'é😀'])('The hash of %j is the SHA-256 of its UTF-8 bytes', (text) => {
  expect(hashManifest(text)).toBe(`sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`);
});
