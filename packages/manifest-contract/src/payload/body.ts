import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/nearest.js';
import { nameKey } from '../diagnostics/pointer.js';
import { describeBody, type Remark } from '../diagnostics/report.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { isManifestName, NAME_RULE } from '../schema/name.js';
import { scanValue } from '../secrets/index.js';
import {
  DERIVED_FIELDS,
  DERIVED_SOURCE_FIELDS,
  MANIFEST_ACTIONS,
  type ManifestAction,
} from './job-payload.js';
import { unknownFields } from './unknown-fields.js';

const MANIFEST_FIELDS = ['name', 'action', 'source', 'options'];

type Tell = (remark: Remark) => void;

/** The `manifest` block of a payload; null, with a remark, when there is none. */
export function readManifestBlock(body: JsonValue | undefined, remark: Tell): JsonObject | null {
  if (!isJsonObject(body)) {
    const hint = 'Send {"manifest": {"name": …, "action": "run", "source": …}}.';
    remark({ code: 'wrong_type', path: [], message: 'The payload takes an object.', hint });
    return null;
  }
  for (const found of unknownFields(body, ['manifest'], DERIVED_FIELDS, [])) remark(found);
  const { manifest } = body;
  if (isJsonObject(manifest)) {
    for (const found of unknownFields(manifest, MANIFEST_FIELDS, [], ['manifest'])) remark(found);
    return manifest;
  }
  const code = manifest === undefined || manifest === null ? 'field_missing' : 'wrong_type';
  const hint = 'Write {"name": "repo-docs", "action": "run", "source": {"kind": "inline", "content": …}}.';
  remark({ code, path: ['manifest'], message: '`manifest` takes an object.', hint });
  return null;
}

/** `manifest.name`, held against the naming rule. */
export function readName(value: JsonValue | undefined, remark: Tell): string | null {
  const path = ['manifest', 'name'];
  if (typeof value === 'string' && isManifestName(value)) return value;
  if (value === undefined || value === null) {
    remark({ code: 'field_missing', path, message: '`manifest.name` is missing.', hint: NAME_RULE });
  } else if (typeof value === 'string') {
    remark({
      code: 'invalid_name',
      path,
      message: '`manifest.name` breaks the naming rule.',
      hint: NAME_RULE,
    });
  } else {
    remark({ code: 'wrong_type', path, message: '`manifest.name` takes a string.', hint: NAME_RULE });
  }
  return null;
}

/** `manifest.action` (FR-015): absent means `run`; blanks around it and the case of its letters do not matter. */
export function readAction(value: JsonValue | undefined, remark: Tell): ManifestAction | null {
  const path = ['manifest', 'action'];
  if (value === undefined || value === null) return 'run';
  if (typeof value !== 'string') {
    remark({
      code: 'wrong_type',
      path,
      message: '`manifest.action` takes a string.',
      hint: 'Write `plan` or `run`.',
    });
    return null;
  }
  const word = value.trim().toLowerCase();
  const action = MANIFEST_ACTIONS.find((known) => known === word);
  if (action) return action;
  if (word === 'evaluate') {
    const message = 'The action `evaluate` is reserved for a later phase.';
    remark({ code: 'reserved_action', path, message, hint: 'Write `plan` or `run`.' });
  } else {
    const name = nameKey(value);
    const message = `The action ${name === 'this key' ? 'named here' : name} is unknown.`;
    remark({ code: 'unknown_action', path, message, ...suggest(word, MANIFEST_ACTIONS) });
  }
  return null;
}

/** Remarks when the body's name is not the manifest's own. */
export function compareNames(name: string, manifest: JsonValue | undefined, remark: Tell): void {
  const metadata = isJsonObject(manifest) ? manifest.metadata : undefined;
  const own = isJsonObject(metadata) ? metadata.name : undefined;
  if (typeof own !== 'string' || own === name || !isManifestName(own)) return;
  remark({
    code: 'name_mismatch',
    path: ['manifest', 'name'],
    message: '`manifest.name` differs from `metadata.name` in the manifest.',
    hint: 'Give both the same name.',
  });
}

/** Raw secrets in the body's own strings and keys; the manifest's text is checked as what it is. */
export function secretsInBody(body: JsonValue | undefined): Diagnostic[] {
  if (!isJsonObject(body)) return [];
  const { manifest } = body;
  const own = {
    ...without(body, DERIVED_FIELDS),
    ...(isJsonObject(manifest) && { manifest: ownStrings(manifest) }),
  };
  return scanValue(own).map(({ ruleId, pointer, hint }) => ({
    ...describeBody({
      code: 'raw_secret',
      path: [],
      message: `A raw secret stands here (rule ${ruleId}).`,
      hint,
    }),
    pointer,
  }));
}

function ownStrings(manifest: JsonObject): JsonObject {
  const { source } = manifest;
  return isJsonObject(source) && typeof source.content === 'string'
    ? { ...manifest, source: without(source, ['content', ...DERIVED_SOURCE_FIELDS]) }
    : manifest;
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
