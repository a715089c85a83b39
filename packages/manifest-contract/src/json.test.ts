import { expect, test } from 'vitest';
import { isJsonObject, type JsonValue } from './json.js';

test.each<[JsonValue | undefined, boolean]>([
  [{}, true],
  [[], false],
  [null, false],
  ['a', false],
  [1, false],
  [undefined, false],
])('%j is an object: %j', (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});
