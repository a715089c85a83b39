import type { Diagnostic, TextEdit } from './diagnostic.js';
import type { Repair } from './report.js';

/**
 * Applies the fixes of diagnostics to the text they were made from, and returns the new text: the safe ones, and with
 * `unsure` also the others. Where two fixes overlap, the earlier one is applied and the later left out.
 */
export function applyFixes(
  text: string,
  diagnostics: readonly Diagnostic[],
  { unsure = false }: { readonly unsure?: boolean } = {},
): string {
  const taken: TextEdit[] = [];
  for (const { fix } of diagnostics) {
    if (!fix || (fix.confidence === 'unsure' && !unsure)) continue;
    const clashes = fix.edits.some((edit) => taken.some((other) => overlap(edit, other)));
    if (!clashes) taken.push(...fix.edits);
  }
  taken.sort((a, b) => a.range.start.offset - b.range.start.offset);
  return applyEdits(
    text,
    taken.map(({ range, text: written }) => ({
      span: [range.start.offset, range.end.offset],
      text: written,
    })),
  );
}

/** A text with edits in it that stand in order and do not overlap. */
export function applyEdits(text: string, edits: Repair['edits']): string {
  let written = '';
  let at = 0;
  for (const { span, text: replacement } of edits) {
    written += text.slice(at, span[0]) + replacement;
    at = span[1];
  }
  return written + text.slice(at);
}

function overlap({ range: a }: TextEdit, { range: b }: TextEdit): boolean {
  // Two insertions at one place would depend on their order.
  if (a.start.offset === b.start.offset) return true;
  return a.start.offset < b.end.offset && b.start.offset < a.end.offset;
}
