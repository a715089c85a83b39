/** The slips inside brackets and braces: where they were to end, what stands between their entries, and quotes. */
import { CLOSING, extraClosing, tooMuch, unclosed, unopened, wrongKind } from './closings.js';
import { type FlowToken, flowTokens, withoutComma } from './flow-tokens.js';
import { unclosedQuote } from './quotes.js';
import { type Suspect, unsure } from './suspect.js';

/** A bracket that is not closed yet. */
interface Open {
  readonly token: FlowToken;
  /** Whether its line ends with it. */
  isLaidOut: boolean;
  /** Whether what it holds stands no deeper than its own line: then no indentation tells where it was to end. */
  isFlat: boolean;
  /** Whether the entry that is being read has its colon. */
  hasColon: boolean;
  /** The comma before that entry. */
  comma: FlowToken | null;
}

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
    const { mark } = token;
    if (last && token.isFirstOfLine) yield* endedAbove(text, open, last, token, isInBlock);
    if (isInBlock && last && open.length === 0) {
      if (!isClosing(token) || token.isFirstOfLine) return;
      if (last.mark !== mark) yield* unopened(from, mark, token.span);
      yield extraClosing(token.span);
      return;
    }
    const top = open.at(-1);
    if (isClosing(token)) yield* close(text, open, last, token);
    else if (mark === ',') {
      if (last && /[,[{]/.test(last.mark)) yield tooMuch(token.span, 'A comma has no entry before it.');
      if (top) {
        top.comma = token;
        top.hasColon = false;
      }
    } else if (mark === ':') yield* readKey(text, open, token);
    else {
      if (top && last && lacksComma(text, top, last, token)) {
        yield noComma(last);
        top.hasColon = false;
      }
      if (token.isUnclosed) yield* quoteLeftOpen(text, token);
      if (CLOSING[mark]) open.push({ token, isLaidOut: false, isFlat: false, hasColon: false, comma: null });
    }
    last = token;
  }
  if (last && open.length > 0) yield* unclosed(text, tokensOf(open), last, null, false);
}

/** By its indentation, the first token of a line tells which brackets were to end above it. */
function* endedAbove(
  text: string,
  open: Open[],
  last: FlowToken,
  token: FlowToken,
  isInBlock: boolean,
): Generator<Suspect> {
  const top = open.at(-1);
  if (top?.token === last) {
    top.isLaidOut = true;
    // That of a block has to hold what stands deeper.
    top.isFlat = token.indent <= last.indent && !(isInBlock && open.length === 1);
  }
  const isPast = ({ isFlat, token: { indent } }: Open) =>
    !isFlat && (isClosing(token) ? token.indent < indent : token.indent <= indent);
  const past = open.findIndex(isPast);
  if (past >= 0) yield* unclosed(text, tokensOf(open.splice(past)), last, token, open.length > 0);
}

function* close(text: string, open: Open[], last: FlowToken | null, token: FlowToken): Generator<Suspect> {
  const top = open.pop();
  if (top && last && CLOSING[top.token.mark] !== token.mark) {
    yield wrongKind(text, top.token.mark, token.span);
    yield* unclosed(text, [top.token], last, token, true);
    yield extraClosing(token.span);
    if (CLOSING[open.at(-1)?.token.mark ?? ''] === token.mark) open.pop();
  } else if (!top || (token.isFirstOfLine ? token.indent > top.token.indent : top.isLaidOut))
    yield extraClosing(token.span);
}

/** A key in a list that stands in a mapping tells that the list was to end before. */
function* readKey(text: string, open: Open[], token: FlowToken): Generator<Suspect> {
  const [outer, top] = open.slice(-2);
  if (top?.comma && top.token.mark === '[' && outer?.token.mark === '{') {
    yield* unclosed(text, [top.token], top.comma, token, true);
    open.pop();
  }
  const inner = open.at(-1);
  if (inner) inner.hasColon = true;
}

function isClosing({ mark }: FlowToken): boolean {
  return mark === ']' || mark === '}';
}

function lacksComma(
  text: string,
  top: Open,
  last: FlowToken,
  { span, mark, isFirstOfLine }: FlowToken,
): boolean {
  // Behind an anchor or a tag stands its value, in a mapping behind a key without a colon, too.
  if (/[,:[{&!]/.test(last.mark) || (top.token.mark === '{' && !top.hasColon)) return false;
  const isKey = text.charAt(span[1]) === ':';
  const isApart = /["'[{]/.test(mark) && span[0] > last.span[1];
  return isKey || isFirstOfLine || isApart;
}

function noComma({ span }: FlowToken): Suspect {
  const [, end] = span;
  const hint = 'Put a comma between entries.';
  return {
    span,
    message: 'A comma is missing between brackets.',
    hint,
    fix: unsure('Add a comma', [end, end], ','),
  };
}

/** A quote that was to be closed before the next key, at the end of its line, or before brackets that end there. */
function* quoteLeftOpen(text: string, { span, mark }: FlowToken): Generator<Suspect> {
  const [start] = span;
  let value = text.slice(...span);
  const close = (length: number) => unclosedQuote(start, [start + length, start + length], mark);
  const next = value.search(/, *["']?[\w-]{1,80}["']?: /);
  if (next > 0) yield close(next);
  for (let isLast = false; !isLast; value = withoutComma(value.slice(0, -1))) {
    yield close(value.length);
    isLast = !/[\]}]$/.test(value);
  }
}

function tokensOf(opened: readonly Open[]): FlowToken[] {
  return opened.map(({ token }) => token);
}
