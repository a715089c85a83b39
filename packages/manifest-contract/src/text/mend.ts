import type { ErrorCode } from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import type { Repair, Span } from '../diagnostics/report.js';
import { spacesForTabs } from './habits.js';
import { insert, unsure, unsureAll } from './suspect.js';

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

/** Edits that mend an error of syntax. */
export function mendSyntax(text: string, code: ErrorCode, [start]: Span): Repair | undefined {
  if (code === 'BAD_DQ_ESCAPE') return doubleBackslashes(text, start);
  return code === 'TAB_AS_INDENT' ? spacesForTabs(text, 2) : undefined;
}

/** Who has one backslash stand for itself in a string means all of them so: a path has `\n` and `\t`, too. */
function doubleBackslashes(text: string, at: number): Repair {
  let from = text.lastIndexOf('"', at);
  while (text.charAt(from - 1) === '\\') from = text.lastIndexOf('"', from - 1);
  const inner = /(?:[^"\\]|\\.)*/s.exec(text.slice(from + 1))?.[0] ?? '';
  const lone = [...inner.matchAll(/\\["\\\s]?/g)].filter(([written]) => written === '\\');
  const edits = lone.map(({ index }) => insert(from + 1 + index, '\\'));
  return unsureAll('Double the backslashes', edits);
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
