import { nameKey } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonValue } from '../json.js';
import type { ShapeRemark } from './check-shape.js';
import { knownKeys } from './schema-path.js';

/** So many keys of a manifest below one key are a manifest there. */
const ENOUGH = 3;

/** The one remark on a manifest that stands whole below a key of its own: `manifest:`, say. */
export function wrappedRemark(value: JsonValue): ShapeRemark | null {
  if (!isJsonObject(value)) return null;
  const [key = '', ...others] = Object.keys(value);
  const inner = value[key];
  if (others.length > 0 || !isJsonObject(inner)) return null;
  const known = knownKeys([]);
  if (known.includes(key) || known.filter((name) => Object.hasOwn(inner, name)).length < ENOUGH) return null;
  return {
    code: 'field_missing',
    path: [key],
    message: `The manifest stands below ${nameKey(key)}, where nothing looks for it.`,
    hint: 'Take that key out, and move what stands below it to the left: it begins with `version: v0`.',
    part: 'key',
  };
}
