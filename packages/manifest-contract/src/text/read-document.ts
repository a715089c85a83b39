import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import { guess } from '../diagnostics/nearest.js';
import { nameKey } from '../diagnostics/pointer.js';
import type { Remark, Span } from '../diagnostics/report.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { TextLimits } from '../limits.js';
import { type ParsedPair, Places } from './places.js';
import { isStorable } from './storable.js';
import { insert, unsure, unsureAll } from './suspect.js';
import { KEY_VALUE } from './syntax-messages.js';

/** A document as a JSON value, with what is wrong in it. */
export interface DocumentReading {
  /** Undefined when a limit stopped the reading. */
  readonly value: JsonValue | undefined;
  readonly places: Places;
  readonly faults: readonly (Remark & { readonly span: Span })[];
}

const TAGS = new Map<string, (node: unknown, value: unknown) => boolean>([
  ['tag:yaml.org,2002:str', (_, value) => typeof value === 'string'],
  ['tag:yaml.org,2002:int', (_, value) => typeof value === 'number'],
  ['tag:yaml.org,2002:float', (_, value) => typeof value === 'number'],
  ['tag:yaml.org,2002:bool', (_, value) => typeof value === 'boolean'],
  ['tag:yaml.org,2002:null', (_, value) => value === null],
  ['tag:yaml.org,2002:map', isMap],
  ['tag:yaml.org,2002:seq', isSeq],
  ['!', () => true],
]);
const BINARY = 'tag:yaml.org,2002:binary';

/** How many keys of an entry are looked through for others that it repeats. */
const ENTRY_KEYS = 50;
/** How far from its dash a value stands at most. */
const WIDEST_DASH = 8;

/** What a `<<` brings in. */
interface Merge {
  readonly value: JsonValue;
  readonly key: ParsedNode;
}

/** What the core schema makes of scalars. */
type CoreValue = string | number | boolean | null;

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
export function readDocument(root: ParsedNode | null, limits: TextLimits): DocumentReading {
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
  /** How wide the dash of the entry is that is being read, with its blanks. */
  #dash = 0;
  #stopped = false;

  constructor(limits: TextLimits) {
    this.#limits = limits;
  }

  readRoot(root: ParsedNode | null): DocumentReading {
    const value = this.#read(root, 0);
    this.#places.setRoot(value, root);
    return { value: this.#stopped ? undefined : value, places: this.#places, faults: this.#faults };
  }

  #read(node: ParsedNode | null, depth: number): JsonValue | undefined {
    if (node === null) return null;
    this.#nodes += 1;
    if (isAlias(node)) return this.#repeat(node, depth);
    if (node.tag !== undefined && !this.#tagFits(node, node.tag)) return undefined;
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

  #repeat(alias: Alias.Parsed, depth: number): JsonValue | undefined {
    const anchored = this.#anchors.get(alias.source);
    if (!anchored) {
      this.#unresolved(alias);
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

  #scalar(node: Scalar.Parsed): CoreValue | undefined {
    const value = node.value as CoreValue;
    if (typeof value === 'number') return this.#number(node, value);
    if (node.type === 'QUOTE_DOUBLE' && !isStorable(String(value))) {
      const hint = 'Take the escape out; text is whole Unicode characters without U+0000.';
      this.#fault('text_not_storable', node, 'An escape stands for U+0000 or half a surrogate pair.', hint);
      return undefined;
    }
    return value;
  }

  #number(node: Scalar.Parsed, value: number): number | undefined {
    const { source } = node;
    // Digits alone: 1e20 or 0.1 are meant as approximations, a long id is not.
    const exact = Number.isSafeInteger(value) || !/^[-+]?(?:\d+|0[ox][\da-f]+)$/i.test(source);
    if (Number.isFinite(value) && exact) return value;
    const message =
      'This number cannot be kept as it is written: it is not finite, or a whole number beyond 2^53.';
    this.#fault('yaml_number_inexact', node, message, 'Put it in quotes when it is an identifier.');
    return undefined;
  }

  #unresolved(alias: Alias.Parsed): void {
    const anchors = [...this.#anchors.keys()];
    // So many that nobody confuses two would be costly to compare.
    const isFew = anchors.length <= 50;
    const known = anchors.filter((name) => isFew && nameKey(name) !== 'this key');
    const { names } = guess(alias.source, known);
    const [start, end] = spanOf(alias);
    const fix =
      names[0] !== undefined
        ? unsure(`Write \`*${names[0]}\``, [start, end], `*${names[0]}`)
        : /[./]/.test(alias.source) &&
          !/["\\]/.test(alias.source) &&
          unsureAll('Put it in quotes', [insert(start, '"'), insert(end, '"')]);
    this.#fault(
      'yaml_alias_unresolved',
      alias,
      'This alias has no anchor before it.',
      names[0] === undefined
        ? 'Set `&name` above first; quote the value when its `*` is text.'
        : `Did you mean \`*${names[0]}\`?`,
      null,
      { suggestions: names, ...(fix && { fix }) },
    );
  }

  #collection(node: YAMLMap.Parsed | YAMLSeq.Parsed, depth: number): JsonValue | undefined {
    if (depth > this.#limits.maxDepth) {
      this.#stop('text_too_deep', node, `Collections are nested more than ${this.#limits.maxDepth} deep.`);
      return undefined;
    }
    const value = isMap(node) ? this.#map(node, depth) : this.#list(node, depth);
    this.#height += 1;
    return value;
  }

  #list({ items, range: [start] }: YAMLSeq.Parsed, depth: number): JsonValue[] {
    const list: JsonValue[] = [];
    const width = (items[0]?.range[0] ?? start) - start;
    // Behind an anchor or on the next line, the value does not tell.
    const dash = width > 2 && width <= WIDEST_DASH ? width : 2;
    for (const [index, item] of items.entries()) {
      this.#path.push(index);
      this.#dash = dash;
      list.push(this.#read(item, depth) ?? null);
      this.#path.pop();
    }
    this.#places.setItems(list, items);
    return list;
  }

  #map(node: YAMLMap.Parsed, depth: number): JsonObject {
    const object: JsonObject = {};
    const pairs = new Map<string, ParsedPair | undefined>();
    const merges: Merge[] = [];
    const isEntry = typeof this.#path.at(-1) === 'number' && node.flow !== true;
    const dash = this.#dash;
    // The keys of the next entry, if its dash is missing.
    let next: Set<string> | null = null;
    for (const [index, pair] of node.items.entries()) {
      if (this.#isGlued(pair)) continue;
      const key = this.#key(pair.key, depth);
      if (key === undefined) continue;
      const first = pairs.get(key);
      if (first) {
        const isOther = ({ key: other }: ParsedPair) =>
          isScalar(other) && String(other.value) !== key && pairs.has(String(other.value));
        const repeatsMore = () => node.items.slice(index + 1, index + ENTRY_KEYS).some(isOther);
        const beginsEntry = next?.has(key) ?? (isEntry && (first === node.items[0] || repeatsMore()));
        // Whatever else an entry without its dash repeats is the same slip.
        if (beginsEntry || !next) this.#duplicate(key, pair.key, first, beginsEntry ? dash : null);
        if (beginsEntry) next = new Set();
      }
      next?.add(key);
      if (first) continue;
      pairs.set(key, pair);
      this.#path.push(key);
      const value = this.#read(pair.value, depth);
      this.#path.pop();
      if (value === undefined) continue;
      if (isMergeKey(pair.key)) merges.push({ value, key: pair.key });
      else object[key] = value;
    }
    for (const merge of merges) this.#merge(object, pairs, merge);
    this.#places.setPairs(object, pairs);
    return object;
  }

  /** Whether a pair is no more than `batchSize:8`, which braces make a key without a value. */
  #isGlued({ key, value }: ParsedPair): boolean {
    if (value !== null || !isScalar(key) || key.type !== 'PLAIN') return false;
    const [, name] = /^([A-Za-z][\w.-]*):[^/]/.exec(key.source) ?? [];
    if (name === undefined) return false;
    const at = key.range[0] + name.length + 1;
    const fix = unsure('Add a space', [at, at], ' ');
    this.#path.push(name);
    this.#fault('yaml_syntax', key, 'A space is missing behind a colon.', KEY_VALUE, null, { fix });
    this.#path.pop();
    return true;
  }

  /** The key as JSON has it: a string. Undefined when the key is refused. */
  #key(node: ParsedNode, depth: number): string | undefined {
    // A number is a key as it is written.
    const key = isScalar(node) && typeof node.value !== 'string' ? node.source : this.#read(node, depth);
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

  #duplicate(key: string, second: ParsedNode, first: ParsedPair, dash: number | null): void {
    const [start] = spanOf(second);
    this.#path.push(key);
    this.#fault(
      'yaml_duplicate_key',
      second,
      `This mapping has ${nameKey(key)} twice.`,
      dash === null ? 'Keep one of the two.' : 'Begin the next entry with `- `, or keep one of the two.',
      spanOf(first.key),
      dash === null ? {} : { fix: unsure('Add the dash', [start - dash, start], '-'.padEnd(dash)) },
    );
    this.#path.pop();
  }

  #merge(object: JsonObject, pairs: Map<string, ParsedPair | undefined>, merge: Merge): void {
    const sources = Array.isArray(merge.value) ? merge.value : [merge.value];
    for (const source of sources) {
      if (!isJsonObject(source)) {
        const hint = 'Merge a mapping, or a list of mappings: `<<: *defaults`.';
        this.#fault('yaml_merge_not_map', merge.key, '`<<` stands for something other than a mapping.', hint);
        continue;
      }
      for (const [key, value] of Object.entries(source)) {
        this.#nodes += 1;
        if (Object.hasOwn(object, key)) continue;
        object[key] = value;
        pairs.set(key, this.#places.pairOf(source, key));
      }
    }
    this.#checkLimits(merge.key, 0);
  }

  #tagFits(node: ParsedNode, tag: string): boolean {
    if (tag === BINARY) {
      const hint = 'Write the text itself, or a reference to where it is kept.';
      this.#fault('yaml_binary', node, 'A `!!binary` value hides what it says.', hint);
      return false;
    }
    if (TAGS.get(tag)?.(node, isScalar(node) ? node.value : undefined)) return true;
    this.#fault(
      'yaml_unknown_tag',
      node,
      'The tag before this value is unknown, or does not fit it.',
      'Leave the tag out; quote the value when it is text.',
    );
    return false;
  }

  #checkLimits(node: ParsedNode, depth: number): void {
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

  #stop(code: DiagnosticCode, node: ParsedNode, message: string): void {
    this.#fault(code, node, message, 'Make the manifest smaller, or split it in several.');
    this.#stopped = true;
  }

  #fault(
    code: DiagnosticCode,
    node: ParsedNode,
    message: string,
    hint: string,
    first: Span | null = null,
    more: Pick<Remark, 'suggestions' | 'fix'> = {},
  ): void {
    if (this.#stopped) return;
    // One beyond the limit, so that whoever shows them knows there are more.
    if (this.#faults.length > this.#limits.maxDiagnostics && !code.startsWith('text_')) return;
    this.#faults.push({
      code,
      path: [...this.#path],
      message,
      hint,
      span: spanOf(node),
      ...more,
      ...(first && { related: { span: first, message: 'The first stands here.' } }),
    });
  }
}

function isMergeKey(key: ParsedNode): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

function spanOf({ range: [start, end] }: ParsedNode): Span {
  return [start, end];
}
