import { nameKey, type Path } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { referenceSlip } from '../references/slip.js';
import { valueAt } from './change.js';
import type { ShapeRemark } from './check-shape.js';
import { knownKeys } from './schema-path.js';

/** What `metadata` says is for people, and what stands under other keys nothing reads. */
const BLOCKS = knownKeys([]).filter((key) => key !== 'metadata');

/**
 * Values that look like references and are none: a worker would take them as they stand. `limit` bounds how many remarks
 * are made.
 */
export function referenceSlips(manifest: JsonValue, limit: number): ShapeRemark[] {
  const remarks: ShapeRemark[] = [];
  const path: (string | number)[] = [];
  const visit = (value: JsonValue) => {
    if (remarks.length > limit) return;
    if (typeof value === 'string') {
      const remark = remarkOn(value, path);
      if (remark !== null) remarks.push(remark);
    } else if (Array.isArray(value)) {
      for (const [at, inner] of value.entries()) enter(at, inner);
    } else if (isJsonObject(value)) {
      for (const [key, inner] of Object.entries(value)) enter(key, inner);
    }
  };
  const enter = (step: string | number, value: JsonValue) => {
    path.push(step);
    visit(value);
    path.pop();
  };
  for (const block of BLOCKS) enter(block, valueAt(manifest, [block]) ?? null);
  return remarks;
}

function remarkOn(value: string, path: Path): ShapeRemark | null {
  const slip = referenceSlip(value);
  if (slip === null) return null;
  const { message, hint, name } = slip;
  const remark = { code: 'malformed_reference', path: [...path], message, hint, part: 'value' } as const;
  return name === null || nameKey(name) === 'this key' ? remark : { ...remark, suggestions: [`\${${name}}`] };
}
