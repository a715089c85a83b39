import { describe, expect, test } from 'vitest';
import { hashManifest, validateManifestText } from './index.js';
import { manifestWith } from './testing/manifests.js';

describe('validateManifestText', () => {
  test('gives the registry what it stores', () => {
    const text = manifestWith('vectorStore: {type: qdrant, connection: {apiKey: "${QDRANT_KEY}"}}');
    expect(validateManifestText(text, { expectedName: 'demo' })).toEqual({
      valid: true,
      diagnostics: [],
      name: 'demo',
      version: 'v0',
      contentHash: hashManifest(text),
      requiredCapabilities: ['manifest', 'embeddings', 'openai', 'qdrant', 'github'],
      secretRefs: { env: [{ name: 'QDRANT_KEY' }], profile: [], vault: [] },
    });
  });

  test('asks for the expected name, at the place of the name', () => {
    const text = manifestWith('vectorStore: {type: qdrant, connection: {apiKey: "${QDRANT_KEY}"}}');
    expect(validateManifestText(text, { expectedName: 'other' })).toMatchObject({
      valid: false,
      diagnostics: [{ code: 'name_mismatch', in: 'manifest', pointer: '/metadata/name', line: 3, column: 9 }],
      requiredCapabilities: [],
      secretRefs: { env: [], profile: [], vault: [] },
    });
  });

  test.each(['a: 1', '- a', 'metadata: 5', 'metadata: {name: 5}', 'version: v1', '', 'a: ['])(
    '%j has neither name nor version, and is told of the one thing or the other',
    (text) => {
      const { name, version, diagnostics } = validateManifestText(text, { expectedName: 'demo' });
      expect([name, version]).toEqual([null, null]);
      expect(diagnostics.map(({ code }) => code)).not.toContain('name_mismatch');
    },
  );

  test('of what is no text gives the hash of nothing', () => {
    const validate: (text: unknown) => unknown = Function.prototype.call.bind(
      validateManifestText,
      undefined,
    );
    expect(validate(5)).toMatchObject({
      valid: false,
      name: null,
      contentHash: hashManifest(''),
      diagnostics: [{ code: 'not_text', in: 'manifest', pointer: '' }],
    });
  });

  test('tells name and version of a text that is not valid, and no more', () => {
    const refused = validateManifestText(manifestWith('scheduling: soon'));
    expect(refused).toMatchObject({ valid: false, name: 'demo', version: 'v0', requiredCapabilities: [] });
    expect(refused.secretRefs).toEqual({ env: [], profile: [], vault: [] });
    expect(validateManifestText('a: [')).toMatchObject({ valid: false, name: null, version: null });
    // A name that may be anything at all is not repeated.
    expect(validateManifestText(manifestWith('metadata: {name: a b}')).name).toBeNull();
  });

  test('is valid with warnings', () => {
    expect(validateManifestText(manifestWith('future: 1'))).toMatchObject({
      valid: true,
      diagnostics: [{ severity: 'warning' }],
    });
  });
});
