import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import { nameKey } from '../diagnostics/pointer.js';
import type { Remark, Span } from '../diagnostics/report.js';
import type { JsonObject, JsonValue } from '../json.js';
import type { TextLimits } from '../limits.js';
import { Places } from './places.js';
import { UNSTORABLE } from './storable.js';

/** A document as a JSON value, with what is wrong in it. */
export interface DocumentReading {
  /** Undefined when a limit stopped the reading. */
  readonly value: JsonValue | undefined;
  readonly places: Places;
  readonly faults: readonly (Remark & { readonly span: Span })[];
}

const TAGS: Readonly<Record<string, (node: unknown, value: unknown) => boolean>> = {
  'tag:yaml.org,2002:str': (_, value) => typeof value === 'string',
  'tag:yaml.org,2002:int': (_, value) => typeof value === 'number',
  'tag:yaml.org,2002:float': (_, value) => typeof value === 'number',
  'tag:yaml.org,2002:bool': (_, value) => typeof value === 'boolean',
  'tag:yaml.org,2002:null': (_, value) => value === null,
  'tag:yaml.org,2002:map': isMap,
  'tag:yaml.org,2002:seq': isSeq,
  '!': () => true,
};
const BINARY = 'tag:yaml.org,2002:binary';

interface Anchored {
  value: JsonValue | undefined;
  open: boolean;
  /** Nodes, aliases and levels below, so that repeating the value costs no walk. */
  nodes: number;
  aliases: number;
  height: number;
}

/**
 * Reads a document's nodes into a JSON value in one walk that also finds what YAML allows and a manifest does not:
 * duplicate keys, unknown tags, aliases without end, numbers that would change. `<<` merges as YAML 1.1 has it.
 * Aliases share the object they repeat.
 */
export function readDocument(root: unknown, limits: TextLimits): DocumentReading {
  return new Reader(limits).readRoot(root);
}

class Reader {
  readonly #faults: (Remark & { span: Span })[] = [];
  readonly #places = new Places();
  readonly #anchors = new Map<string, Anchored>();
  readonly #path: (string | number)[] = [];
  readonly #limits: TextLimits;
  #nodes = 0;
  #aliases = 0;
  #height = 0;
  #stopped = false;

  constructor(limits: TextLimits) {
    this.#limits = limits;
  }

  readRoot(root: unknown): DocumentReading {
    const value = this.#read(root, 0);
    if (value !== undefined) this.#places.setRoot(value, root);
    return { value: this.#stopped ? undefined : value, places: this.#places, faults: this.#faults };
  }

  #read(node: unknown, depth: number): JsonValue | undefined {
    if (this.#stopped) return undefined;
    if (node === null || node === undefined) return null;
    this.#nodes += 1;
    if (isAlias(node)) return this.#repeat(node, depth);
    // The usual node, without what the rest is about.
    if (isScalar(node) && node.tag === undefined && node.anchor === undefined) {
      if (this.#nodes > this.#limits.maxNodes) this.#checkLimits(node, 0);
      return this.#scalar(node);
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
    if (node.tag !== undefined && !this.#tagFits(node)) return undefined;
    const outerHeight = this.#height;
    const anchored = node.anchor === undefined ? null : this.#openAnchor(node.anchor);
    const nodesBefore = this.#nodes;
    const aliasesBefore = this.#aliases;
    this.#height = 0;
    const value = isScalar(node) ? this.#scalar(node) : this.#collection(node, depth + 1);
    if (anchored) {
      anchored.value = value;
      anchored.open = false;
      anchored.nodes = this.#nodes - nodesBefore + 1;
      anchored.aliases = this.#aliases - aliasesBefore;
      anchored.height = this.#height;
    }
    this.#height = Math.max(outerHeight, this.#height);
    this.#checkLimits(node, 0);
    return value;
  }

  #openAnchor(name: string): Anchored {
    const anchored: Anchored = { value: undefined, open: true, nodes: 0, aliases: 0, height: 0 };
    this.#anchors.set(name, anchored);
    return anchored;
  }

  #repeat(alias: Alias, depth: number): JsonValue | undefined {
    const anchored = this.#anchors.get(alias.source);
    if (!anchored) {
      this.#fault(
        'yaml_alias_unresolved',
        alias,
        'This alias has no anchor before it.',
        'Set `&name` above first; quote the value when its `*` is text.',
      );
      return undefined;
    }
    if (anchored.open) {
      this.#fault(
        'yaml_alias_recursive',
        alias,
        'This alias stands inside the value it repeats, and would never end.',
        'Write the value out, or move the alias outside of it.',
      );
      return undefined;
    }
    this.#places.isShared = true;
    this.#nodes += anchored.nodes;
    this.#aliases += anchored.aliases + 1;
    this.#height = Math.max(this.#height, anchored.height);
    this.#checkLimits(alias, depth + anchored.height);
    return anchored.value;
  }

  #scalar(node: Scalar): JsonValue | undefined {
    const { value, source = '' } = node;
    if (typeof value === 'number') return this.#number(node, value, source);
    if (typeof value === 'string') {
      if (node.type === 'QUOTE_DOUBLE' && UNSTORABLE.test(value)) {
        const hint = 'Take the escape out; text is whole Unicode characters without U+0000.';
        this.#fault('text_not_storable', node, 'An escape stands for U+0000 or half a surrogate pair.', hint);
        return undefined;
      }
      return value;
    }
    return typeof value === 'boolean' ? value : null;
  }

  #number(node: Scalar, value: number, source: string): number | undefined {
    // Digits alone: 1e20 or 0.1 are meant as approximations, a long id is not.
    const exact = Number.isSafeInteger(value) || !/^[-+]?(?:\d+|0[ox][\da-f]+)$/i.test(source);
    if (Number.isFinite(value) && exact) return value;
    const message =
      'This number cannot be kept as it is written: it is not finite, or a whole number beyond 2^53.';
    this.#fault('yaml_number_inexact', node, message, 'Put it in quotes when it is an identifier.');
    return undefined;
  }

  #collection(node: YAMLMap | { items: unknown[] }, depth: number): JsonValue | undefined {
    if (depth > this.#limits.maxDepth) {
      this.#stop('text_too_deep', node, `Collections are nested more than ${this.#limits.maxDepth} deep.`);
      return undefined;
    }
    const value = isMap(node) ? this.#map(node, depth) : this.#list(node.items, depth);
    this.#height += 1;
    return value;
  }

  #list(items: readonly unknown[], depth: number): JsonValue[] {
    const list: JsonValue[] = [];
    for (let index = 0; index < items.length && !this.#stopped; index += 1) {
      this.#path.push(index);
      list.push(this.#read(items[index], depth) ?? null);
      this.#path.pop();
    }
    this.#places.set(list, items);
    return list;
  }

  #map(node: YAMLMap, depth: number): JsonObject {
    const object: JsonObject = {};
    const pairs = new Map<string, Pair>();
    const merges: { value: unknown; key: unknown }[] = [];
    for (const pair of node.items) {
      if (this.#stopped) break;
      const key = this.#key(pair.key, depth);
      if (key === undefined) continue;
      const first = pairs.get(key);
      if (first) {
        this.#duplicate(key, pair, first);
        continue;
      }
      pairs.set(key, pair);
      this.#path.push(key);
      const value = this.#read(pair.value, depth);
      this.#path.pop();
      if (isMergeKey(pair.key)) merges.push({ value, key: pair.key });
      else if (value !== undefined) object[key] = value;
    }
    for (const merge of merges) this.#merge(object, pairs, merge);
    this.#places.set(object, pairs);
    return object;
  }

  /** The key as JSON has it: a string. Undefined when the key is refused. */
  #key(node: unknown, depth: number): string | undefined {
    const value = isScalar(node) && typeof node.value !== 'string' ? (node.source ?? '') : undefined;
    const key = value ?? this.#read(node, depth);
    if (typeof key === 'object' && key !== null) {
      this.#fault(
        'yaml_key_not_scalar',
        node,
        'A mapping or list is used as a key.',
        'Use a plain word as the key; quote a value that begins with a brace.',
      );
      return undefined;
    }
    if (key === '__proto__') {
      this.#fault('reserved_key', node, 'The key `__proto__` is not allowed.', 'Name the key otherwise.');
      return undefined;
    }
    return key === undefined ? undefined : String(key ?? '');
  }

  #duplicate(key: string, pair: Pair, first: Pair): void {
    this.#path.push(key);
    this.#fault(
      'yaml_duplicate_key',
      pair.key,
      `This mapping has ${nameKey(key)} twice.`,
      'Keep one of the two.',
      spanOf(first.key),
    );
    this.#path.pop();
  }

  #merge(object: JsonObject, pairs: Map<string, Pair>, merge: { value: unknown; key: unknown }): void {
    const sources: unknown[] = Array.isArray(merge.value) ? merge.value : [merge.value];
    for (const source of sources) {
      if (source === undefined) continue;
      const isMapping = typeof source === 'object' && source !== null && !Array.isArray(source);
      const from = isMapping ? this.#places.get(source) : undefined;
      if (!isMapping || !(from instanceof Map)) {
        const hint = 'Merge a mapping, or a list of mappings: `<<: *defaults`.';
        this.#fault('yaml_merge_not_map', merge.key, '`<<` stands for something other than a mapping.', hint);
        continue;
      }
      for (const [key, value] of Object.entries(source)) {
        this.#nodes += 1;
        if (Object.hasOwn(object, key)) continue;
        object[key] = value;
        const pair = from.get(key);
        if (pair) pairs.set(key, pair);
      }
    }
    this.#checkLimits(merge.key, 0);
  }

  #tagFits(node: Node): boolean {
    const tag = node.tag ?? '';
    if (tag === BINARY) {
      const hint = 'Write the text itself, or a reference to where it is kept.';
      this.#fault('yaml_binary', node, 'A `!!binary` value hides what it says.', hint);
      return false;
    }
    const fits = Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
    if (fits?.(node, isScalar(node) ? node.value : undefined)) return true;
    this.#fault(
      'yaml_unknown_tag',
      node,
      'The tag before this value is unknown, or does not fit it.',
      'Leave the tag out; quote the value when it is text.',
    );
    return false;
  }

  #checkLimits(node: unknown, depth: number): void {
    const { maxNodes, maxAliases, maxDepth } = this.#limits;
    if (depth > maxDepth)
      this.#stop('text_too_deep', node, `Aliases nest collections more than ${maxDepth} deep.`);
    else if (this.#aliases > maxAliases) {
      this.#stop(
        'text_too_many_aliases',
        node,
        `More than ${maxAliases} aliases are used, nested ones included.`,
      );
    } else if (this.#nodes > maxNodes) {
      this.#stop(
        'text_too_many_nodes',
        node,
        `More than ${maxNodes} nodes, those that aliases repeat included.`,
      );
    }
  }

  #stop(code: DiagnosticCode, node: unknown, message: string): void {
    if (this.#stopped) return;
    this.#fault(code, node, message, 'Make the manifest smaller, or split it in several.');
    this.#stopped = true;
  }

  #fault(
    code: DiagnosticCode,
    node: unknown,
    message: string,
    hint: string,
    first: Span | null = null,
  ): void {
    // One beyond the limit, so that whoever shows them knows there are more.
    if (this.#faults.length > this.#limits.maxDiagnostics && !code.startsWith('text_')) return;
    this.#faults.push({
      code,
      path: [...this.#path],
      message,
      hint,
      span: spanOf(node) ?? [0, 0],
      ...(first && { related: { span: first, message: 'The first stands here.' } }),
    });
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

function spanOf(node: unknown): Span | null {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : null;
  return range ? [range[0], range[1]] : null;
}
