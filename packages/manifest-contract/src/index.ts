import { createManifestContract } from './contract.js';

export type { DeriveResult } from './capabilities/functions.js';
export type { Terms, VocabularyOptions } from './capabilities/vocabulary.js';
export {
  createManifestContract,
  type ManifestContract,
  type ManifestContractOptions,
  type NormalizeOptions,
  type NormalizeResult,
  type ParseResult,
} from './contract.js';
export { applyFixes } from './diagnostics/apply-fixes.js';
export { DIAGNOSTICS, type DiagnosticCode } from './diagnostics/codes.js';
export { ManifestContractError } from './diagnostics/contract-error.js';
export type {
  Diagnostic,
  Fix,
  RelatedPlace,
  Severity,
  TextEdit,
  TextPlace,
  TextPosition,
  TextRange,
} from './diagnostics/diagnostic.js';
export { nearest } from './diagnostics/nearest.js';
export * from './entries/references.js';
export * from './entries/schema.js';
export * from './entries/secrets.js';
export { hashManifest } from './hash.js';
export type { JsonObject, JsonValue } from './json.js';
export { DEFAULT_LIMITS, type TextLimits } from './limits.js';
export {
  MANIFEST_ACTIONS,
  type ManifestAction,
  type ManifestJobPayload,
  type ManifestOptions,
  type ManifestSource,
  SOURCE_KINDS,
  type SourceKind,
} from './payload/job-payload.js';
export { sanitizeManifestPayload } from './payload/sanitize.js';
export type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.js';
export { isStorable } from './text/storable.js';
export type { TextValidation } from './validate-text.js';

/** The contract with the default vocabulary and limits, behind the plain functions. */
const contract = createManifestContract();

export const {
  normalizeManifestJobPayload,
  safeNormalizeManifestJobPayload,
  parseManifest,
  deriveRequiredCapabilities,
  safeDeriveRequiredCapabilities,
  validateManifestText,
  manifestText,
} = contract;
