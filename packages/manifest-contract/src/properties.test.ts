import { expect, test } from 'vitest';
import { PROPERTIES } from './testing/properties.js';

// `pnpm fuzz` runs the same at length. A failure prints its seed.
test.each(Object.entries(PROPERTIES))(
  '%s',
  (_, property) => {
    expect(property({ numRuns: 300 }).report).toBe('');
  },
  60_000,
);
