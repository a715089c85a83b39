import * as z from 'zod';
import type { Path } from '../diagnostics/pointer.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { manifestSchema } from './manifest-schema.js';

/** The part of the v0 schema that stands at a path; null where the schema leaves the author free. */
export function schemaAt(path: Path): z.ZodType | null {
  let schema: unknown = manifestSchema;
  for (const step of path) {
    const inner = unwrap(schema);
    schema = typeof step === 'number' ? elementOf(inner) : ownOf(shapeOf(inner), step);
  }
  return schema instanceof z.ZodType ? schema : null;
}

/** The keys that the schema knows at a path. */
export function knownKeys(path: Path): string[] {
  return Object.keys(shapeOf(unwrap(schemaAt(path))));
}

/** The blocks of the schema that know a key, as people write them: `transforms.splitter`; '' is the manifest itself. */
export function* homesOf(key: string, schema: unknown = manifestSchema, name = ''): Generator<string> {
  const inner = unwrap(schema);
  const element = elementOf(inner);
  if (element !== undefined) yield* homesOf(key, element, `${name}[]`);
  for (const [own, field] of Object.entries(shapeOf(inner))) {
    if (own === key) yield name;
    yield* homesOf(key, field, name === '' ? own : `${name}.${own}`);
  }
}

/**
 * Keys in a block that takes any, where the block around it knows them and has none: by their columns they stand there, by
 * their names they may belong further left.
 */
export function* strayKeys(
  value: JsonValue,
  path: Path = [],
  schema: unknown = manifestSchema,
): Generator<Path> {
  const inner = unwrap(schema);
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* strayKeys(item, [...path, i], elementOf(inner));
  } else if (isJsonObject(value)) {
    const shape = shapeOf(inner);
    const isLacking = (key: string) => Object.hasOwn(shape, key) && !Object.hasOwn(value, key);
    for (const [key, field] of Object.entries(value)) {
      const known = ownOf(shape, key);
      if (isFree(known) && isJsonObject(field))
        yield* Object.keys(field)
          .filter(isLacking)
          .map((own) => [...path, key, own]);
      yield* strayKeys(field, [...path, key], known);
    }
  }
}

/** The words that a field at a path may be, for a field that takes a word of a list; else none. */
export function wordsAt(path: Path): string[] {
  const schema = unwrap(schemaAt(path));
  // Every field of words takes a reference as well.
  if (!(schema instanceof z.ZodUnion)) return [];
  const options: readonly unknown[] = schema.options;
  return options.flatMap((option) => (option instanceof z.ZodEnum ? option.options.map(String) : []));
}

/** Whether the schema takes a value at a path. */
export function accepts(path: Path, value: unknown): boolean {
  return schemaAt(path)?.safeParse(value).success ?? true;
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap();
  return inner;
}

/** Whether a part of the schema takes keys that it does not name. */
function isFree(schema: unknown): boolean {
  const inner = unwrap(schema);
  return (
    inner instanceof z.ZodRecord ||
    (inner instanceof z.ZodObject && !(inner.def.catchall instanceof z.ZodNever))
  );
}

function elementOf(schema: unknown): unknown {
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function ownOf(shape: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}
