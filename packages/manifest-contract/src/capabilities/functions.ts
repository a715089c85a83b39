import { ManifestContractError } from '../diagnostics/contract-error.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { arrange, describeManifest } from '../diagnostics/report.js';
import type { TextLimits } from '../limits.js';
import { readJson } from '../payload/read-json.js';
import { deriveCapabilities } from './derive.js';
import type { Vocabulary } from './vocabulary.js';

/** What `safeDeriveRequiredCapabilities` returns. */
export type DeriveResult =
  | { readonly success: true; readonly requiredCapabilities: string[] }
  | { readonly success: false; readonly diagnostics: readonly Diagnostic[] };

/** The capability functions bound to a vocabulary. */
export function capabilityFunctions(vocabulary: Vocabulary, limits: TextLimits) {
  /** As `deriveRequiredCapabilities`, but returns what is wrong instead of throwing it. */
  function safeDeriveRequiredCapabilities(manifest: unknown): DeriveResult {
    const { json, remarks } = readJson(manifest, limits);
    const derived = deriveCapabilities(json ?? null, vocabulary, limits.maxDiagnostics);
    const found = [...remarks, ...derived.remarks].map((remark) => describeManifest(remark, null, null));
    if (found.length === 0) return { success: true, requiredCapabilities: [...derived.capabilities] };
    return { success: false, diagnostics: arrange(found, limits.maxDiagnostics) };
  }

  /**
   * The capabilities a worker needs to run a manifest, lower-case, without repeats: the base list, `embeddings`, the
   * provider, the store, then one for each data source (FR-005). Reads these blocks alone.
   * @throws {ManifestContractError} a block is missing, or names what the contract does not know.
   */
  function deriveRequiredCapabilities(manifest: unknown): string[] {
    const result = safeDeriveRequiredCapabilities(manifest);
    if (!result.success) throw new ManifestContractError(result.diagnostics);
    return result.requiredCapabilities;
  }

  return { deriveRequiredCapabilities, safeDeriveRequiredCapabilities };
}
