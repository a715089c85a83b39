import { expect, test } from 'vitest';
import { normalizeManifestJobPayload } from '../index.js';
import { inlinePayload, manifestWith } from '../testing/manifests.js';
import { sanitizeManifestPayload } from './sanitize.js';

test('Users see everything but the text', () => {
  const payload = normalizeManifestJobPayload(inlinePayload(manifestWith('run: {batchSize: 8}')));
  const { content: _, ...source } = { content: '', ...payload.manifest.source };
  expect(sanitizeManifestPayload(payload)).toEqual({ ...payload, manifest: { ...payload.manifest, source } });
});

test('Only what the contract knows is shown', () => {
  const odd = {
    manifest: { name: 'a', source: { kind: 'inline', content: 'x', body: 'y' }, text: 'z' },
    yaml: 'w',
    manifestHash: 'h',
  };
  expect(sanitizeManifestPayload(odd)).toEqual({
    manifest: { name: 'a', source: { kind: 'inline' } },
    manifestHash: 'h',
  });
});

test('Any value has a view', () => {
  const unreadable = {
    get manifest() {
      throw new Error('no');
    },
  };
  for (const value of [null, 5, 'x', [], {}, { manifest: 'version: v0' }, unreadable, Symbol('s')]) {
    expect(sanitizeManifestPayload(value)).toEqual({});
  }
});

test('A source that is no object is not shown', () => {
  const manifest = { name: 'a', source: 'version: v0' };
  expect(sanitizeManifestPayload({ manifest })).toEqual({ manifest: { name: 'a' } });
});

test('A manifest that is no object is not shown, what was derived is', () => {
  expect(sanitizeManifestPayload({ manifest: 'version: v0', manifestHash: 'h' })).toEqual({
    manifestHash: 'h',
  });
});
