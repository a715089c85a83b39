import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { ParsedText } from '../text/parsed-text.js';
import { decodedStretches } from './encodings.js';
import { SPECIFICITY, type TextFinding } from './finding.js';
import {
  type Demand,
  demandOf,
  demandOfNamed,
  demandOfPair,
  hidesInReference,
  isSelector,
  NO_DEMAND,
  offends,
  VALUE_KEYS,
  valueRule,
} from './position.js';
import { scanNames } from './scan-names.js';
import { scanText } from './scan-text.js';
import type { Trail } from './trail.js';

/** A finding in a node of a document. */
export interface NodeFinding extends TextFinding {
  readonly trail: Trail | null;
}

interface Visit {
  readonly node: unknown;
  readonly demand: Demand;
  readonly trail: Trail | null;
  readonly isKey: boolean;
  readonly inFlow: boolean;
}

/** The scalars of all documents, for telling comments from text and findings' pointers: `[start, end)` in order. */
export interface ScalarPlace {
  readonly start: number;
  readonly end: number;
  readonly trail: Trail | null;
  readonly node: Scalar;
  /** Inside `[…]` or `{…}`, where a plain scalar may not hold braces. */
  readonly inFlow: boolean;
}

export interface NodeScan {
  readonly findings: NodeFinding[];
  readonly places: ScalarPlace[];
}

/**
 * Scans every node of every document: values by position, and keys and values by what they say once YAML has undone its
 * escapes, folding and `!!binary`. Values that a duplicate key hides are nodes as others are. An alias is looked through
 * to what it stands for; each node is visited at most once for each demand, so that the cost is linear.
 */
export function scanNodes(parsed: ParsedText, strict: boolean): NodeScan {
  const scan = new NodeScanner(parsed.text, strict);
  for (const document of parsed.documents) scan.walk(document);
  return { findings: scan.findings, places: scan.places };
}

/** The scalar that holds an offset. */
export function placeAt(places: readonly ScalarPlace[], offset: number): ScalarPlace | null {
  let low = 0;
  let high = places.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place === undefined) break;
    if (offset < place.start) high = middle - 1;
    else if (offset >= place.end) low = middle + 1;
    else return place;
  }
  return null;
}

class NodeScanner {
  readonly findings: NodeFinding[] = [];
  readonly places: ScalarPlace[] = [];
  readonly #text: string;
  readonly #strict: boolean;
  readonly #anchors = new Map<string, unknown>();
  /** The demands under which a node was visited, a bit for each. */
  readonly #visited = new Map<unknown, number>();

  constructor(text: string, strict: boolean) {
    this.#text = text;
    this.#strict = strict;
  }

  walk(document: Document.Parsed): void {
    this.#anchors.clear();
    const pending: Visit[] = [
      { node: document.contents, demand: NO_DEMAND, trail: null, isKey: false, inFlow: false },
    ];
    for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
      for (const child of this.#visit(visit).reverse()) pending.push(child);
    }
  }

  #visit(visit: Visit): Visit[] {
    const { node, demand } = visit;
    if (isAlias(node)) return this.#visitAlias(node, visit);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return [];
    const anchor = node.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    const seen = this.#visited.get(node) ?? 0;
    const mode = 1 << ((demand.reference ? 2 : 0) + (demand.auth ? 1 : 0));
    if ((seen & mode) !== 0) return [];
    this.#visited.set(node, seen | mode);
    if (isScalar(node)) {
      this.#readScalar(node, visit, seen === 0);
      return [];
    }
    const inside = { ...visit, inFlow: visit.inFlow || node.flow === true };
    if (isSeq(node)) return this.#seqChildren(node.items, inside);
    this.#readWordsInBraces(node, visit);
    return this.#mapChildren(node.items, inside);
  }

  /** What an alias stands for was scanned where it stands; only a demand can make more of it. */
  #visitAlias(alias: Alias, visit: Visit): Visit[] {
    if (!visit.demand.reference && !visit.demand.auth) return [];
    return [{ ...visit, node: this.#anchors.get(alias.source) }];
  }

  #mapChildren(pairs: readonly unknown[], { demand, trail, inFlow }: Visit): Visit[] {
    const entries = pairs.filter(isPair);
    const keys = entries.map((pair) => this.#textOf(pair.key));
    const above = demand.reference && isSelector(keys) ? NO_DEMAND : demand;
    const paired = this.#pairedDemand(entries, keys);
    const children: Visit[] = [];
    for (const [at, pair] of entries.entries()) {
      const key = keys[at] ?? '';
      const inner: Trail = { step: key, above: trail };
      // What is found in a key is part of it: its pointer spells another.
      const hidden: Trail = { step: '?', above: trail };
      children.push({ node: pair.key, demand: NO_DEMAND, trail: hidden, isKey: true, inFlow });
      const own = VALUE_KEYS.has(key.toLowerCase()) ? paired : null;
      const valueDemand = own ?? demandOf(key, above);
      children.push({ node: pair.value, demand: valueDemand, trail: inner, isKey: false, inFlow });
    }
    return children;
  }

  #pairedDemand(entries: readonly Pair[], keys: readonly string[]): Demand | null {
    if (!keys.some((key) => VALUE_KEYS.has(key.toLowerCase()))) return null;
    for (const [at, pair] of entries.entries()) {
      const key = keys[at] ?? '';
      const named = demandOfNamed(key, this.#textOf(pair.value));
      if (named !== null) return named;
      if (key === '<<') {
        const merged = isAlias(pair.value) ? this.#anchors.get(pair.value.source) : pair.value;
        if (isMap(merged)) {
          const inner = merged.items.filter(isPair);
          const demand = this.#pairedDemand(
            inner,
            inner.map((item) => this.#textOf(item.key)).concat('value'),
          );
          if (demand !== null) return demand;
        }
      }
    }
    return null;
  }

  #seqChildren(items: readonly unknown[], { demand, trail, inFlow }: Visit): Visit[] {
    let flagged: Demand | null = null;
    return items.map((node, at) => {
      const own = flagged;
      const text = this.#textOf(node);
      flagged = /^--?[A-Za-z][\w-]*$/.test(text) ? demandOfPair(text) : null;
      return {
        node,
        demand: own ?? { ...demand, listed: true },
        trail: { step: at, above: trail },
        isKey: false,
        inFlow,
      };
    });
  }

  #textOf(node: unknown): string {
    const named = isAlias(node) ? this.#anchors.get(node.source) : node;
    // `? [password]`: a list of one word is read as the word.
    const resolved: unknown = isSeq(named) && named.items.length === 1 ? named.items[0] : named;
    return isScalar(resolved) && resolved.value !== null ? String(resolved.value) : '';
  }

  /** `token: {GITHUB_TOKEN}`: a reference that lost its `$`, or a secret in braces. YAML reads keys without values. */
  #readWordsInBraces({ items, range }: YAMLMap, { demand, trail }: Visit): void {
    const isWord = ({ key, value }: Pair) =>
      value === null && offends(this.#textOf(key), false, demand, this.#strict);
    if (!range || items.length === 0 || !items.every(isWord)) return;
    this.#report({ start: range[0], end: range[1] }, demand, trail);
  }

  #report(stretch: { start: number; end: number }, demand: Demand, trail: Trail | null): void {
    this.findings.push({ rule: valueRule(demand), specificity: SPECIFICITY.position, ...stretch, trail });
  }

  #readScalar(node: Scalar, { demand, trail, isKey, inFlow }: Visit, first: boolean): void {
    if (!node.range) return;
    const [start, end] = node.range;
    if (first) this.places.push({ start, end, trail, node, inFlow });
    if (first) this.#readText(node, start, end, trail);
    if (isKey || node.value === null || typeof node.value === 'boolean') return;
    const text = String(node.value);
    if (
      offends(text, typeof node.value !== 'string', demand, this.#strict) ||
      (this.#strict && first && hidesInReference(text))
    ) {
      this.#report(this.#contentOf(node, start, end), demand, trail);
    }
  }

  /** A plain or quoted scalar as a whole; of a block scalar what stands behind its header line. */
  #contentOf(node: Scalar, start: number, end: number): { start: number; end: number } {
    if (node.type !== 'BLOCK_FOLDED' && node.type !== 'BLOCK_LITERAL') return { start, end };
    const source = this.#text.slice(start, end);
    const content = source.slice(source.indexOf('\n'));
    const from = end - content.trimStart().length;
    return { start: from, end: from + content.trim().length };
  }

  #readText(node: Scalar, start: number, end: number, trail: Trail | null): void {
    if (typeof node.value !== 'string') return;
    if (isVerbatim(node, node.value, end - start)) {
      // What the raw text says too was scanned there for shapes; names are read here, where keys are told from text.
      // A short word alone names nothing: there is no room for a value beside it.
      if (!this.#strict || /^[\w.-]{1,23}$/.test(node.value)) return;
      const quote = node.type === 'PLAIN' ? 0 : 1;
      for (const finding of scanNames(node.value, 'value')) {
        const from = start + quote;
        this.findings.push({
          ...finding,
          start: from + finding.start,
          end: from + finding.end,
          trail,
        });
      }
      return;
    }
    for (const value of readings(node, node.value)) {
      // Lines put together make names point at what stood elsewhere.
      const names = value !== node.value && isJoined(node) ? null : this.#strict ? 'value' : 'loose';
      for (const finding of scanText(value, { strict: this.#strict, names })) {
        const place = this.#locate(value, finding, start, end);
        this.findings.push({ ...finding, ...place, trail });
      }
    }
  }

  /** Where in the source a stretch of a scalar's value is written; its whole content when it is not written out. */
  #locate(value: string, finding: TextFinding, start: number, end: number): { start: number; end: number } {
    const source = this.#text.slice(start, end);
    const secret = value.slice(finding.start, finding.end);
    const whole = source.indexOf(secret);
    if (whole !== -1) return { start: start + whole, end: start + whole + secret.length };
    // Written with escapes or over lines: where it begins and ends tells the lines at least.
    for (const length of [32, 16, 8, 4]) {
      const head = source.indexOf(secret.slice(0, length));
      if (head === -1) continue;
      const tail = source.indexOf(secret.slice(-length), head + secret.length - length);
      return { start: start + head, end: tail === -1 ? end : start + tail + length };
    }
    return { start, end };
  }
}

/** Whether another reading of a scalar is that of its lines put together. */
function isJoined(node: Scalar): boolean {
  return node.tag?.endsWith('binary') !== true;
}

/** Whether a scalar's value stands in the source letter by letter. */
function isVerbatim(node: Scalar, value: string, width: number): boolean {
  if (node.tag?.endsWith('binary')) return false;
  // A block is longer by its header, or its value ends with a line.
  const quotes = node.type === 'PLAIN' ? 0 : 2;
  return width === value.length + quotes && !/[^ -~]/.test(value);
}

/** A scalar's value, and what else it may be read as: the bytes of `!!binary`, the lines of a wrapped token joined. */
function readings(node: Scalar, value: string): string[] {
  const found = [value];
  if (node.tag?.endsWith('binary')) {
    for (const stretch of decodedStretches(value.replace(/\s/g, ''))) found.push(stretch.text);
  }
  if (/\s/.test(value) && value.length <= 65_536) {
    const joined = value.replace(/\s/g, '');
    // Only what could be one token: words with blanks between them would make new words when joined.
    if (/^[A-Za-z0-9+/=_.-]+$/.test(joined) && /^\S{8,}(?:\s+\S{8,})*(?:\s+\S+)?\s*$/.test(value))
      found.push(joined);
  }
  return found;
}
