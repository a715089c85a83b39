import type { Remark } from '../diagnostics/report.js';
import { isJsonObject, type JsonValue } from '../json.js';

/** The one remark on a manifest in the old `apiVersion/kind/spec` form; null for any other. */
export function legacyRemark(value: JsonValue | undefined): Remark | null {
  if (!isJsonObject(value) || Object.hasOwn(value, 'version')) return null;
  const isLegacy =
    Object.hasOwn(value, 'apiVersion') || (Object.hasOwn(value, 'kind') && Object.hasOwn(value, 'spec'));
  if (!isLegacy) return null;
  return {
    code: 'legacy_manifest',
    path: [Object.hasOwn(value, 'apiVersion') ? 'apiVersion' : 'kind'],
    message: 'This is a manifest of the old `apiVersion/kind/spec` form, which is no longer taken.',
    hint: 'Write it as v0: `version: v0`, then metadata, embeddings, vectorStore and dataSources.',
  };
}
