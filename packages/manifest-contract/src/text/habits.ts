/** Slips that come of a habit or a tool and stand all over a text: each kind is one slip, undone everywhere at once. */
import type { Repair, Span } from '../diagnostics/report.js';
import { type Edit, insert, quote, type Suspect, unsureAll } from './suspect.js';

/** A line that git sets around and between the sides of a merge conflict. */
const CONFLICT_MARK = /^(?:<{7}|>{7}|[|=]{7})[^\n]*\n?/gm;
/** A comment of another language. Strings are matched to be passed over. */
const COMMENT = /"(?:[^"\\\n]|\\.)*"?|(?<!\S)\/\/.*|(?<!\S)\/\*[^*]*\*\/(?=[ \t\r]*$)/gm;
/** A reference that is a whole value or entry inside brackets. */
const BARE_REFERENCE = /(?=\$)(?<=[[{,]\s*|:\s+)\$\{\w+\}(?=\s*[,\]}])/g;
const TAB_INDENT = /^ *\t[ \t]*/gm;
const TAB_WIDTHS = [2, 4];

/** The habits that may have broken a text. */
export function* habitsOf(text: string): Generator<Suspect> {
  const conflicts = conflictsOf(text);
  const sides = conflicts.map((span) => ({ span, text: '' }));
  const mark = conflicts.map(([start]): Span => [start, start + 7]);
  yield* habit(mark, 'A merge conflict is not resolved.', 'Keep one side.', 'Keep the first side', sides);
  yield* foreignComments(text);
  const references = spansOf(text, BARE_REFERENCE);
  const quotes = references.flatMap((span) => quote(text, span).edits);
  const message = 'Inside brackets and braces a reference needs quotes.';
  yield* habit(references, message, 'Write `"${NAME}"`.', 'Put it in quotes', quotes);
  for (const width of TAB_WIDTHS) {
    const { title, edits } = spacesForTabs(text, width);
    const tabs = edits.map(({ span }) => span);
    yield* habit(tabs, 'A tab is used for indentation.', 'Indent with spaces.', title, edits);
  }
}

/** What a conflict adds to its first side: the line before it, and all from behind it to the end. */
function conflictsOf(text: string): Span[] {
  const added: Span[] = [];
  let from: number | null = null;
  for (const [start, end] of spansOf(text, CONFLICT_MARK)) {
    from ??= start;
    if (!/[<>]/.test(text.charAt(start))) continue;
    added.push([from, end]);
    from = null;
  }
  return added;
}

/** Comments before keys of JSON: YAML reads them as part of the key, without an error. */
export function* commentedKeys(text: string): Generator<Suspect> {
  const isBeforeKey = ([, end]: Span) => text.slice(end).trimStart().startsWith('"');
  if (/^\s*\{/.test(text) && commentsOf(text).some(isBeforeKey)) yield* foreignComments(text);
}

function* foreignComments(text: string): Generator<Suspect> {
  const comments = commentsOf(text);
  const marks = comments.map(([start]): Span => [start, start + 2]);
  const edits = comments.flatMap(([start, end]): Edit[] => [
    { span: [start, start + 2], text: '#' },
    ...[...text.slice(start, end).matchAll(/\n/g)].map(({ index }) => insert(start + index + 1, '#')),
    ...(text.startsWith('/*', start) ? [{ span: [end - 2, end], text: '' } as const] : []),
  ]);
  const message = `A comment begins with \`${text.slice(...(marks[0] ?? []))}\`.`;
  yield* habit(marks, message, 'Begin it with `#`.', 'Begin comments with `#`', edits);
}

function commentsOf(text: string): Span[] {
  return spansOf(text, COMMENT).filter(([start]) => text.charAt(start) === '/');
}

/** Writes each tab of an indentation as so many spaces. */
export function spacesForTabs(text: string, width: number): Repair {
  const edits = spansOf(text, TAB_INDENT).map((span) => ({
    span,
    text: text.slice(...span).replaceAll('\t', ' '.repeat(width)),
  }));
  return unsureAll('Indent with spaces', edits);
}

function* habit(
  [span]: readonly Span[],
  message: string,
  hint: string,
  title: string,
  edits: readonly Edit[],
): Generator<Suspect> {
  if (span) yield { span, message, hint, fix: unsureAll(title, edits) };
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: { length }, index }) => [index, index + length]);
}
