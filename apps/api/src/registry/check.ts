/** Holds a manifest text against the contract on its way into the registry (FR-007, FR-009). */
import { type Diagnostic, MANIFEST_VERSION, type ManifestContract } from '@moonmind/manifest-contract';
import type { PutManifest } from '@moonmind/queue-store';
import { invalid, Problem } from '../problems/problem.js';

export interface CheckOptions {
  /** What metadata.name must be. */
  readonly expectedName: string;
  /** Raw secrets become references before the check. */
  readonly redact: boolean;
  /** Unknown keys are errors. */
  readonly strict: boolean;
}

/**
 * What the registry stores of a text, and the contract's warnings about it.
 * @throws {Problem} `invalid_manifest` with everything that is wrong.
 */
export function checkManifest(
  contract: ManifestContract,
  sent: string,
  { expectedName, redact, strict }: CheckOptions,
): {
  manifest: Pick<PutManifest, 'name' | 'version' | 'content' | 'contentHash' | 'requiredCapabilities'>;
  warnings: readonly Diagnostic[];
} {
  const content = redact ? redacted(contract, sent) : sent;
  const checked = contract.validateManifestText(content, { expectedName });
  const diagnostics = checked.diagnostics.map((diagnostic) =>
    strict && diagnostic.code === 'unknown_key' ? { ...diagnostic, severity: 'error' as const } : diagnostic,
  );
  if (diagnostics.some(({ severity }) => severity === 'error'))
    throw invalid('invalid_manifest', diagnostics);
  const { contentHash, requiredCapabilities } = checked;
  return {
    manifest: { name: expectedName, version: MANIFEST_VERSION, content, contentHash, requiredCapabilities },
    warnings: diagnostics,
  };
}

/** The text with references for its secrets. A text beyond the limits stays as it is: the check refuses it unread. */
function redacted(contract: ManifestContract, text: string): string {
  if (Buffer.byteLength(text) > contract.limits.maxBytes) return text;
  const result = contract.safeRedactSecrets(text);
  if (result.success) return result.text;
  throw new Problem('invalid_manifest', result.error.message, {
    errors: contract.validateManifestText(text).diagnostics,
  });
}
