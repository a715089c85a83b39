import { expect, test } from 'vitest';
import { createLimits, type TextLimits } from './limits.js';

const DEFAULTS = {
  maxBytes: 524_288,
  maxDepth: 64,
  maxNodes: 50_000,
  maxAliases: 100,
  maxScalarLength: 131_072,
  maxDiagnostics: 100,
};

test('Limits that a host leaves out keep their defaults', () => {
  expect(createLimits()).toEqual(DEFAULTS);
  expect(createLimits({ maxNodes: 1 })).toEqual({ ...DEFAULTS, maxNodes: 1 });
});

test.each<Partial<TextLimits>>([
  { maxBytes: 0 },
  { maxNodes: 1.5 },
  { maxAliases: -1 },
  { maxDiagnostics: Infinity },
])('%j is no limit', (limits) => {
  expect(() => createLimits(limits)).toThrow(TypeError);
  expect(() => createLimits(limits)).toThrow(Object.keys(limits)[0]);
});

test('Depth has a limit of its own, since the call stack has one', () => {
  expect(createLimits({ maxDepth: 512 }).maxDepth).toBe(512);
  expect(() => createLimits({ maxDepth: 513 })).toThrow('maxDepth');
  expect(createLimits({ maxNodes: 513 }).maxNodes).toBe(513);
});
