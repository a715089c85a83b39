/** Quotes that are left open on their line, or closed with one of the other kind. */
import { type Suspect, unsure } from './suspect.js';

const KEY_QUOTE = /^ *(?:- +)?(["'])[\w.-]{1,80}(?=:(?: |$))/;
const VALUE_QUOTE = /^ *(?:- +)?(?:["']?[\w.-]{1,80}["']?: +)?(["'])/;

/** What may be amiss in the quotes around the key and the value of a line. */
export function* quotesOfLine(start: number, line: string): Generator<Suspect> {
  const [upToKey = '', keyMark] = KEY_QUOTE.exec(line) ?? [];
  if (keyMark !== undefined && isOdd(line, keyMark))
    yield unclosedQuote(start + upToKey.indexOf(keyMark), start + upToKey.length, keyMark);
  const [upToValue = '', mark] = VALUE_QUOTE.exec(line) ?? [];
  if (mark === undefined || !isOdd(line, mark)) return;
  const at = start + upToValue.length - 1;
  const [written = ''] = line.split(' #', 1);
  const end = start + written.trimEnd().length;
  const other = mark === '"' ? "'" : '"';
  if (line.charAt(end - 1 - start) === other && isOdd(line, other))
    yield {
      span: [end - 1, end],
      message: `A string that begins with \`${mark}\` is closed with \`${other}\`.`,
      hint: `Close it with \`${mark}\`.`,
      fix: unsure(`Write \`${mark}\``, [end - 1, end], mark),
    };
  yield unclosedQuote(at, end, mark);
}

/** A quote that is to be closed at an offset. */
export function unclosedQuote(start: number, end: number, mark: string): Suspect {
  return {
    span: [start, start + 1],
    message: 'A quoted string is not closed.',
    hint: `Close it with \`${mark}\`.`,
    fix: unsure('Close the quote', [end, end], mark),
  };
}

function isOdd(line: string, mark: string): boolean {
  return line.split(mark).length % 2 === 0;
}
