import { guess } from '../diagnostics/nearest.js';
import { nameKey } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonValue } from '../json.js';
import type { ShapeRemark } from './check-shape.js';
import { knownKeys } from './schema-path.js';

/**
 * Keys of `run` that are a known one but for spelling. The author may have keys of their own there, but a run that was
 * to be dry is not for a `dryrun` that nothing reads.
 */
export function nearMisses(manifest: JsonValue): ShapeRemark[] {
  const run = isJsonObject(manifest) ? manifest.run : undefined;
  if (!isJsonObject(run)) return [];
  const known = knownKeys(['run']);
  const free = known.filter((key) => !Object.hasOwn(run, key));
  return Object.keys(run).flatMap((key) => {
    if (known.includes(key)) return [];
    const { names, sure } = guess(key, free);
    if (!sure || names[0] === undefined) return [];
    return {
      code: 'unknown_key',
      path: ['run', key],
      message: `Version v0 does not know ${nameKey(key)}; nothing reads it unless your worker does.`,
      hint: `Did you mean \`${names[0]}\`?`,
      suggestions: names,
      part: 'key',
    } as const;
  });
}
