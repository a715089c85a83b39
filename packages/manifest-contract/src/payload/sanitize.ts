import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { DERIVED_FIELDS } from './job-payload.js';
import { readJson } from './read-json.js';

const MANIFEST_FIELDS = ['name', 'action', 'source', 'options'] as const;
const SOURCE_FIELDS = ['kind', 'name', 'path', 'contentHash', 'version'] as const;

/**
 * What users see of a manifest job: the payload without the manifest's text, and without any field the contract does not
 * know. Takes any value and never throws; a new object, nothing shared with the payload.
 */
export function sanitizeManifestPayload(payload: unknown): JsonObject {
  const { json } = readJson(payload, DEFAULT_LIMITS);
  const body = pick(json, ['manifest', ...DERIVED_FIELDS]);
  if (!isJsonObject(body.manifest)) return without(body, 'manifest');
  const manifest = pick(body.manifest, MANIFEST_FIELDS);
  if (isJsonObject(manifest.source)) manifest.source = pick(manifest.source, SOURCE_FIELDS);
  return { ...body, manifest: isJsonObject(manifest.source) ? manifest : without(manifest, 'source') };
}

function pick(value: JsonValue | undefined, keys: readonly string[]): JsonObject {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([own]) => own !== key));
}
