import type { Diagnostic, TextRange } from '../diagnostics/diagnostic.js';
import { MaskedText, printable } from './masks.js';

export interface CodeFrameOptions {
  /** The file's name, as it stands before line and column. Default `manifest.yaml`. */
  readonly file?: string;
  /** Lines shown before the one at fault. Default 2. */
  readonly context?: number;
  /** Characters of a line that are shown. Default 120; at least 20. */
  readonly width?: number;
}

// A longer text is refused for its length; to mask it would cost more than its frame tells.
const MAX_TEXT = 1024 * 1024;
const WIDTH = 120;
const LEAST_WIDTH = 20;

/**
 * Diagnostics for people, each with the lines of the text around it. Every secret in those lines is masked, told of or
 * not; control and format characters are replaced. Plain text, lines end with LF, no colours. A text beyond 1 MiB is not
 * shown.
 */
export function formatCodeFrames(
  diagnostics: readonly Diagnostic[],
  text: string,
  { file = 'manifest.yaml', context = 2, width = WIDTH }: CodeFrameOptions = {},
): string {
  const canShow = text.length <= MAX_TEXT && diagnostics.some(({ range }) => range !== null);
  const shown = canShow ? { masked: new MaskedText(text, diagnostics), lines: linesOf(text) } : null;
  const size = { context, width: Math.max(LEAST_WIDTH, width) };
  return diagnostics
    .map((diagnostic) => {
      const { code, severity, message, hint, fix, related, docs } = diagnostic;
      const notes = [
        `help: ${hint}`,
        ...(fix ? [`fix (${fix.confidence}): ${fix.title}`] : []),
        ...related.map(({ line, column, message }) => `see ${line}:${column}: ${message}`),
        `docs: ${docs}`,
      ];
      return [
        `${severity}[${code}]: ${printable(message)}`,
        `  --> ${printable(placeOf(diagnostic, file))}`,
        ...(shown && diagnostic.range ? frame(diagnostic.range, shown, size) : []),
        ...notes.map((note) => `  = ${printable(note)}`),
        '',
      ].join('\n');
    })
    .join('\n');
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function placeOf({ in: where, line, column, pointer }: Diagnostic, file: string): string {
  const place = line === null ? where : `${file}:${line}:${column}`;
  return pointer === '' ? place : `${place} ${pointer}`;
}

function frame(
  range: TextRange,
  { masked, lines }: { readonly masked: MaskedText; readonly lines: readonly Line[] },
  { context, width }: Required<Pick<CodeFrameOptions, 'context' | 'width'>>,
): string[] {
  const at = range.start.line;
  const first = Math.max(1, at - context);
  const digits = String(at).length;
  return lines.slice(first - 1, at).flatMap((line, index) => {
    const number = String(first + index).padStart(digits);
    if (first + index < at) {
      const start = masked.show(line.start, Math.min(line.end, line.start + 4 * width));
      return [`  ${number} | ${clip(start, width)}`];
    }
    const { shown, before, marks } = faultIn(line, range, masked, width);
    return [
      `> ${number} | ${clip(shown, width)}`,
      `  ${' '.repeat(digits)} | ${' '.repeat(before)}${'^'.repeat(marks)}`,
    ];
  });
}

/** The part of a line around its fault, and where in it the marks stand. */
function faultIn({ start, end }: Line, range: TextRange, masked: MaskedText, width: number) {
  const [wideFrom, wideTo] = masked.around(range.start.offset, range.end.offset);
  const from = Math.max(wideFrom, start);
  const to = Math.min(wideTo, end);
  // A long line is shown from a little before the fault.
  const isCut = from - start > (2 * width) / 3;
  const [left] = isCut ? masked.around(from - Math.floor(width / 3), from) : [start];
  const before = (isCut ? '…' : '') + masked.show(Math.max(start, left), from);
  const marked = masked.show(from, to);
  const after = masked.show(to, Math.min(end, to + width));
  return {
    shown: before + marked + after,
    before: before.length,
    marks: Math.max(1, Math.min(marked.length, width - before.length)),
  };
}

function clip(line: string, width: number): string {
  const whole = line.trimEnd();
  return whole.length <= width ? whole : `${whole.slice(0, width)}…`;
}

/** Where each line begins and ends, its line break left out. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const { index, 0: mark } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: index });
    start = index + mark.length;
  }
  return [...lines, { start, end: text.length }];
}
