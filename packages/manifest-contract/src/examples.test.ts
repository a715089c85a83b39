import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createManifestContract } from './contract.js';

const folder = new URL('../../../examples/manifests/', import.meta.url);
const yamlIn = (url: URL) => readdirSync(url).filter((name) => name.endsWith('.yaml'));
const { validateManifestText, safeNormalizeManifestJobPayload } = createManifestContract();

describe('examples/manifests', () => {
  test.each(yamlIn(folder))('%s is valid, without a warning', (file) => {
    const content = readFileSync(new URL(file, folder), 'utf8');
    const { diagnostics, name } = validateManifestText(content, { expectedName: file.replace('.yaml', '') });
    expect(diagnostics).toEqual([]);
    const payload = { manifest: { name, source: { kind: 'inline', content } } };
    expect(safeNormalizeManifestJobPayload(payload)).toMatchObject({ success: true, warnings: [] });
  });

  const refused = new URL('refused/', folder);
  test.each(yamlIn(refused))('refused/%s is refused for the reasons its first line names', (file) => {
    const content = readFileSync(new URL(file, refused), 'utf8');
    const named = /^# refused: (.+)$/m.exec(content)?.[1]?.split(', ') ?? [];
    const { diagnostics } = validateManifestText(content);
    expect(named.length).toBeGreaterThan(0);
    expect([...new Set(diagnostics.map((d) => d.code))].sort()).toEqual([...named].sort());
  });
});
