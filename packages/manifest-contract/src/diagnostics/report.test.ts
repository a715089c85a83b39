import { expect, test } from 'vitest';
import { tokenLike } from '../testing/manifests.js';
import { LineIndex } from '../text/line-index.js';
import { ManifestContractError } from './contract-error.js';
import { nameKey, pointerTo } from './pointer.js';
import { arrange, describeBody, describeManifest } from './report.js';

const positions = new LineIndex('aaaa\nbbbb\ncccc\n');
const remark = (code: 'wrong_type' | 'unknown_key', ...path: string[]) => ({
  code,
  path,
  message: 'm',
  hint: 'h',
});
const at = (offset: number, code: 'wrong_type' | 'unknown_key' = 'wrong_type', key = 'k') =>
  describeManifest(remark(code, key), positions, [offset, offset + 1]);

test('The body comes first, then the text from its top', () => {
  const arranged = arrange([at(10), at(5), describeBody(remark('wrong_type', 'x')), at(6)], 10);
  expect(arranged.map((d) => [d.in, d.line, d.column])).toEqual([
    ['body', null, null],
    ['manifest', 2, 1],
    ['manifest', 2, 2],
    ['manifest', 3, 1],
  ]);
});

test('Of several at one place under one pointer, the first stays', () => {
  const arranged = arrange([at(5), at(5, 'unknown_key'), at(5, 'wrong_type', 'other')], 10);
  expect(arranged.map((d) => [d.code, d.pointer])).toEqual([
    ['wrong_type', '/k'],
    ['wrong_type', '/other'],
  ]);
});

test('Beyond the limit errors go before warnings, and a last one tells that there are more', () => {
  const arranged = arrange([at(0, 'unknown_key'), at(5), at(10)], 2);
  expect(arranged.map((d) => d.code)).toEqual(['wrong_type', 'wrong_type', 'too_many_diagnostics']);
  expect(arrange([at(0), at(5)], 2)).toHaveLength(2);
  // Warnings alone must not turn into a refusal.
  const warnings = arrange([at(0, 'unknown_key'), at(5, 'unknown_key')], 1);
  expect(warnings.map((d) => d.severity)).toEqual(['warning', 'warning']);
});

test('A pointer escapes `~` and `/`, and never spells a key that may be a secret', () => {
  expect(pointerTo(['a/b', 'c~d', 0])).toBe('/a~1b/c~0d/0');
  expect(pointerTo(['auth', tokenLike(), 'x'])).toBe('/auth/?/x');
  expect(pointerTo(['x'.repeat(200)])).toBe('/?');
});

test('A message quotes a key unless it may be a secret, is long, or hides something', () => {
  expect(nameKey('batchSize')).toBe('`batchSize`');
  for (const key of [tokenLike(), 'x'.repeat(61), 'a\u200bb', 'a\nb']) expect(nameKey(key)).toBe('this key');
});

test('The error tells each diagnostic with its place', () => {
  const error = new ManifestContractError([describeBody(remark('wrong_type', 'x')), at(5)]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('ManifestContractError');
  expect(error.message).toBe('body /x: m\nmanifest 2:1: m');
});
