import { suggest } from '../diagnostics/nearest.js';
import { nameKey, type Path } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { valueAt } from './change.js';
import type { ShapeRemark } from './check-shape.js';

/** Two places of a manifest that do not go together. */
export interface Clash {
  readonly code: 'duplicate_id' | 'unknown_data_source' | 'unknown_index' | 'overlap_too_large';
  readonly path: Path;
  /** The place it clashes with. */
  readonly first?: Path;
}

/**
 * What one block says about another: ids are distinct, indices name data sources, retrievers name indices, and chunks
 * overlap by less than their size. Reads what it finds and passes over what has the wrong shape: that is told already.
 */
export function* crossCheck(manifest: JsonValue): Generator<Clash> {
  if (!isJsonObject(manifest)) return;
  const { dataSources, indices, retrievers } = manifest;
  yield* duplicateIds('dataSources', dataSources);
  yield* duplicateIds('indices', indices);
  yield* duplicateIds('retrievers', retrievers);
  // A data source is required: without the list, or with one of the wrong shape, that alone is the fault.
  if (Array.isArray(dataSources)) {
    yield* unknownIds('unknown_data_source', indices, ['indices', 'sources'], dataSources);
  }
  if (indices === undefined || indices === null || Array.isArray(indices)) {
    yield* unknownIds('unknown_index', retrievers, ['retrievers', 'indices'], indices);
  }
  yield* overlap(manifest);
}

/** A clash in words. */
export function describeClash({ code, path, first }: Clash, manifest: JsonValue): ShapeRemark {
  const told = { code, path, part: 'value' } as const;
  switch (code) {
    case 'duplicate_id':
      return {
        ...told,
        message: `\`${first?.[0]}[${first?.[1]}]\` has the same id.`,
        hint: 'Give each entry an id of its own.',
      };
    case 'overlap_too_large':
      return {
        ...told,
        message: '`chunkOverlap` is not below `chunkSize`: the splitter would never get on.',
        hint: 'Make it about a tenth of chunkSize.',
      };
    default: {
      const [noun, home] = code === 'unknown_index' ? ['index', 'indices'] : ['data source', 'dataSources'];
      const id = String(valueAt(manifest, path));
      const name = nameKey(id);
      const known = idsOf(valueAt(manifest, [home]));
      const shown = known.size > 20 ? [] : [...known].filter((other) => nameKey(other) !== 'this key');
      return {
        ...told,
        message: `There is no ${noun} with ${name === 'this key' ? 'this id' : `the id ${name}`}.`,
        ...(shown.length > 0
          ? suggest(id, shown)
          : { hint: `Define it under \`${home}\`, with this \`id\`.` }),
      };
    }
  }
}

function entries(list: JsonValue | undefined): (JsonObject | null)[] {
  return Array.isArray(list) ? list.map((entry) => (isJsonObject(entry) ? entry : null)) : [];
}

function idsOf(list: JsonValue | undefined): Set<string> {
  return new Set(entries(list).flatMap((entry) => (isId(entry?.id) ? [entry.id] : [])));
}

function* duplicateIds(block: string, list: JsonValue | undefined): Generator<Clash> {
  const firsts = new Map<string, number>();
  for (const [i, entry] of entries(list).entries()) {
    if (typeof entry?.id !== 'string') continue;
    const first = firsts.get(entry.id);
    if (first === undefined) firsts.set(entry.id, i);
    else yield { code: 'duplicate_id', path: [block, i, 'id'], first: [block, first, 'id'] };
  }
}

function* unknownIds(
  code: 'unknown_data_source' | 'unknown_index',
  list: JsonValue | undefined,
  [block, field]: readonly [block: string, field: string],
  home: JsonValue | undefined,
): Generator<Clash> {
  const known = idsOf(home);
  const unknown: { readonly id: string; readonly path: Path }[] = [];
  for (const [i, entry] of entries(list).entries()) {
    const named = entry?.[field];
    if (!Array.isArray(named)) continue;
    for (const [j, id] of named.entries()) {
      if (typeof id === 'string' && id !== '' && !known.has(id))
        unknown.push({ id, path: [block, i, field, j] });
    }
  }
  // An id that is none, which is told already, may be the one that is meant: each of them excuses one unknown name.
  const malformed = entries(home).filter((entry) => entry && !isAbsent(entry.id) && !isId(entry.id)).length;
  if (new Set(unknown.map(({ id }) => id)).size <= malformed) return;
  for (const { path } of unknown) yield { code, path };
}

function isAbsent(id: JsonValue | undefined): boolean {
  return id === undefined || id === null;
}

function isId(id: JsonValue | undefined): id is string {
  return typeof id === 'string' && id !== '' && !id.includes('${');
}

function* overlap(manifest: JsonObject): Generator<Clash> {
  const transforms = isJsonObject(manifest.transforms) ? manifest.transforms : {};
  const { chunkSize, chunkOverlap } = isJsonObject(transforms.splitter) ? transforms.splitter : {};
  if (typeof chunkSize !== 'number' || typeof chunkOverlap !== 'number') return;
  // A size that is none is the fault by itself.
  if (!(chunkSize >= 1 && Number.isInteger(chunkSize)) || chunkOverlap < chunkSize) return;
  yield { code: 'overlap_too_large', path: ['transforms', 'splitter', 'chunkOverlap'] };
}
