import { nameKey, pointerTo } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { valueAt } from './change.js';
import type { ShapeRemark } from './check-shape.js';
import { fieldName } from './field-name.js';
import { knownKeys } from './schema-path.js';

/** Of remarks that one slip makes, one: a key that is misspelt, or stands in another block, is missing as well. */
export function joinRelated(remarks: readonly ShapeRemark[], root: JsonValue): ShapeRemark[] {
  const joined = new Set<ShapeRemark>();
  const kept = remarks.flatMap((remark) => {
    if (remark.code !== 'unknown_key' || joined.has(remark)) return [remark];
    const unindented = tellUnindented(remark, remarks, root, joined);
    if (unindented !== null) return unindented;
    return [tellMissing(remark, remarks, joined) ?? remark];
  });
  return kept.filter((remark) => !joined.has(remark)).map((remark) => tellStrayed(remark, root) ?? remark);
}

/** The blocks at the top that take whatever keys their author has, so that a key which strays into them is not unknown. */
const FREE_BLOCKS = ['run', 'observability'];

/** A block that is missing at the top may stand in one that takes any key. */
function tellStrayed(remark: ShapeRemark, root: JsonValue): ShapeRemark | null {
  const [key, ...below] = remark.path;
  if (remark.code !== 'field_missing' || key === undefined || below.length > 0) return null;
  const block = FREE_BLOCKS.find((name) => valueAt(root, [name, key]) !== undefined);
  return block === undefined ? null : tellMisplaced({ ...remark, path: [block, key] }, remark);
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
