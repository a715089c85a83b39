import { expect, test } from 'vitest';
import { isManifestName } from './name.js';

test.each(['a', '7', 'aZ0', 'a.b_c-d', 'a--b', 'x'.repeat(128)])('%s names a manifest', (name) => {
  expect(isManifestName(name)).toBe(true);
});

test.each(['', '-a', 'a-', '.a', 'a.', '_a', 'a_', '-', 'a b', 'a/b', 'é', 'a\n', '\na', 'x'.repeat(129)])(
  '%j does not',
  (name) => {
    expect(isManifestName(name)).toBe(false);
  },
);
