import { suggest } from '../diagnostics/nearest.js';
import { nameKey, type Path } from '../diagnostics/pointer.js';
import type { Remark } from '../diagnostics/report.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { isStorable } from '../text/storable.js';
import { DERIVED_SOURCE_FIELDS, SOURCE_KINDS, type SourceKind } from './job-payload.js';
import { unknownFields } from './unknown-fields.js';

/** A source as the client names it, with the text it stands for; `text` is null when there is none to check. */
export type SourceReading =
  | { readonly kind: 'inline'; readonly text: string | null }
  | { readonly kind: 'registry'; readonly name: string | null; readonly text: string | null }
  | { readonly kind: 'path'; readonly path: string; readonly text: string | null };

export interface SourceContext {
  /** `manifest.name`: a registry source without a name takes it. */
  readonly name: string | null;
  readonly registryText: string | undefined;
  readonly allowPathSource: boolean;
  readonly remark: (remark: Remark) => void;
}

const PATH: Path = ['manifest', 'source'];
const OWN_FIELDS: Readonly<Record<SourceKind, readonly string[]>> = {
  inline: ['kind', 'content'],
  registry: ['kind', 'name'],
  path: ['kind', 'path', 'content'],
};

/** Reads `manifest.source` (FR-014); null when its kind is not one that can be taken. */
export function readSource(value: JsonValue | undefined, context: SourceContext): SourceReading | null {
  const { remark } = context;
  if (!isJsonObject(value)) {
    const code = value === undefined || value === null ? 'field_missing' : 'wrong_type';
    const hint =
      'Write {"kind": "inline", "content": "version: v0 …"} or {"kind": "registry", "name": "repo-docs"}.';
    remark({
      code,
      path: PATH,
      message: '`manifest.source` takes an object that says where the YAML is.',
      hint,
    });
    return null;
  }
  const kind = readKind(value.kind, remark);
  if (kind === null) return null;
  if (kind === 'path' && !context.allowPathSource) {
    const hint =
      'Send the text itself: {"kind": "inline", "content": …}. Only development and test images take paths.';
    remark({
      code: 'path_source_disabled',
      path: [...PATH, 'kind'],
      message: 'Path sources are switched off.',
      hint,
    });
    return null;
  }
  if (kind === 'registry' && value.content !== undefined) {
    remark({
      code: 'registry_content_refused',
      path: [...PATH, 'content'],
      message: 'A registry source brings no text of its own; the stored one is run.',
      hint: 'Take `content` out, or use the kind `inline`.',
    });
  }
  for (const found of unknownFields(value, OWN_FIELDS[kind], DERIVED_SOURCE_FIELDS, PATH)) remark(found);
  if (kind === 'inline') return { kind, text: readContent(value, remark) };
  if (kind === 'path') return { kind, path: readPath(value, remark), text: readContent(value, remark) };
  return readRegistry(value, context);
}

function readKind(value: JsonValue | undefined, remark: SourceContext['remark']): SourceKind | null {
  const path = [...PATH, 'kind'];
  const hint = 'Kinds are `inline` and `registry`, and `path` on development and test images.';
  if (typeof value !== 'string') {
    const code = value === undefined || value === null ? 'field_missing' : 'wrong_type';
    remark({ code, path, message: '`manifest.source.kind` takes a string.', hint });
    return null;
  }
  const word = value.trim().toLowerCase();
  const kind = SOURCE_KINDS.find((known) => known === word);
  if (kind) return kind;
  if (word === 'repo') {
    const message = 'Sources of kind `repo` are for a future phase.';
    remark({ code: 'reserved_source_kind', path, message, hint });
  } else {
    const name = nameKey(value);
    const message = `The source kind ${name === 'this key' ? 'named here' : name} is unknown.`;
    remark({ code: 'unknown_source_kind', path, message, ...suggest(word, SOURCE_KINDS) });
  }
  return null;
}

function readContent(source: JsonObject, remark: SourceContext['remark']): string | null {
  if (typeof source.content === 'string') return source.content;
  const code = source.content === undefined || source.content === null ? 'field_missing' : 'wrong_type';
  const hint = 'Put the YAML text in `content`, as one string.';
  remark({
    code,
    path: [...PATH, 'content'],
    message: '`manifest.source.content` takes the YAML as a string.',
    hint,
  });
  return null;
}

function readPath(source: JsonObject, remark: SourceContext['remark']): string {
  const { path } = source;
  if (typeof path === 'string' && path.trim() !== '' && path.length <= 1024 && isStorable(path)) return path;
  const code =
    path === undefined || path === null
      ? 'field_missing'
      : typeof path === 'string'
        ? 'invalid_value'
        : 'wrong_type';
  const hint = 'Name the file the text was read from: "manifests/repo-docs.yaml".';
  const message = '`manifest.source.path` takes a path of 1–1024 storable characters.';
  remark({ code, path: [...PATH, 'path'], message, hint });
  return '';
}

function readRegistry(source: JsonObject, context: SourceContext): SourceReading {
  const { name, registryText, remark } = context;
  const path = [...PATH, 'name'];
  const own = source.name ?? name;
  const hint = 'Leave it out, or write the same name as in `manifest.name`.';
  if (own !== null && typeof own !== 'string') {
    remark({ code: 'wrong_type', path, message: '`manifest.source.name` takes a string.', hint });
  } else if (name !== null && own !== name) {
    const message = '`manifest.source.name` differs from `manifest.name`.';
    remark({ code: 'name_mismatch', path, message, hint });
  }
  if (typeof registryText === 'string') return { kind: 'registry', name, text: registryText };
  remark({
    code: 'registry_text_missing',
    path: PATH,
    message: 'The text of this registry entry was not supplied.',
    hint: 'Whoever normalizes a registry source passes the stored text as `registryText`.',
  });
  return { kind: 'registry', name, text: null };
}
