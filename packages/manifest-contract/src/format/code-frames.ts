import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { MaskedText } from './masks.js';

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
  const masked = canShow ? new MaskedText(text, diagnostics) : null;
  const lines = canShow ? linesOf(text) : [];
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
        `${severity}[${code}]: ${message}`,
        `  --> ${placeOf(diagnostic, file)}`,
        ...(masked ? frame(diagnostic, masked, lines, { context, width: Math.max(LEAST_WIDTH, width) }) : []),
        ...notes.map((note) => `  = ${note}`),
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
  { range }: Diagnostic,
  masked: MaskedText,
  text: readonly Line[],
  { context, width }: Required<Pick<CodeFrameOptions, 'context' | 'width'>>,
): string[] {
  if (range === null) return [];
  const at = range.start.line;
  const digits = String(at).length;
  const lines: string[] = [];
  for (let line = Math.max(1, at - context); line <= at; line += 1) {
    const { start, end } = text[line - 1] ?? { start: 0, end: 0 };
    const number = String(line).padStart(digits);
    if (line < at) {
      lines.push(`  ${number} | ${clip(masked.show(start, Math.min(end, start + 4 * width)), width)}`);
      continue;
    }
    const [from, to] = masked.around(range.start.offset, Math.min(range.end.offset, end));
    // A long line is shown from a little before the fault.
    const left = from - start > (2 * width) / 3 ? from - Math.floor(width / 3) : start;
    const [shownFrom] = masked.around(left, left);
    const before =
      (left === start ? '' : '…') + masked.show(Math.max(start, shownFrom), Math.max(from, start));
    const marked = masked.show(Math.max(from, start), Math.min(to, end));
    const after = masked.show(Math.min(to, end), Math.min(end, to + width));
    lines.push(`> ${number} | ${clip(before + marked + after, width)}`);
    lines.push(
      `  ${' '.repeat(digits)} | ${' '.repeat(before.length)}${'^'.repeat(Math.min(Math.max(1, marked.length), Math.max(1, width - before.length)))}`,
    );
  }
  return lines;
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
