import { isMap, isNode, isPair, isSeq, type Pair } from 'yaml';
import type { Path } from '../diagnostics/pointer.js';
import type { Span } from '../diagnostics/report.js';
import type { JsonValue } from '../json.js';

/** The pair of a mapping, by key; or the items of a list. */
export type Sources = ReadonlyMap<string, Pair> | readonly unknown[];

/** Finds the text behind a value: which nodes each object was read from, through aliases and merges. */
export class Places {
  readonly #sources = new Map<object, Sources>();
  /** Whether aliases repeat what stands elsewhere. */
  isShared = false;
  #root: { readonly value: JsonValue; readonly node: unknown } | undefined;

  setRoot(value: JsonValue, node: unknown): void {
    this.#root = { value, node };
  }

  set(value: object, sources: Sources): void {
    this.#sources.set(value, sources);
  }

  get(value: object): Sources | undefined {
    return this.#sources.get(value);
  }

  /** The key at the end of a path; for a list's item, its value. */
  key(path: Path): Span | null {
    return this.#find(path, 'key');
  }

  /** The value at the end of a path. A block has no handy stretch of its own: its key stands for it. */
  value(path: Path): Span | null {
    return this.#find(path, 'value');
  }

  /** Where a path leads, or where its last step that exists does. */
  #find(path: Path, part: 'key' | 'value'): Span | null {
    if (!this.#root) return null;
    let value: unknown = this.#root.value;
    let key: unknown = null;
    let node: unknown = this.#root.node;
    let steps = 0;
    for (const step of path) {
      const sources = typeof value === 'object' && value !== null ? this.#sources.get(value) : undefined;
      if (sources instanceof Map) {
        const pair: unknown = sources.get(String(step));
        if (!isPair(pair)) break;
        key = pair.key;
        node = pair.value;
        value = own(value, String(step));
      } else if (Array.isArray(sources) && typeof step === 'number' && step in sources) {
        key = null;
        node = sources[step];
        value = Array.isArray(value) ? value[step] : undefined;
      } else break;
      steps += 1;
    }
    const keySpan = spanOf(key);
    if (part === 'key' || steps < path.length || isMap(node) || isSeq(node)) return keySpan ?? anchorOf(node);
    const valueSpan = spanOf(node);
    return valueSpan && valueSpan[1] > valueSpan[0] ? valueSpan : (keySpan ?? valueSpan);
  }
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

function spanOf(node: unknown): Span | null {
  const range = isNode(node) ? node.range : null;
  return range ? [range[0], range[1]] : null;
}

/** The first key or item of a collection: enough to find it, where the whole would paint half the page. */
function anchorOf(node: unknown): Span | null {
  const first: unknown = isMap(node) ? node.items[0]?.key : isSeq(node) ? node.items[0] : null;
  if (isMap(first) || isSeq(first)) return anchorOf(first);
  return spanOf(first) ?? spanOf(node);
}
