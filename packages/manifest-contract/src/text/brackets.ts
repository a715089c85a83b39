/** The slips inside brackets and braces: where they were to end, what stands between their entries, and quotes. */
import type { Span } from '../diagnostics/report.js';
import { type FlowToken, flowTokens, withoutComma } from './flow-tokens.js';
import { unclosedQuote } from './quotes.js';
import { quote, type Suspect, unsure } from './suspect.js';

/** A bracket that is not closed yet. */
interface Open {
  readonly token: FlowToken;
  /** Whether what it holds stands no deeper than its own line: then no indentation tells where it was to end. */
  isFlat: boolean;
  /** Whether the entry that is being read has its colon. */
  hasColon: boolean;
  /** The comma before that entry. */
  comma: FlowToken | null;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' };
const KIND: Readonly<Record<string, string>> = { '[': 'A list in brackets', '{': 'A mapping in braces' };

const NOT_OPEN = 'This closes a bracket that is not open.';

/** What of a line of YAML stands before the flow collection that begins on it. */
const BEFORE_FLOW = /^ *(?:- +)*(?:[\w.$"'-]{1,82}: +)?(?=[[{])/;

/** What may be amiss in a text that is one mapping in braces, as JSON is. */
export function bracketsOfJson(text: string): Generator<Suspect> {
  return slips(text, text.indexOf('{'), 0, false);
}

/** What may be amiss in the flow collection that begins on a line of YAML, if one does. */
export function* bracketsOfLine(text: string, start: number, line: string): Generator<Suspect> {
  const before = BEFORE_FLOW.exec(line)?.[0];
  if (before !== undefined) yield* slips(text, start + before.length, line.search(/[^ -]/), true);
}

/** From a bracket on; in a block, a line no deeper than the bracket's own ends it at the latest. */
function* slips(text: string, from: number, depth: number, isInBlock: boolean): Generator<Suspect> {
  const open: Open[] = [];
  let last: FlowToken | null = null;
  for (const token of flowTokens(text, from, depth)) {
    const { mark, indent } = token;
    const isClosing = mark === ']' || mark === '}';
    if (last && token.isFirstOfLine) {
      const inner = open.at(-1);
      const isStrict = isInBlock && open.length === 1;
      if (inner && inner.token === last && !isStrict) inner.isFlat = indent <= inner.token.indent;
      const isPast = ({ isFlat, token: { indent: own } }: Open) =>
        !isFlat && (isClosing ? indent < own : indent <= own);
      const past = open.findIndex(isPast);
      if (past >= 0) yield* unclosed(text, open.splice(past), last, token, open.length > 0);
    }
    if (isInBlock && last && open.length === 0) {
      if (isClosing && !token.isFirstOfLine) {
        if (!last.mark.includes(mark)) yield* unopened(from, mark, token.span);
        yield extraClosing(token.span);
      }
      return;
    }
    const top = open.at(-1);
    if (isClosing) {
      if (!top) yield extraClosing(token.span);
      else if (CLOSING[top.token.mark] !== mark && last) {
        yield wrongKind(text, top.token.mark, token.span);
        yield* unclosed(text, [top], last, token, true);
        yield extraClosing(token.span);
        if (CLOSING[open.at(-2)?.token.mark ?? ''] === mark) open.pop();
      } else if (token.isFirstOfLine && indent > top.token.indent) yield extraClosing(token.span);
      open.pop();
    } else if (mark === ',') {
      if (last && /[,[{]/.test(last.mark)) yield tooMuch(token.span, 'A comma has no entry before it.');
      if (top) Object.assign(top, { comma: token, hasColon: false });
    } else if (mark === ':') {
      // A list in a mapping: its next key tells that it was to end before.
      if (top?.token.mark === '[' && top.comma && open.at(-2)?.token.mark === '{') {
        yield* unclosed(text, [top], top.comma, token, true);
        open.pop();
      }
      const entry = open.at(-1);
      if (entry) entry.hasColon = true;
    } else {
      if (top && last && lacksComma(text, top, last, token)) {
        yield noComma(last);
        top.hasColon = false;
      }
      if (token.isUnclosed) yield* quoteLeftOpen(text, token);
      if (CLOSING[mark]) open.push({ token, isFlat: false, hasColon: false, comma: null });
    }
    last = token;
  }
  if (open.length > 0 && last) yield* unclosed(text, open, last, null, false);
}

/** Brackets that were to end between two tokens, or at the end of all. */
function* unclosed(
  text: string,
  opened: readonly Open[],
  last: FlowToken,
  next: FlowToken | null,
  isInside: boolean,
): Generator<Suspect> {
  const [outer] = opened;
  if (!outer) return;
  const { span, mark } = outer.token;
  const [start, end] = last.span;
  if (text.charAt(end - 1) === ')') yield wrongKind(text, mark, [end - 1, end]);
  yield* commentedEnd(text, last);
  const hasComma = last.mark === ',';
  const at = hasComma ? start : end;
  const comma = isInside && !hasComma && next && !/[,\]}]/.test(next.mark) ? ',' : '';
  const written = opened.map(({ token }) => closingOf(text, token)).reverse();
  const place = next?.isFirstOfLine ? ` before line ${lineOf(text, next.span)}` : '';
  const closing = CLOSING[mark];
  yield {
    span,
    message: `${KIND[mark]} that begins on line ${lineOf(text, span)} is not closed.`,
    hint: `Close it with \`${closing}\`${place}.`,
    fix: unsure(`Add \`${closing}\``, [at, at], written.join('') + comma),
  };
}

/** What closes a bracket: a line of its own, where its line ends with it. */
function closingOf(text: string, { span: [start, end], mark, indent }: FlowToken): string {
  const closing = CLOSING[mark] ?? '';
  const [lineEnd] = /^[ \t]*\r?\n/.exec(text.slice(end, text.indexOf('\n', end) + 1)) ?? [];
  if (lineEnd === undefined) return closing;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  return lineEnd + text.slice(lineStart, lineStart + indent).replaceAll('-', ' ') + closing;
}

function lineOf(text: string, [start]: Span): number {
  return text.slice(0, start).split('\n').length;
}

/** An entry with ` #` in it, which makes a comment of what was to close the brackets. */
function* commentedEnd(text: string, { mark, span: [, end] }: FlowToken): Generator<Suspect> {
  const [rest = ''] = /.*/.exec(text.slice(end)) ?? [];
  const length = rest.search(/[,\]}]/);
  if (!/^[ \t]+#/.test(rest) || !/[\]}]/.test(rest) || /["'\]}]/.test(mark)) return;
  const behind = ['[', '{', ',', ': '].map((before) => text.lastIndexOf(before, end - 1) + before.length);
  const from = Math.max(...behind);
  const start = from + text.slice(from, end).search(/\S/);
  yield {
    span: [start, end + length],
    message: 'A `#` behind a blank begins a comment, and brackets end in it.',
    hint: 'Put the entry in quotes.',
    fix: quote(text, [start, end + length]),
  };
}

function wrongKind(text: string, mark: string, span: Span): Suspect {
  const closing = CLOSING[mark] ?? '';
  const message = `${KIND[mark]} is closed with \`${text.slice(...span)}\`.`;
  return {
    span,
    message,
    hint: `Close it with \`${closing}\`.`,
    fix: unsure(`Write \`${closing}\``, span, closing),
  };
}

/** A closing bracket at the end of a line, for a value or entry that may begin with its like. */
export function* unopened(start: number, closing: string, span: Span): Generator<Suspect> {
  const [opening] = Object.entries(CLOSING).find(([, other]) => other === closing) ?? [];
  if (opening === undefined) return;
  yield {
    span,
    message: NOT_OPEN,
    hint: `Open it with \`${opening}\`, or take it out.`,
    fix: unsure(`Add \`${opening}\``, [start, start], opening),
  };
}

export function extraClosing(span: Span): Suspect {
  return tooMuch(span, NOT_OPEN);
}

function tooMuch(span: Span, message: string): Suspect {
  return { span, message, hint: 'Take it out.', fix: unsure('Take it out', span, '') };
}

function lacksComma(text: string, top: Open, last: FlowToken, { span, mark, isFirstOfLine }: FlowToken): boolean {
  // Behind an anchor or a tag stands its value, in a mapping behind a key without a colon, too.
  if (/[,:[{&!]/.test(last.mark) || (top.token.mark === '{' && !top.hasColon)) return false;
  const isKey = text.charAt(span[1]) === ':';
  const isApart = /["'[{]/.test(mark) && span[0] > last.span[1];
  return isKey || isFirstOfLine || isApart;
}

function noComma({ span }: FlowToken): Suspect {
  const [, end] = span;
  const hint = 'Put a comma between entries.';
  return { span, message: 'A comma is missing between brackets.', hint, fix: unsure('Add a comma', [end, end], ',') };
}

/** A quote that was to be closed at the end of its line, or before brackets that end there. */
function* quoteLeftOpen(text: string, { span, mark }: FlowToken): Generator<Suspect> {
  const [start] = span;
  let value = text.slice(...span);
  for (let isLast = false; !isLast; value = withoutComma(value.slice(0, -1))) {
    yield unclosedQuote(start, start + value.length, mark);
    isLast = !/[\]}]$/.test(value);
  }
}
