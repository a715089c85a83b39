import type { LineIndex } from '../text/line-index.js';
import { DIAGNOSTICS, type DiagnosticCode, docsOf } from './codes.js';
import type { Diagnostic, Fix, TextPlace, TextRange } from './diagnostic.js';
import { type Path, pointerTo } from './pointer.js';

/** A stretch of the text by offsets, the end exclusive. */
export type Span = readonly [start: number, end: number];

/** What a check has to say; `describe…` makes a diagnostic of it. */
export interface Remark {
  readonly code: DiagnosticCode;
  readonly path: Path;
  readonly message: string;
  readonly hint: string;
  readonly related?: { readonly span: Span; readonly message: string };
  readonly suggestions?: readonly string[];
  /** Whether the first suggestion was meant beyond doubt. */
  readonly sure?: boolean;
  readonly fix?: Repair;
}

/** A fix by offsets. */
export interface Repair extends Pick<Fix, 'title' | 'confidence'> {
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

const NOWHERE = { line: null, column: null, endLine: null, endColumn: null, range: null } as const;

/** A diagnostic about the job payload. */
export function describeBody(remark: Remark): Diagnostic {
  return describe(remark, 'body', null, null);
}

/** A diagnostic about the manifest; without a span (a manifest given as a value, not as text) it has no lines. */
export function describeManifest(remark: Remark, positions: LineIndex | null, span: Span | null): Diagnostic {
  return describe(remark, 'manifest', positions, span);
}

// One place makes them all, with the fields always in the same order: the wire form is the same byte for byte.
function describe(
  { code, path, message, hint, related, suggestions, fix }: Remark,
  where: Diagnostic['in'],
  positions: LineIndex | null,
  span: Span | null,
): Diagnostic {
  return {
    code,
    severity: DIAGNOSTICS[code].severity,
    in: where,
    pointer: pointerTo(path),
    message,
    hint,
    ...(positions && span ? placeOf(positions, span) : NOWHERE),
    related: related && positions ? [{ message: related.message, ...placeOf(positions, related.span) }] : [],
    ...(suggestions && suggestions.length > 0 && { suggestions }),
    ...(fix && positions && { fix: fixOf(fix, positions) }),
    docs: docsOf(code),
  };
}

function placeOf(positions: LineIndex, span: Span): TextPlace & { readonly range: TextRange } {
  const range = rangeOf(positions, span);
  const { start, end } = range;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column, range };
}

function rangeOf(positions: LineIndex, [start, end]: Span): TextRange {
  return { start: positions.at(start), end: positions.at(Math.max(start, end)) };
}

function fixOf({ title, confidence, edits }: Repair, positions: LineIndex): Fix {
  return {
    title,
    confidence,
    edits: edits.map(({ span, text }) => ({ range: rangeOf(positions, span), text })),
  };
}

/**
 * Puts diagnostics in the order of their places (body first, then the text from its top), keeps one of several that
 * stand at one place under one pointer (the earliest check found the cause) or that an alias repeats under others, and
 * cuts them to `max`: errors are kept before warnings, and one more diagnostic says that there are more.
 */
export function arrange(diagnostics: readonly Diagnostic[], max: number): Diagnostic[] {
  const seen = new Set<string>();
  const distinct = diagnostics.filter((d) => {
    const place = `${d.in} ${d.line}:${d.column}`;
    const own = `${place} ${d.pointer}`;
    const repeated = `${place} ${d.code} …${d.pointer.slice(d.pointer.lastIndexOf('/'))}`;
    if (seen.has(own) || (d.line !== null && seen.has(repeated))) return false;
    seen.add(own).add(repeated);
    return true;
  });
  if (distinct.length <= max) return distinct.sort(byPlace);
  const kept = [
    ...distinct.filter((d) => d.severity === 'error'),
    ...distinct.filter((d) => d.severity !== 'error'),
  ]
    .slice(0, max)
    .sort(byPlace);
  const more: Remark = {
    code: 'too_many_diagnostics',
    path: [],
    message: `There are more than ${max} diagnostics; the rest is left out.`,
    hint: 'Mend these first, then submit again.',
  };
  return [...kept, { ...describeBody(more), in: kept.at(-1)?.in ?? 'body' }];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.in !== b.in) return a.in === 'body' ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
