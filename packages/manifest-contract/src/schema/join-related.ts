import { nameKey, type Path, pointerTo } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { valueAt } from './change.js';
import type { ShapeRemark } from './check-shape.js';
import { fieldName } from './field-name.js';
import { knownKeys, strayKeys } from './schema-path.js';

/** Of remarks that one slip makes, one: a key that is misspelt, or stands in another block, is missing as well. */
export function joinRelated(remarks: readonly ShapeRemark[], root: JsonValue): ShapeRemark[] {
  const joined = new Set<ShapeRemark>();
  const kept = remarks.flatMap((remark) => {
    if (remark.code !== 'unknown_key' || joined.has(remark)) return [remark];
    const unindented = tellUnindented(remark, remarks, root, joined);
    if (unindented !== null) return unindented;
    return [tellMissing(remark, remarks, joined) ?? remark];
  });
  // By the places where they would be known.
  const strays = new Map(
    Array.from(strayKeys(root), (path) => [[...path.slice(0, -2), path.at(-1)].join('.'), path]),
  );
  return kept.filter((remark) => !joined.has(remark)).map((remark) => tellStrayed(remark, strays) ?? remark);
}

/** A key that is missing, which is all that can be told of its place, may stand in a block that takes any. */
function tellStrayed(remark: ShapeRemark, strays: ReadonlyMap<string, Path>): ShapeRemark | null {
  const path = strays.get(remark.path.join('.'));
  return path === undefined ? null : tellMisplaced({ ...remark, path }, remark);
}

/**
 * Keys that stand beside the empty block they belong in are told once. An empty block that is unknown here stands in
 * another one by the same slip, and is told for them.
 */
function tellUnindented(
  remark: ShapeRemark,
  remarks: readonly ShapeRemark[],
  root: JsonValue,
  joined: Set<ShapeRemark>,
): ShapeRemark[] | null {
  const parent = remark.path.slice(0, -1);
  const key = String(remark.path.at(-1));
  const siblings = valueAt(root, parent);
  if (!isJsonObject(siblings)) return null;
  const before = Object.keys(siblings).slice(0, Object.keys(siblings).indexOf(key));
  const block = before.findLast((name) => siblings[name] === null);
  if (block === undefined) return null;
  const path = [...parent, block];
  const isHere = knownKeys(parent).includes(block);
  if (!knownKeys(isHere ? path : [block]).includes(trimmed(key))) return null;
  const ofBlock = remarks.find((other) => pointerTo(other.path) === pointerTo(path));
  if (!isHere) {
    joined.add(remark);
    return [];
  }
  for (const other of remarks) {
    const isSibling =
      other.code === 'unknown_key' && pointerTo(other.path.slice(0, -1)) === pointerTo(parent);
    const isOfBlock = knownKeys(path).includes(trimmed(String(other.path.at(-1))));
    if (other === ofBlock || (isSibling && isOfBlock)) joined.add(other);
  }
  const name = fieldName(path);
  const message = `${nameKey(key)} stands beside ${name}, which is empty.`;
  const hint = `Indent it below ${name}, with spaces.`;
  const code = ofBlock ? 'field_missing' : 'unknown_key';
  return [{ code, path: remark.path, message, hint, part: 'key' }];
}

/** A key without what is written before it by mistake: blanks that are no spaces, a mark of a diff. */
function trimmed(key: string): string {
  return key.replace(/^[^A-Za-z]+/, '');
}

/** A required key is missing where an unknown one stands that is it, misspelt or in another block. */
function tellMissing(
  remark: ShapeRemark,
  remarks: readonly ShapeRemark[],
  joined: Set<ShapeRemark>,
): ShapeRemark | null {
  const [name] = remark.suggestions ?? [];
  const key = String(remark.path.at(-1));
  const missing = remarks.filter((other) => other.code === 'field_missing' && !joined.has(other));
  const beside = pointerTo([...remark.path.slice(0, -1), name ?? key]);
  const misspelt = missing.find((other) => pointerTo(other.path) === beside);
  const misplaced = misspelt ? undefined : missing.find((other) => other.path.at(-1) === key);
  const required = misspelt ?? misplaced;
  if (required === undefined) return null;
  joined.add(required);
  if (misplaced) return tellMisplaced(remark, misplaced);
  const message = `${required.message} ${nameKey(key)} stands here, which v0 does not know.`;
  return { ...remark, code: 'field_missing', message };
}

/** A required key that stands in another block is missing where it belongs. */
function tellMisplaced(remark: ShapeRemark, missing: ShapeRemark): ShapeRemark {
  const block = remark.path.slice(0, -1);
  const message = `${missing.message} It stands ${block.length > 0 ? `inside ${fieldName(block)}` : 'at the top'}.`;
  const home = missing.path.slice(0, -1);
  const hint =
    home.length === 0
      ? 'Move it out to the left, to the column where `version` begins.'
      : `Move it into ${fieldName(home)}, below that key and indented.`;
  return { code: 'field_missing', path: remark.path, message, hint, part: 'key' };
}
