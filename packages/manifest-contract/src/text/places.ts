import { isCollection, isNode, isPair, type Pair, type ParsedNode } from 'yaml';
import type { Path } from '../diagnostics/pointer.js';
import type { Span } from '../diagnostics/report.js';
import type { JsonObject, JsonValue } from '../json.js';

export type ParsedPair = Pair<ParsedNode, ParsedNode | null>;

/** What a path leads to. */
interface Spot {
  readonly key: unknown;
  readonly node: unknown;
  /** Whether the path goes on from here, to what is not there. */
  readonly isShort: boolean;
}

/** Finds the text behind a value: which nodes each object was read from, through aliases and merges. */
export class Places {
  readonly #pairs = new Map<unknown, ReadonlyMap<string, ParsedPair | undefined>>();
  readonly #items = new Map<unknown, readonly unknown[]>();
  /** Whether aliases repeat what stands elsewhere. */
  isShared = false;
  #value: unknown;
  #node: unknown;

  setRoot(value: JsonValue | undefined, node: unknown): void {
    this.#value = value;
    this.#node = node;
  }

  /** The pairs that an object was read from, by key. */
  setPairs(object: JsonObject, pairs: ReadonlyMap<string, ParsedPair | undefined>): void {
    this.#pairs.set(object, pairs);
  }

  setItems(list: readonly JsonValue[], items: readonly unknown[]): void {
    this.#items.set(list, items);
  }

  /** The pair of a key in an object. */
  pairOf(object: unknown, key: string): ParsedPair | undefined {
    return this.#pairs.get(object)?.get(key);
  }

  /** The key at the end of a path; for a list's item, its value. */
  key(path: Path): Span | null {
    const { key, node } = this.#find(path);
    return spanOf(key) ?? anchorOf(node);
  }

  /** The value at the end of a path. A block has no handy stretch of its own: its key stands for it. */
  value(path: Path): Span | null {
    const { key, node, isShort } = this.#find(path);
    if (isShort || isCollection(node)) return spanOf(key) ?? anchorOf(node);
    const span = spanOf(node);
    return span && span[1] > span[0] ? span : (spanOf(key) ?? span);
  }

  /** Where a path leads, or where its last step that exists does. */
  #find(path: Path): Spot {
    let value = this.#value;
    let node = this.#node;
    let key: unknown = null;
    for (const step of path) {
      const pair = this.pairOf(value, String(step));
      const items = this.#items.get(value);
      if (pair) {
        key = pair.key;
        node = pair.value;
      } else if (items && typeof step === 'number' && step in items) {
        key = null;
        node = items[step];
      } else return { key, node, isShort: true };
      value = Object.getOwnPropertyDescriptor(value, step)?.value;
    }
    return { key, node, isShort: false };
  }
}

function spanOf(node: unknown): Span | null {
  const range = isNode(node) ? node.range : null;
  return range ? [range[0], range[1]] : null;
}

/** The first key or item of a collection: enough to find it, where the whole would paint half the page. */
function anchorOf(node: unknown): Span | null {
  if (!isCollection(node)) return spanOf(node);
  const [first] = node.items;
  return anchorOf(isPair(first) ? first.key : first) ?? spanOf(node);
}
