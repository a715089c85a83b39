import { guess } from '../diagnostics/nearest.js';
import { nameKey, type Path } from '../diagnostics/pointer.js';
import type { Remark } from '../diagnostics/report.js';
import type { JsonObject } from '../json.js';

/**
 * A remark for each field of an object that is neither one a client sets nor a derived one (these are replaced in
 * silence), with the nearest field a client sets.
 */
export function unknownFields(
  object: JsonObject,
  known: readonly string[],
  derived: readonly string[],
  path: Path,
): Remark[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key) && !derived.includes(key))
    .map((key) => {
      const { names } = guess(key, known);
      return {
        code: 'unknown_field',
        path: [...path, key],
        message: `The contract does not know ${nameKey(key)}.`,
        hint: names[0] === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean \`${names[0]}\`?`,
        suggestions: names,
      };
    });
}
