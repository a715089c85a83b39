/** Brackets and braces that are not closed, not opened, or closed with another than their own. */
import type { Span } from '../diagnostics/report.js';
import type { FlowToken } from './flow-tokens.js';
import { LineIndex } from './line-index.js';
import { quote, type Suspect, unsure } from './suspect.js';

export const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' };
const KIND: Readonly<Record<string, string>> = { '[': 'A list in brackets', '{': 'A mapping in braces' };

const NOT_OPEN = 'This closes a bracket that is not open.';

/** Brackets that were to end between two tokens, or at the end of all. */
export function* unclosed(
  text: string,
  opened: readonly FlowToken[],
  last: FlowToken,
  next: FlowToken | null,
  isInside: boolean,
): Generator<Suspect> {
  const [outer] = opened;
  if (!outer) return;
  const { span, mark } = outer;
  const [start, end] = last.span;
  const lines = new LineIndex(text);
  if (text.charAt(end - 1) === ')') yield wrongKind(text, mark, [end - 1, end]);
  yield* commentedEnd(text, last);
  const hasComma = last.mark === ',';
  const at = hasComma ? start : end;
  const comma = isInside && !hasComma && next && !/[,\]}]/.test(next.mark) ? ',' : '';
  const written = opened.map((opening) => closingOf(text, opening)).reverse();
  const place = next?.isFirstOfLine ? ` before line ${lines.at(next.span[0]).line}` : '';
  const closing = CLOSING[mark];
  yield {
    span,
    message: `${KIND[mark]} is not closed. It begins on line ${lines.at(span[0]).line}.`,
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
    message: 'A ` #` begins a comment here.',
    hint: 'Put the entry in quotes.',
    fix: quote(text, [start, end + length]),
  };
}

export function wrongKind(text: string, mark: string, span: Span): Suspect {
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

export function tooMuch(span: Span, message: string): Suspect {
  return { span, message, hint: 'Take it out.', fix: unsure('Take it out', span, '') };
}
