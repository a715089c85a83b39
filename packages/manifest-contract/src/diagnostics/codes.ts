import type { Severity } from './diagnostic.js';

interface CodeFacts {
  readonly severity: Severity;
  readonly meaning: string;
}

const error = (meaning: string) => ({ severity: 'error', meaning }) as const;
const warning = (meaning: string) => ({ severity: 'warning', meaning }) as const;

/** Every code a diagnostic may bear. docs/diagnostics.md shows each with a wrong and a right example. */
export const DIAGNOSTICS = {
  // The text and its YAML
  not_text: error('The manifest is not a string.'),
  text_too_large: error('The text has more bytes than the limit allows.'),
  text_too_deep: error('Collections are nested deeper than the limit allows.'),
  text_too_many_nodes: error(
    'The text has more YAML nodes than the limit allows, aliased ones counted each time.',
  ),
  text_too_many_aliases: error(
    'The text uses more aliases than the limit allows, nested ones counted each time.',
  ),
  text_scalar_too_long: error('A key or value is longer than the limit allows.'),
  text_not_storable: error(
    'The text holds U+0000 or half of a surrogate pair, which PostgreSQL cannot store.',
  ),
  yaml_syntax: error('The text is not well-formed YAML.'),
  yaml_empty: error('The text holds no manifest: it is empty, or nothing but comments.'),
  yaml_multiple_documents: error('The text holds more than one YAML document.'),
  yaml_duplicate_key: error('A mapping has the same key twice.'),
  yaml_key_not_scalar: error('A mapping key is itself a mapping or a list.'),
  yaml_unknown_tag: error('A tag is unknown, or does not fit the value it stands before.'),
  yaml_binary: error('A value is tagged `!!binary`; what it hides cannot be reviewed.'),
  yaml_alias_unresolved: error('An alias names an anchor that does not stand before it.'),
  yaml_alias_recursive: error('An alias stands inside the very value it repeats.'),
  yaml_merge_not_map: error('A merge key `<<` stands for something other than a mapping.'),
  yaml_number_inexact: error(
    'A number cannot be kept as written: not finite, or a whole number beyond 2^53.',
  ),
  reserved_key: error('The key `__proto__` is never allowed.'),
  // The manifest
  legacy_manifest: error('The manifest is in the old apiVersion/kind/spec form.'),
  version_unsupported: error('The manifest version is not `v0`.'),
  field_missing: error('A required field is missing.'),
  wrong_type: error('A value is of another type than its field takes.'),
  invalid_value: error('A value is of the right type, but not one its field allows.'),
  invalid_name: error('A manifest name breaks the naming rule.'),
  invalid_schedule: error('A schedule is neither a cron expression nor `manual`.'),
  reference_not_allowed: error('A reference stands where routing or naming needs the plain value.'),
  malformed_reference: warning('A value looks like a reference and is none; it is plain text.'),
  unknown_key: warning('A key is unknown to v0; it is kept, but nothing reads it.'),
  duplicate_id: error('Two entries of one list have the same id.'),
  unknown_data_source: error('An index names a data source that the manifest does not define.'),
  unknown_index: error('A retriever names an index that the manifest does not define.'),
  overlap_too_large: error('chunkOverlap is not below chunkSize.'),
  unknown_provider: error('The embeddings provider is unknown.'),
  unknown_store: error('The vector store is unknown.'),
  unknown_reader: error('The type of a data source is unknown.'),
  raw_secret: error(
    'A raw secret, or a plain value where a secret belongs; only references are allowed (FR-007).',
  ),
  // The job payload
  body_not_json: error('The payload holds something that JSON cannot carry.'),
  body_too_complex: error('The payload is nested deeper, or holds more values, than the limits allow.'),
  unknown_field: error('The payload has a field that the contract does not know.'),
  name_mismatch: error('Two of manifest.name, source.name and metadata.name differ.'),
  reserved_action: error('The action is reserved for a later phase (FR-015).'),
  unknown_action: error('The action is unknown (FR-015).'),
  reserved_source_kind: error('The source kind is reserved for a later phase (FR-014).'),
  unknown_source_kind: error('The source kind is unknown (FR-014).'),
  path_source_disabled: error('Path sources are switched off; they are for development and test (FR-014).'),
  registry_content_refused: error('A registry source brings text of its own; the registry supplies it.'),
  registry_text_missing: error('The text of the registry entry was not supplied to the contract.'),
  invalid_option: error('An option has a value it does not take (FR-006).'),
  structural_option: error('An option would override the structure of the manifest (FR-006).'),
  unknown_option: error('An option is unknown (FR-006).'),
  // All of them
  too_many_diagnostics: warning('There are more diagnostics than the limit shows.'),
} as const satisfies Record<string, CodeFacts>;

/** The closed union of diagnostic codes. */
export type DiagnosticCode = keyof typeof DIAGNOSTICS;

const DOCS = 'https://github.com/MoonLadderStudios/moonmind-manifest/blob/main/docs/diagnostics.md';

/** The URL of the section that explains a code. */
export function docsOf(code: DiagnosticCode): string {
  return `${DOCS}#${code}`;
}
