import type { Vocabulary } from '../capabilities/vocabulary.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { arrange, describeBody, type Remark } from '../diagnostics/report.js';
import { hashManifest } from '../hash.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { TextLimits } from '../limits.js';
import { collectSecretRefs } from '../references/index.js';
import { MANIFEST_VERSION } from '../schema/manifest-schema.js';
import { checkText } from '../validate-text.js';
import { compareNames, readAction, readManifestBlock, readName, secretsInBody } from './body.js';
import type { ManifestJobPayload, ManifestSource } from './job-payload.js';
import { readOptions } from './options.js';
import { readJson } from './read-json.js';
import { readSource, type SourceReading } from './source.js';

/** What a contract is bound to. */
export interface NormalizationRules {
  readonly vocabulary: Vocabulary;
  readonly limits: TextLimits;
  readonly allowPathSource: boolean;
}

/** The payload, or null when there are errors. */
export interface Normalization {
  readonly payload: ManifestJobPayload | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes the stored payload of a manifest job from a client's (FR-003): checks the body and the manifest's text, pins the
 * text by its hash, and derives what routing needs. Tells all that is wrong at once. Pure: the same submission gives the
 * same payload, byte for byte.
 */
export function normalize(
  input: unknown,
  registryText: string | undefined,
  rules: NormalizationRules,
): Normalization {
  const { limits, vocabulary } = rules;
  const { json, remarks: readRemarks } = readJson(input, limits);
  const remarks = [...readRemarks];
  if (json === undefined && remarks.length > 0) {
    return { payload: null, diagnostics: arrange(remarks.map(describeBody), limits.maxDiagnostics) };
  }
  const remark = (found: Remark) => {
    remarks.push(found);
  };
  const manifest = readManifestBlock(json, remark);
  const name = manifest ? readName(manifest.name, remark) : null;
  const action = manifest ? readAction(manifest.action, remark) : null;
  const options = readOptions(manifest?.options, ['manifest', 'options'], remark);
  const context = { name, registryText, allowPathSource: rules.allowPathSource, remark };
  const source = manifest ? readSource(manifest.source, context) : null;

  const text = typeof source?.text === 'string' ? checkText(source.text, vocabulary, limits) : null;
  const parsed = text?.parsed;
  const checked = text?.checked;
  if (name !== null && parsed) compareNames(name, parsed.value, remark);

  const body = [...secretsInBody(json), ...remarks.map(describeBody)];
  const found = [...body, ...(checked?.diagnostics ?? [])];
  const diagnostics = arrange(found, limits.maxDiagnostics);
  const refused = found.some((diagnostic) => diagnostic.severity === 'error');
  if (refused || !name || !action || !source || !parsed || !checked?.json)
    return { payload: null, diagnostics };

  const contentHash = hashManifest(parsed.text);
  const version = checked.manifest?.version ?? MANIFEST_VERSION;
  const payload: ManifestJobPayload = {
    manifest: { name, action, source: pin(source, parsed.text, name, { contentHash, version }), options },
    manifestHash: contentHash,
    manifestVersion: version,
    requiredCapabilities: checked.requiredCapabilities,
    effectiveRunConfig: { ...copy(checked.json.run), ...options },
    manifestSecretRefs: collectSecretRefs(checked.json),
  };
  return { payload, diagnostics };
}

function pin(
  source: SourceReading,
  content: string,
  name: string,
  pins: { readonly contentHash: string; readonly version: string },
): ManifestSource {
  if (source.kind === 'inline') return { kind: 'inline', content, ...pins };
  if (source.kind === 'path') return { kind: 'path', path: source.path, content, ...pins };
  // The registry keeps the text; the hash says which revision of it.
  return { kind: 'registry', name, ...pins };
}

/** A copy that shares nothing: aliases in the YAML share objects, and a payload is plain JSON. */
function copy(value: JsonValue | undefined): JsonObject {
  const copied: JsonValue = isJsonObject(value) ? JSON.parse(JSON.stringify(value)) : {};
  return isJsonObject(copied) ? copied : {};
}
