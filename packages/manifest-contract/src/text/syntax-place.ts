import { type Document, isCollection, isNode, isPair, type Node, visit, type YAMLError } from 'yaml';
import type { Span } from '../diagnostics/report.js';

/**
 * Where an author has to look: the parser tells where it gave up, which for what was left open is far behind the quote
 * or bracket that opens it, and for a line too deep is the value above it.
 */
export function syntaxPlace(text: string, document: Document.Parsed, error: YAMLError): Span {
  const [start, end] = error.pos;
  if (isOfOpening(error)) {
    const opening = unclosedBefore(text, document, start);
    return opening === null ? [start, end] : [opening, opening + 1];
  }
  if (error.message.startsWith('Missing directives-end')) {
    const directive = /^\ufeff?%[^\r\n]*/m.exec(text);
    if (directive) return [directive.index, directive.index + directive[0].length];
  }
  return gluedDash(text, error) ?? tooDeep(text, error) ?? [start, end];
}

/** Whether an error tells that a quote or bracket is not closed. */
export function isOfOpening({ message }: YAMLError): boolean {
  return /^Missing closing |^Flow .*\bend with a /.test(message);
}

/** Whether an error may make others of the lines below: it comes of the column at which a line begins. */
export function isOfColumns(text: string, error: YAMLError): boolean {
  return gluedDash(text, error) !== null || tooDeep(text, error) !== null;
}

/** Where the last item of a collection ends: its bracket does not close the collection. */
function lastEnd(node: Node): number | undefined {
  const last = isCollection(node) ? node.items.at(-1) : undefined;
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(inner) ? inner.range?.[1] : undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}' };

/** The quote or bracket of the innermost node that reaches an offset and is not closed. */
function unclosedBefore(text: string, document: Document.Parsed, offset: number): number | null {
  let opening: number | null = null;
  visit(document, {
    Node(_, node) {
      const [from, to] = node.range ?? [offset, offset];
      // Nor does anything behind it.
      if (from >= offset) return visit.BREAK;
      if (to < offset) return undefined;
      // A pair in a list stands in brackets, but has none of its own: `[a: b`.
      const closing = CLOSING[text.charAt(from)];
      const isOpen = to - from < 2 || text.charAt(to - 1) !== closing || lastEnd(node) === to;
      if (closing !== undefined && isOpen) opening = from;
      return undefined;
    },
  });
  return opening;
}

type Place = Pick<YAMLError, 'code' | 'pos'>;

/** The dash of an entry that is glued to its key: `-id: gh`. */
export function gluedDash(text: string, { code, pos: [start] }: Place): Span | null {
  if (!isAboutKey(code)) return null;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const dash = /^[ \t]*(?=-[A-Za-z][\w.-]{0,80}:)/.exec(text.slice(lineStart, lineStart + 200));
  if (dash === null) return null;
  const at = lineStart + dash[0].length;
  return [at, at + 1];
}

function isAboutKey(code: YAMLError['code']): boolean {
  return code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY';
}

const KEY_LINE = /^([ \t]*)(?:- +)*["']?[\w.-]{1,80}["']?:(?:\s|$)/;

/** The indentation of a line that is deeper than the one above, whose key has its value already. */
export function tooDeep(text: string, { code, pos: [start] }: Place): Span | null {
  if (!isAboutKey(code)) return null;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd < 0 || text.slice(start, lineEnd).includes(': ')) return null;
  const above = keyIndent(text, lineStart) ?? Infinity;
  const below = keyIndent(text, lineEnd + 1) ?? 0;
  return below > above ? [lineEnd + 1, lineEnd + 1 + below] : null;
}

/** How far the key of a line is indented; undefined when the line has no key. */
function keyIndent(text: string, lineStart: number): number | undefined {
  return KEY_LINE.exec(text.slice(lineStart, lineStart + 200))?.[1]?.length;
}

/** Whether an error tells of a line that is no pair, which what stands above it may make so. */
export function isNoColon({ message }: YAMLError): boolean {
  return message.startsWith('Implicit map keys need ');
}

/** Whether an error tells of brackets, and not what is amiss with them. */
export function isOfBrackets({ message }: YAMLError): boolean {
  return /^Flow .*\bend with a |^Missing ,/.test(message);
}
