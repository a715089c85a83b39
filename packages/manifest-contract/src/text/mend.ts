import type { ErrorCode } from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import type { Repair, Span } from '../diagnostics/report.js';

/** An edit that mends a fault of the YAML itself. Never safe: only its author knows what the text was to say. */
export function mendText(text: string, code: DiagnosticCode, [start, end]: Span): Repair | undefined {
  if (code === 'yaml_number_inexact') {
    return unsure('Put it in quotes', [start, end], `"${text.slice(start, end)}"`);
  }
  if (code === 'yaml_unknown_tag') {
    const from = tagBefore(text, start);
    return from === null ? undefined : unsure('Take the tag out', [from, start], '');
  }
  // An escape is told with the whole value around it, which is not to go.
  const isCharacter = code === 'text_not_storable' && end === start + 1;
  return isCharacter ? unsure('Take the character out', [start, end], '') : undefined;
}

/** An edit that mends an error of syntax. */
export function mendSyntax(text: string, code: ErrorCode, [start]: Span): Repair | undefined {
  if (code === 'BAD_DQ_ESCAPE') return unsure('Double the backslash', [start, start], '\\');
  if (code !== 'TAB_AS_INDENT') return undefined;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  let end = lineStart;
  while (isBlank(text.charAt(end))) end += 1;
  const indent = text.slice(lineStart, end).replaceAll('\t', '  ');
  return unsure('Indent with spaces', [lineStart, end], indent);
}

/** Where the tag begins that stands before a value. */
function tagBefore(text: string, value: number): number | null {
  let from = value;
  while (isBlank(text.charAt(from - 1))) from -= 1;
  while (/[^\s,[\]{}]/.test(text.charAt(from - 1))) from -= 1;
  return text.charAt(from) === '!' ? from : null;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

function unsure(title: string, span: Span, text: string): Repair {
  return { title, confidence: 'unsure', edits: [{ span, text }] };
}
