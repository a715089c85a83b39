import type { JsonObject } from '../json.js';
import type { SecretRefs } from '../references/index.js';

/** What a run may do in this phase (FR-015). */
export const MANIFEST_ACTIONS = ['plan', 'run'] as const;
export type ManifestAction = (typeof MANIFEST_ACTIONS)[number];

/** Where the manifest text comes from (FR-014). */
export const SOURCE_KINDS = ['inline', 'registry', 'path'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** What every source has once it is normalized: the hash that pins the text, and the manifest's version. */
interface PinnedSource {
  /** `sha256:` + 64 hex digits of the text's UTF-8 bytes. */
  readonly contentHash: string;
  readonly version: string;
}

export type ManifestSource =
  | (PinnedSource & { readonly kind: 'inline'; readonly content: string })
  | (PinnedSource & { readonly kind: 'registry'; readonly name: string })
  | (PinnedSource & { readonly kind: 'path'; readonly path: string; readonly content: string });

/** The options a submission may set over the manifest's own `run` (FR-006). */
export interface ManifestOptions {
  readonly dryRun?: boolean;
  readonly forceFull?: boolean;
  /** A safe integer, 1 or more; null for no limit. */
  readonly maxDocs?: number | null;
}

/** The normalized payload of a manifest job: plain JSON, the same for the same submission, byte for byte. */
export interface ManifestJobPayload {
  readonly manifest: {
    readonly name: string;
    readonly action: ManifestAction;
    readonly source: ManifestSource;
    readonly options: ManifestOptions;
  };
  /** Equal to the source's contentHash. */
  readonly manifestHash: string;
  readonly manifestVersion: string;
  /** Lower-case, distinct, in the order of the contract; never empty. */
  readonly requiredCapabilities: readonly string[];
  /** The manifest's `run` overlaid with the options. */
  readonly effectiveRunConfig: JsonObject;
  /** What a worker must resolve before it runs (FR-016). */
  readonly manifestSecretRefs: SecretRefs;
}

/** Derived by the contract: whatever a client sends under these names is replaced in silence (FR-005). */
export const DERIVED_FIELDS = [
  'requiredCapabilities',
  'manifestHash',
  'manifestVersion',
  'manifestSecretRefs',
  'effectiveRunConfig',
] as const;

/** Likewise inside `manifest.source`. */
export const DERIVED_SOURCE_FIELDS = ['contentHash', 'version'] as const;
