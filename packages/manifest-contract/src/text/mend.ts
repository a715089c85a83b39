import type { ErrorCode } from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import type { Repair, Span } from '../diagnostics/report.js';

/** An edit that mends a fault of the YAML itself. Never safe: only its author knows what the text was to say. */
export function mendText(text: string, code: DiagnosticCode, [start, end]: Span): Repair | undefined {
  switch (code) {
    case 'yaml_number_inexact':
      return unsure('Put it in quotes', [start, end], `"${text.slice(start, end)}"`);
    case 'yaml_unknown_tag': {
      const from = tagBefore(text, start);
      return from === null ? undefined : unsure('Take the tag out', [from, start], '');
    }
    case 'text_not_storable':
      return end === start + 1 ? unsure('Take the character out', [start, end], '') : undefined;
    default:
      return undefined;
  }
}

/** An edit that mends an error of syntax. */
export function mendSyntax(text: string, code: ErrorCode, [start]: Span): Repair | undefined {
  if (code === 'BAD_DQ_ESCAPE' && text.charAt(start) === '\\') {
    return unsure('Double the backslash', [start, start], '\\');
  }
  if (code !== 'TAB_AS_INDENT') return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 256))?.[0] ?? '';
  return unsure('Indent with spaces', [lineStart, lineStart + indent.length], indent.replaceAll('\t', '  '));
}

/** Where the tag begins that stands before a value. */
function tagBefore(text: string, value: number): number | null {
  let from = value;
  while (from > 0 && /[ \t]/.test(text.charAt(from - 1))) from -= 1;
  while (from > 0 && /[^\s,[\]{}]/.test(text.charAt(from - 1))) from -= 1;
  return text.charAt(from) === '!' ? from : null;
}

function unsure(title: string, span: Span, text: string): Repair {
  return { title, confidence: 'unsure', edits: [{ span, text }] };
}
