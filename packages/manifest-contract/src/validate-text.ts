/** A manifest's text, checked from its first character to what the registry keeps of it. */
import type { Vocabulary } from './capabilities/vocabulary.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { arrange, describeBody, describeManifest } from './diagnostics/report.js';
import { hashManifest } from './hash.js';
import { isJsonObject } from './json.js';
import type { TextLimits } from './limits.js';
import { collectSecretRefs, type SecretRefs } from './references/index.js';
import { type CheckedManifest, checkManifest, countFaults } from './schema/check-manifest.js';
import { MANIFEST_VERSION } from './schema/manifest-schema.js';
import { isManifestName } from './schema/name.js';
import { scanString } from './secrets/index.js';
import { findCulprit } from './text/find-culprit.js';
import { parseText } from './text/parse-text.js';
import type { ParsedText } from './text/parsed-text.js';

/** What the registry asks of a text. `name` and `version` are what could be read, valid or not a manifest; no raw secret. */
export interface TextValidation {
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly name: string | null;
  readonly version: string | null;
  readonly contentHash: string;
  /** Empty when the text is not valid. */
  readonly requiredCapabilities: readonly string[];
  /** Empty when the text is not valid. */
  readonly secretRefs: SecretRefs;
}

/** Parses a text and checks it as a manifest. What is no text is parsed as an empty one, and told to be none. */
export function checkText(
  text: unknown,
  vocabulary: Vocabulary,
  limits: TextLimits,
): { readonly parsed: ParsedText; readonly checked: CheckedManifest } {
  if (typeof text !== 'string') return { parsed: parseText('', limits), checked: NOT_TEXT };
  const parsed = parseText(text, limits, (broken, offset) =>
    findCulprit(broken, offset, limits, (value) => countFaults(value, vocabulary)),
  );
  return { parsed, checked: checkManifest(parsed, vocabulary, limits) };
}

/** Checks a text for the registry: as a manifest, and for its name. */
export function validateText(
  text: unknown,
  expectedName: string | undefined,
  vocabulary: Vocabulary,
  limits: TextLimits,
): TextValidation {
  const { parsed, checked } = checkText(text, vocabulary, limits);
  const value = isJsonObject(parsed.value) ? parsed.value : {};
  const metadata = isJsonObject(value.metadata) ? value.metadata : {};
  const name = typeof metadata.name === 'string' && isManifestName(metadata.name) ? metadata.name : null;
  const found = [...checked.diagnostics];
  if (expectedName !== undefined && name !== null && name !== expectedName) {
    const path = ['metadata', 'name'];
    const message = '`metadata.name` differs from the name under which the manifest is stored.';
    const remark = { code: 'name_mismatch', path, message, hint: 'Give both the same name.' } as const;
    found.push(describeManifest(remark, parsed.positions, parsed.places.value(path)));
  }
  const valid = !found.some((diagnostic) => diagnostic.severity === 'error');
  return {
    valid,
    diagnostics: arrange(found, limits.maxDiagnostics),
    name: name === null || scanString(name).length > 0 ? null : name,
    version: value.version === MANIFEST_VERSION ? MANIFEST_VERSION : null,
    contentHash: hashManifest(parsed.text),
    requiredCapabilities: valid ? checked.requiredCapabilities : [],
    secretRefs: valid ? collectSecretRefs(checked.json) : { env: [], profile: [], vault: [] },
  };
}

const NOT_TEXT: CheckedManifest = {
  manifest: null,
  json: null,
  requiredCapabilities: [],
  diagnostics: [
    {
      ...describeBody({
        code: 'not_text',
        path: [],
        message: 'A manifest is a string of YAML.',
        hint: 'Pass the text itself; decode bytes as UTF-8 first.',
      }),
      in: 'manifest',
    },
  ],
};
