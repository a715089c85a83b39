import { DEFAULT_LIMITS } from '../limits.js';
import { Outline } from './outline.js';
import { demandOf, hidesInReference, type KeyReading, NO_DEMAND, offends, readKey } from './position.js';
import { scanNames } from './scan-names.js';
import { scanText } from './scan-text.js';

/**
 * Whether a manifest can be seen to hold no secret without being parsed. False decides nothing: only a parse can tell.
 *
 * True takes a text in which YAML hides nothing: each line is a key, an item or a comment, with at most one plain or quoted
 * value in which all stands for itself, or such values in brackets and braces. An anchor may stand before it, and an alias
 * in its place: that brings nothing that was not looked at where the anchor is. Tags, escapes, block scalars, values
 * over lines, further documents, and whatever else is not known here, go to the parser. What the lines say is then held
 * to the same rules as nodes are.
 */
export function isPlainlyClean(text: string): boolean {
  if (!isWithinLimits(text)) return false;
  const lines = new Lines();
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    const lineEnd = newline === -1 ? 0 : text.charCodeAt(newline - 1) === 13 ? 2 : 1;
    if (!lines.isClean(text.slice(start, next - lineEnd))) return false;
    start = next;
  }
  return scanText(text, { strict: true, names: null }).length === 0;
}

const MAX_LINE = 2048;
/** More nodes than a key with its value or an item has. */
const NODES = 4;

/** Whether the parser would take the text whole. */
function isWithinLimits(text: string): boolean {
  const { maxBytes } = DEFAULT_LIMITS;
  return text.length * 3 <= maxBytes || (text.length <= maxBytes && !/[^\0-\x7f]/.test(text));
}

const LINE = /^( *)(- +)?(?:(<<|[A-Za-z_][\w.-]{0,79}):(?: +|$))?/;
const ANCHOR = /^&[A-Za-z0-9_-]{1,64}(?: +|$)/;
const ALIAS = /^\*([A-Za-z0-9_-]{1,64}) *(?: #(.*))?$/;
/** A value behind its quotes, or plain; then blanks and a comment. Escapes and doubled quotes are for the parser. */
const QUOTED = /^(?:"([ !#-[\]-~]*)"|'([ -&(-~]*)') *(?: #(.*))?$/;
const PLAIN = /^[A-Za-z0-9_./$~][ -~]*$/;
/** A key, and brackets that open or a value with what stands behind it. */
const ITEM =
  / *(?:([A-Za-z_][\w.-]{0,79}): +)?(?:([[{])|(?:"([ !#-[\]-~]*)"|'([ -&(-~]*)'|([A-Za-z0-9_./$~][\w./@+*$-]*)) *([,\]}]))/y;
const AFTER_BRACKETS = / *([,\]}])/y;
const MAX_BRACKETS = 8;
const AFTER_ITEMS = /^ *(?: #(.*))?$/;
const SHORT_WORD = /^[\w.-]{1,23}$/;

class Lines {
  readonly #outline = new Outline();
  readonly #anchors = new Set<string>();
  #nodes = 0;
  #isMarked = false;
  /** The key above opens a block of credentials. */
  #inAuth = false;
  #hasAuth = false;
  #hasBareKey = false;

  isClean(line: string): boolean {
    if (line.length > MAX_LINE || line.includes('\r')) return false;
    const [head = '', indent = '', dash = '', key] = LINE.exec(line) ?? [];
    const tail = line.slice(head.length);
    if (dash === '' && key === undefined) {
      if (tail === '') return true;
      if (tail.startsWith('#')) return isCleanComment(tail.slice(1));
      return this.#isFirstMark(line);
    }
    const rest = this.#behindAnchor(tail);
    const column = indent.length;
    if (dash !== '' && (this.#inAuth || !this.#outline.place(column, true))) return false;
    this.#inAuth = false;
    if (key === undefined) {
      if (rest !== '' || tail === '') return this.#isCleanValue(rest, null);
      // An anchor alone names the collection that stands below it.
      this.#outline.awaitValue(column);
      return true;
    }
    const keyColumn = column + dash.length;
    const isPlaced =
      dash === '' ? this.#outline.place(keyColumn, false) : this.#outline.open(keyColumn, false);
    return isPlaced && this.#isCleanKey(key, rest, keyColumn);
  }

  /** What stands behind an anchor, which names it; the whole where there is none. */
  #behindAnchor(rest: string): string {
    const anchor = ANCHOR.exec(rest)?.[0];
    if (anchor === undefined) return rest;
    this.#anchors.add(anchor.slice(1).trimEnd());
    return rest.slice(anchor.length);
  }

  /** An alias of an anchor above it, in a place that demands nothing of what it stands for. */
  #isCleanAlias(rest: string): boolean {
    const alias = ALIAS.exec(rest);
    return alias !== null && this.#anchors.has(String(alias[1])) && isCleanComment(alias[2] ?? '');
  }

  /** `---` before all else. */
  #isFirstMark(line: string): boolean {
    if (!/^--- *$/.test(line) || this.#isMarked || !this.#outline.isEmpty) return false;
    this.#isMarked = true;
    return true;
  }

  #isCleanKey(key: string, rest: string, column: number): boolean {
    const reading = readKey(key);
    const { kind, opensAuth } = reading;
    if (!this.#isPlainKey(key, reading)) return false;
    if (key === '<<') return this.#isCleanAlias(rest);
    if (rest !== '' && !rest.startsWith('#')) {
      // In braces below `auth` bare keys are refused as in a block below it; of anything else the parser tells more.
      if (opensAuth && !rest.startsWith('{')) return false;
      return this.#isCleanValue(rest, kind === 'credential' ? key : null);
    }
    this.#nodes += 1;
    this.#inAuth = opensAuth;
    this.#outline.awaitValue(column);
    return kind !== 'credential' && isCleanComment(rest.slice(1));
  }

  /** Whether a key holds no secret itself and demands nothing that takes the block around it to tell. */
  #isPlainKey(key: string, { opensAuth, isBare, isValueKey }: KeyReading): boolean {
    this.#hasAuth ||= opensAuth;
    this.#hasBareKey ||= isBare;
    if ((this.#hasAuth && this.#hasBareKey) || isValueKey) return false;
    return key.length < 24 || scanNames(key, 'value').length === 0;
  }

  /** `credential` is the key when a credential's. */
  #isCleanValue(rest: string, credential: string | null): boolean {
    this.#nodes += NODES;
    if (this.#nodes > DEFAULT_LIMITS.maxNodes) return false;
    if (rest.startsWith('*')) return credential === null && this.#isCleanAlias(rest);
    if (rest.startsWith('[') || rest.startsWith('{')) return credential === null && this.#areCleanItems(rest);
    const quoted = QUOTED.exec(rest);
    if (quoted !== null) {
      const [, double, single = '', comment = ''] = quoted;
      const value = double ?? single;
      // In a list, a flag says what the item behind it is.
      if (value.startsWith('-')) return false;
      return isCleanScalar(value, credential) && isCleanComment(comment);
    }
    const hash = rest.indexOf(' #');
    const value = (hash === -1 ? rest : rest.slice(0, hash)).trimEnd();
    if (!PLAIN.test(value) || value.includes(': ') || value.endsWith(':')) return false;
    return isCleanScalar(value, credential) && (hash === -1 || isCleanComment(rest.slice(hash + 2)));
  }

  #areCleanItems(rest: string): boolean {
    const end = this.#endOfItems(rest, 0, 1);
    if (end === null) return false;
    const after = AFTER_ITEMS.exec(rest.slice(end));
    return after !== null && isCleanComment(after[1] ?? '');
  }

  /** Where the brackets that open at a place end; null where what stands in them is not seen to be clean. */
  #endOfItems(rest: string, open: number, depth: number): number | null {
    if (depth > MAX_BRACKETS) return null;
    const isMap = rest.charAt(open) === '{';
    let at = open + 1;
    for (let close = ','; close === ','; ) {
      ITEM.lastIndex = at;
      const item = ITEM.exec(rest);
      if (item === null) return null;
      at = ITEM.lastIndex;
      const [, key, bracket, double, single, plain = '', behind = ''] = item;
      if (isMap !== (key !== undefined)) return null;
      let credential: string | null = null;
      if (key !== undefined) {
        const reading = readKey(key);
        if (reading.opensAuth || !this.#isPlainKey(key, reading)) return null;
        if (reading.kind === 'credential') credential = key;
      }
      this.#nodes += NODES;
      if (bracket === undefined) {
        const value = double ?? single ?? plain;
        if (value.startsWith('-') || !isCleanScalar(value, credential)) return null;
        close = behind;
        continue;
      }
      const end = credential === null ? this.#endOfItems(rest, at - 1, depth + 1) : null;
      if (end === null) return null;
      AFTER_BRACKETS.lastIndex = end;
      close = AFTER_BRACKETS.exec(rest)?.[1] ?? '';
      at = AFTER_BRACKETS.lastIndex;
    }
    return rest.charAt(at - 1) === (isMap ? '}' : ']') ? at : null;
  }
}

function isCleanScalar(value: string, credential: string | null): boolean {
  if (credential !== null && offends(value, false, demandOf(credential, NO_DEMAND), true)) return false;
  return SHORT_WORD.test(value) || (scanNames(value, 'value').length === 0 && !hidesInReference(value));
}

function isCleanComment(comment: string): boolean {
  return scanNames(comment, 'comment').length === 0;
}
