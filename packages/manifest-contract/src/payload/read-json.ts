import type { Path } from '../diagnostics/pointer.js';
import type { Remark } from '../diagnostics/report.js';
import type { JsonObject, JsonValue } from '../json.js';

/** A JavaScript value as the plain JSON it stands for. */
export interface JsonReading {
  /** Undefined when the value is nothing JSON can carry. */
  readonly json: JsonValue | undefined;
  readonly remarks: readonly Remark[];
}

export interface JsonLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
  readonly maxDiagnostics: number;
}

/**
 * Copies any JavaScript value into plain JSON; never throws, whatever getters, proxies, cycles or prototypes it brings.
 * What JSON cannot carry is remarked on and left out; `undefined` is left out in silence, as JSON does.
 */
export function readJson(value: unknown, limits: JsonLimits): JsonReading {
  const reader = new JsonReader(limits);
  const json = reader.read(value);
  return { json: reader.stopped ? undefined : json, remarks: reader.remarks };
}

class JsonReader {
  readonly remarks: Remark[] = [];
  readonly #limits: JsonLimits;
  readonly #path: (string | number)[] = [];
  readonly #open = new Set<object>();
  #nodes = 0;
  stopped = false;

  constructor(limits: JsonLimits) {
    this.#limits = limits;
  }

  read(value: unknown): JsonValue | undefined {
    // Counted before all else: a list may be a billion holes.
    this.#nodes += 1;
    if (this.#nodes > this.#limits.maxNodes) return this.#stop(`more than ${this.#limits.maxNodes} values`);
    if (value === undefined) return undefined;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number')
      return Number.isFinite(value) ? value : this.#refuse('a number that is not finite');
    if (typeof value !== 'object') return this.#refuse(`a ${typeof value}`);
    if (this.#open.has(value)) return this.#refuse('an object inside itself');
    if (this.#open.size >= this.#limits.maxDepth) {
      return this.#stop(`objects nested more than ${this.#limits.maxDepth} deep`);
    }
    this.#open.add(value);
    // The object may be a proxy, or have getters: whatever they throw, it is no JSON.
    try {
      return Array.isArray(value) ? this.#list(value) : this.#object(value);
    } catch {
      return this.#refuse('an object that cannot be read');
    } finally {
      this.#open.delete(value);
    }
  }

  #list(items: readonly unknown[]): JsonValue[] {
    const list: JsonValue[] = [];
    const { length } = items;
    for (let i = 0; i < length && !this.stopped; i += 1) list.push(this.#child(i, items[i]) ?? null);
    return list;
  }

  #object(source: object): JsonObject | undefined {
    const prototype: unknown = Object.getPrototypeOf(source);
    // Another realm's Object.prototype has no prototype either.
    const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
    if (!isPlain) return this.#refuse('an object that is not a plain one');
    const object: JsonObject = {};
    for (const key of Object.keys(source)) {
      if (this.stopped) break;
      if (key === '__proto__') {
        this.#remark(
          'reserved_key',
          [...this.#path, key],
          'The field `__proto__` is not allowed.',
          'Take it out.',
        );
        continue;
      }
      const child = this.#child(key, Reflect.get(source, key));
      if (child !== undefined) object[key] = child;
    }
    return object;
  }

  #child(step: string | number, value: unknown): JsonValue | undefined {
    this.#path.push(step);
    try {
      return this.read(value);
    } finally {
      this.#path.pop();
    }
  }

  #refuse(what: string): undefined {
    const hint = 'Send plain JSON: objects, lists, strings, finite numbers, true, false, null.';
    this.#remark('body_not_json', [...this.#path], `Here stands ${what}, which JSON cannot carry.`, hint);
    return undefined;
  }

  #stop(what: string): undefined {
    this.stopped = true;
    this.#remark('body_too_complex', [...this.#path], `The payload has ${what}.`, 'Send a smaller payload.');
    return undefined;
  }

  #remark(code: Remark['code'], path: Path, message: string, hint: string): void {
    if (this.remarks.length > this.#limits.maxDiagnostics && code !== 'body_too_complex') return;
    this.remarks.push({ code, path, message, hint });
  }
}
