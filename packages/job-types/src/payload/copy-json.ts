import { isStorable, scanString } from '@moonmind/manifest-contract';
import type { JsonObject, JsonValue } from '../job.js';
import type { Report } from './report.js';

/** How deep a payload may be nested. */
export const MAX_DEPTH = 64;
/** How many values, keys not counted, a payload may hold. */
export const MAX_VALUES = 50_000;

/**
 * Copies a payload as plain JSON, whatever was handed in, and refuses in the same walk what may not be stored: raw
 * secrets by shape (FR-007), U+0000 and lone surrogates, which PostgreSQL cannot hold, and what is no JSON at all.
 * @throws {JobContractError} at once where the walk cannot go on; other problems are noted in `report`.
 */
export function copyJson(payload: unknown, report: Report): JsonObject {
  const walk = new Walk(report);
  let copy: JsonValue;
  try {
    copy = walk.copy(payload, '', 0);
  } catch {
    report.throwIfAny();
    // A getter or a proxy of an in-process caller; nothing that came as JSON gets here.
    return report.abort({
      code: 'payload_not_json',
      pointer: '',
      message: 'The payload cannot be read.',
      hint: 'Send a plain JSON object.',
    });
  }
  if (isObject(copy)) return copy;
  return report.abort({
    code: 'wrong_type',
    pointer: '',
    message: 'The payload must be an object.',
    hint: 'Send a JSON object, such as {}.',
  });
}

/** Whether a JSON value is an object (and neither null nor a list). */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class Walk {
  #values = 0;
  constructor(readonly report: Report) {}

  copy(value: unknown, pointer: string, depth: number): JsonValue {
    this.#values += 1;
    if (this.#values > MAX_VALUES) this.#tooLarge();
    if (depth > MAX_DEPTH) {
      // The pointer of a level this deep tells nobody anything, and is long.
      this.report.abort({
        code: 'payload_too_deep',
        pointer: '',
        message: `The payload is nested deeper than ${MAX_DEPTH} levels.`,
        hint: 'Flatten it, or pass the deep part as a string.',
      });
    }
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return this.#text(value, pointer);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (Array.isArray(value)) return this.#list(value, pointer, depth);
    if (typeof value === 'object' && isPlain(value)) return this.#object(value, pointer, depth);
    this.#notJson(
      pointer,
      'This is no JSON value.',
      'Send null, a boolean, a finite number, a string, a list or an object.',
    );
    return null;
  }

  #list(list: readonly unknown[], pointer: string, depth: number): JsonValue {
    if (list.length > MAX_VALUES) this.#tooLarge();
    return Array.from(list, (item, index) => this.copy(item, `${pointer}/${index}`, depth + 1));
  }

  // fromEntries defines own properties, so that a key such as `__proto__` is kept as data and reaches no prototype.
  #object(object: object, pointer: string, depth: number): JsonValue {
    const entries: [string, JsonValue][] = [];
    for (const [key, value] of Object.entries(object)) {
      // As JSON.stringify does; a client cannot send it.
      if (value === undefined) continue;
      const child = `${pointer}/${this.#segment(key, pointer)}`;
      entries.push([key, this.copy(value, child, depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  /** The key as a segment of a JSON Pointer; `?` for a key that must not be repeated. */
  #segment(key: string, pointer: string): string {
    const place = `${pointer}/?`;
    const storable = this.#storable(key, place);
    const clean = this.#free(key, place);
    return storable && clean ? key.replaceAll('~', '~0').replaceAll('/', '~1') : '?';
  }

  #text(text: string, pointer: string): string {
    this.#storable(text, pointer);
    this.#free(text, pointer);
    return text;
  }

  #storable(text: string, pointer: string): boolean {
    if (isStorable(text)) return true;
    this.#notJson(
      pointer,
      'U+0000 and lone surrogates cannot be stored.',
      'Remove the character, or escape it yourself.',
    );
    return false;
  }

  #free(text: string, pointer: string): boolean {
    const [finding] = scanString(text);
    if (finding === undefined) return true;
    this.report.add({
      code: 'raw_secret',
      pointer,
      message: `A raw secret stands here (${finding.ruleId}).`,
      hint: finding.hint,
    });
    return false;
  }

  #notJson(pointer: string, message: string, hint: string): void {
    this.report.add({ code: 'payload_not_json', pointer, message, hint });
  }

  #tooLarge(): never {
    return this.report.abort({
      code: 'payload_too_large',
      pointer: '',
      message: `The payload holds more than ${MAX_VALUES} values.`,
      hint: 'Send less, or pass the bulk as a string.',
    });
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
