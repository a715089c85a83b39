import { nearest } from '@moonmind/manifest-contract';
import type { JsonObject, JsonValue } from '../job.js';
import { isObject } from './copy-json.js';
import type { Report } from './report.js';

/** A field of an object. */
export type Place = readonly [Fields, string];

/**
 * The text in the first of the places that holds one. Where none does, notes that it is missing in the first of them,
 * unless something wrong was found there already.
 */
export function requiredText(
  places: readonly [Place, ...Place[]],
  hint: string,
): { text: string; at: Place } | null {
  const [[fields, key]] = places;
  const before = fields.report.size;
  for (const at of places) {
    const text = at[0].text(at[1]);
    if (text !== null) return { text, at };
  }
  if (fields.report.size === before) fields.missing(key, hint);
  return null;
}

/**
 * Reads the fields of one object of a payload, noting what is wrong with each. A field that is absent, null or wrong
 * reads as null: the reader goes on, the report decides in the end.
 */
export class Fields {
  constructor(
    readonly object: JsonObject,
    readonly pointer: string,
    readonly report: Report,
  ) {}

  at(key: string): string {
    return `${this.pointer}/${key}`;
  }

  /** The field for a message: task.publish.mode, in backticks. */
  name(key: string): string {
    return `\`${this.at(key).slice(1).replaceAll('/', '.')}\``;
  }

  value(key: string): JsonValue {
    return this.object[key] ?? null;
  }

  /** The trimmed text, or null when it is blank. */
  text(key: string): string | null {
    const value = this.value(key);
    if (typeof value === 'string') return value.trim() || null;
    return this.#other(key, value, 'a string');
  }

  /** One of `allowed`, in any case. */
  choice<const T extends string>(key: string, allowed: readonly T[]): T | null {
    const text = this.text(key)?.toLowerCase();
    if (text === undefined) return null;
    const choice = allowed.find((value) => value === text);
    if (choice !== undefined) return choice;
    this.report.add({
      code: 'not_allowed_value',
      pointer: this.at(key),
      message: `${this.name(key)} holds none of the values allowed.`,
      hint: oneOf(text, allowed),
    });
    return null;
  }

  flag(key: string): boolean | null {
    const value = this.value(key);
    return typeof value === 'boolean' ? value : this.#other(key, value, 'true or false');
  }

  list(key: string): JsonValue[] | null {
    const value = this.value(key);
    return Array.isArray(value) ? value : this.#other(key, value, 'a list');
  }

  /** The object in this field, as fields of its own. */
  fields(key: string): Fields | null {
    const value = this.value(key);
    return isObject(value)
      ? new Fields(value, this.at(key), this.report)
      : this.#other(key, value, 'an object');
  }

  /** The same, empty where there is none. */
  section(key: string): Fields {
    return this.fields(key) ?? new Fields({}, this.at(key), this.report);
  }

  /** The objects of a list. */
  each(key: string): Fields[] {
    return (this.list(key) ?? []).flatMap((item, index) => {
      const child = `${this.at(key)}/${index}`;
      if (isObject(item)) return [new Fields(item, child, this.report)];
      this.report.add({
        code: 'wrong_type',
        pointer: child,
        message: `${this.name(key)} takes objects only.`,
        hint: 'Write an object here.',
      });
      return [];
    });
  }

  missing(key: string, hint: string): null {
    this.report.add({
      code: 'missing_field',
      pointer: this.at(key),
      message: `${this.name(key)} is missing or blank.`,
      hint,
    });
    return null;
  }

  #other(key: string, value: JsonValue, expected: string): null {
    if (value !== null) {
      this.report.add({
        code: 'wrong_type',
        pointer: this.at(key),
        message: `${this.name(key)} must be ${expected}.`,
        hint: `Write ${expected}.`,
      });
    }
    return null;
  }
}

/** The hint for a word that is none of the allowed ones: the nearest of them, and all. Does not repeat the word. */
export function oneOf(word: string, allowed: readonly string[]): string {
  const near = nearest(word, allowed);
  return `${near === null ? '' : `Did you mean "${near}"? `}Write one of ${allowed.join(', ')}.`;
}
