import type { Path } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';

/** The value at a path; undefined where the path leads nowhere. */
export function valueAt(root: JsonValue, path: Path): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

/** A copy with another value at a path; shares all that does not lie on it. */
export function withValue(root: JsonValue, path: Path, value: JsonValue): JsonValue {
  return changed(root, path, () => value);
}

/** A copy in which the key that a path ends with has another name. */
export function withKey(root: JsonValue, path: Path, name: string): JsonValue {
  const key = String(path.at(-1));
  return changed(root, path.slice(0, -1), (parent) => {
    if (!isJsonObject(parent)) return parent;
    const entries = Object.entries(parent).map(([own, value]): [string, JsonValue] => [
      own === key ? name : own,
      value,
    ]);
    return Object.fromEntries(entries);
  });
}

function changed(value: JsonValue, path: Path, change: (value: JsonValue) => JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? changed(item, rest, change) : item));
  if (!isJsonObject(value) || !Object.hasOwn(value, step)) return value;
  const object: JsonObject = { ...value, [step]: changed(value[step] ?? null, rest, change) };
  return object;
}
