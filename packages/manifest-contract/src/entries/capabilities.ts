/** `@moonmind/manifest-contract/capabilities`: what a worker must be able to do to run a manifest (FR-005). */
import { capabilityFunctions } from '../capabilities/functions.js';
import { createVocabulary, type VocabularyOptions } from '../capabilities/vocabulary.js';
import { DEFAULT_LIMITS } from '../limits.js';

export type { DeriveResult } from '../capabilities/functions.js';
export type { Terms, VocabularyOptions } from '../capabilities/vocabulary.js';
export { ManifestContractError } from '../diagnostics/contract-error.js';

/**
 * The capability functions of a host that knows readers, providers or stores of its own.
 * @throws {TypeError} a name is taken, or a capability is not a lower-case word.
 */
export function createCapabilities(options: VocabularyOptions = {}) {
  return capabilityFunctions(createVocabulary(options), DEFAULT_LIMITS);
}

export const { deriveRequiredCapabilities, safeDeriveRequiredCapabilities } = createCapabilities();
