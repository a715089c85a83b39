import type { TextPlace, TextPosition } from '../diagnostics/diagnostic.js';

/**
 * Turns offsets into lines and columns as editors count them: LF, CRLF and a lone CR each end a line, and a byte order
 * mark takes no column. The table of lines is built on the first question.
 */
export class LineIndex {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The place of an offset; one outside the text is moved to its nearer end. */
  at(offset: number): TextPosition {
    this.#starts ??= lineStarts(this.#text);
    const starts = this.#starts;
    const inside = Math.min(Math.max(offset, starts[0] ?? 0), this.#text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - (starts[low] ?? 0) + 1, offset: inside };
  }

  /** The stretch between two offsets, the end exclusive. */
  range(start: number, end: number): TextPlace {
    const from = this.at(start);
    const to = this.at(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }
}

function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) starts.push(i + 1);
  }
  return starts;
}
