import { capabilityFunctions } from './capabilities/functions.js';
import { createVocabulary, type VocabularyOptions } from './capabilities/vocabulary.js';
import { ManifestContractError } from './diagnostics/contract-error.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { arrange } from './diagnostics/report.js';
import { createLimits, type TextLimits } from './limits.js';
import type { ManifestJobPayload } from './payload/job-payload.js';
import { type Normalization, normalize } from './payload/normalize.js';
import { sanitizeManifestPayload } from './payload/sanitize.js';
import { collectSecretRefs } from './references/index.js';
import { manifestJsonSchema, manifestTextJsonSchema } from './schema/json-schema.js';
import type { Manifest } from './schema/manifest-schema.js';
import { detectSecrets, redactSecrets, safeRedactSecrets } from './secrets/index.js';
import { type StandardSchema, toStandardIssue } from './standard-schema.js';
import { checkText, type TextValidation, validateText } from './validate-text.js';

/** How a host service wants its contract. Everything is optional; the defaults are the product's. */
export interface ManifestContractOptions extends VocabularyOptions {
  /** Whether sources of kind `path` are taken: for development and test images. Default false (FR-014). */
  readonly allowPathSource?: boolean;
  /** Limits on texts and payloads; those left out keep their defaults. */
  readonly limits?: Partial<TextLimits>;
}

export interface NormalizeOptions {
  /** The stored text of the entry that a source of kind `registry` names. Without it such a source is refused. */
  readonly registryText?: string;
}

/** What `safeNormalizeManifestJobPayload` returns; `warnings` are unknown keys and their like. */
export type NormalizeResult =
  | { readonly success: true; readonly payload: ManifestJobPayload; readonly warnings: readonly Diagnostic[] }
  | { readonly success: false; readonly diagnostics: readonly Diagnostic[] };

/** A manifest, null when there are errors, and everything there is to say about it. */
export interface ParseResult {
  readonly manifest: Manifest | null;
  /** Errors and warnings in order of place. */
  readonly diagnostics: readonly Diagnostic[];
}

export type ManifestContract = ReturnType<typeof createManifestContract>;

/**
 * Makes a contract: the rules of v0 manifests with a host's own readers, providers, stores and limits.
 * @throws {TypeError} an option is out of range or a name is taken; a fault of the host, not of a user.
 */
export function createManifestContract(options: ManifestContractOptions = {}) {
  const vocabulary = createVocabulary(options);
  const limits = createLimits(options.limits);
  const rules = { vocabulary, limits, allowPathSource: options.allowPathSource === true };

  const check = (text: unknown) => checkText(text, vocabulary, limits).checked;

  function run(payload: unknown, options?: NormalizeOptions): Normalization {
    return normalize(payload, options?.registryText, rules);
  }

  /** As `normalizeManifestJobPayload`, but returns what is wrong instead of throwing it; also gives the warnings. */
  function safeNormalizeManifestJobPayload(payload: unknown, options?: NormalizeOptions): NormalizeResult {
    const { payload: normalized, diagnostics } = run(payload, options);
    return normalized
      ? { success: true, payload: normalized, warnings: diagnostics }
      : { success: false, diagnostics };
  }

  /**
   * Makes the stored payload of a manifest job (FR-003, 005–007, 014–016) from what a client sent, any JavaScript value.
   * @throws {ManifestContractError} with every reason at once.
   */
  function normalizeManifestJobPayload(payload: unknown, options?: NormalizeOptions): ManifestJobPayload {
    const { payload: normalized, diagnostics } = run(payload, options);
    if (!normalized) throw new ManifestContractError(diagnostics);
    return normalized;
  }

  /** Reads a manifest's text, YAML 1.2 with `<<` merges; never throws. */
  function parseManifest(text: string): ParseResult {
    const { manifest, diagnostics } = check(text);
    return { manifest, diagnostics: arrange(diagnostics, limits.maxDiagnostics) };
  }

  /**
   * Checks a text for the registry; never throws. With `expectedName`, `metadata.name` must equal it.
   * The hash is that of the text, valid or not.
   */
  function validateManifestText(
    text: string,
    { expectedName }: { expectedName?: string } = {},
  ): TextValidation {
    return validateText(text, expectedName, vocabulary, limits);
  }

  /** The manifest's text as a Standard Schema: a string in, a manifest out. */
  const manifestText: StandardSchema<string, Manifest> = {
    '~standard': {
      version: 1,
      vendor: 'moonmind',
      jsonSchema: {
        input: (options) => manifestTextJsonSchema(options),
        output: (options) => manifestJsonSchema(options.target),
      },
      validate(value) {
        const { manifest, diagnostics } = check(value);
        if (manifest) return { value: manifest };
        const errors = arrange(diagnostics, limits.maxDiagnostics).filter(
          (found) => found.severity === 'error',
        );
        return { issues: errors.map(toStandardIssue) };
      },
    },
  };

  return {
    normalizeManifestJobPayload,
    safeNormalizeManifestJobPayload,
    parseManifest,
    ...capabilityFunctions(vocabulary, limits),
    validateManifestText,
    manifestText,
    detectSecrets,
    redactSecrets,
    safeRedactSecrets,
    collectSecretRefs,
    sanitizeManifestPayload,
    /** The limits in force. */
    limits,
  };
}
