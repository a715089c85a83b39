/** Quotes that are left open on their line, or closed with one of the other kind. */
import type { Span } from '../diagnostics/report.js';
import { uncommented } from './lines.js';
import { type Suspect, unsure } from './suspect.js';

const KEY_QUOTE = /^ *(?:- +)?(["'])[\w.-]{1,80}(?=:(?: |$))/;
const VALUE_QUOTE = /^ *(?:- +)?(?:["']?[\w.-]{1,80}["']?: +)?(["'])/;

/** What may be amiss in the quotes around the key and the value of a line. */
export function* quotesOfLine(start: number, line: string): Generator<Suspect> {
  const [upToKey = '', keyMark] = KEY_QUOTE.exec(line) ?? [];
  const keyEnd = start + upToKey.length;
  if (keyMark !== undefined && isOdd(line, keyMark))
    yield unclosedQuote(start + upToKey.indexOf(keyMark), [keyEnd, keyEnd], keyMark);
  const [upToValue = '', mark] = VALUE_QUOTE.exec(line) ?? [];
  if (mark === undefined || !isOdd(line, mark)) return;
  const at = start + upToValue.length - 1;
  const end = start + uncommented(line).length;
  const other = mark === '"' ? "'" : '"';
  if (line.charAt(end - 1 - start) === other && isOdd(line, other))
    yield unclosedQuote(at, [end - 1, end], mark);
  yield unclosedQuote(at, [end, end], mark);
}

/** A quote that is to be closed instead of what stands at a span. */
export function unclosedQuote(start: number, span: Span, mark: string): Suspect {
  return {
    span: [start, start + 1],
    message: 'A quoted string is not closed.',
    hint: `Close it with \`${mark}\`.`,
    fix: unsure('Close the quote', span, mark),
  };
}

function isOdd(line: string, mark: string): boolean {
  return line.split(mark).length % 2 === 0;
}
