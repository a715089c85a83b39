import type { Span } from '../diagnostics/report.js';

/** A bracket, brace, comma, colon, quoted string or plain word of a flow collection. */
export interface FlowToken {
  readonly span: Span;
  /** Its first character. */
  readonly mark: string;
  /** How far its line is indented. */
  readonly indent: number;
  readonly isFirstOfLine: boolean;
  /** Whether it is a quote that is not closed on its line: it is taken to end before a comma there. */
  readonly isUnclosed: boolean;
}

/** In order: line ends with the indentation behind them, comments, strings with the quotes that close them, marks, words. */
const TOKEN =
  /\n[ \t]*|(?<!\S)#.*|"(?:[^"\\\r\n]|\\.)*("?)|'(?:[^'\r\n]|'')*('?)|[[\]{},]|(?<=["']):|:(?=[\s,[\]{}]|$)|(?:[^\s,[\]{}:]|:(?![\s,[\]{}]|$))+/g;

/** The tokens from an offset on, of which the first stands on a line so deep. */
export function* flowTokens(text: string, from: number, depth: number): Generator<FlowToken> {
  const pattern = new RegExp(TOKEN);
  pattern.lastIndex = from;
  let indent = depth;
  let isFirstOfLine = false;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [written, ...closing] = found;
    const mark = written.charAt(0);
    if (mark === '\n') {
      indent = written.length - 1;
      isFirstOfLine = true;
    } else if (mark !== '#') {
      const isUnclosed = closing.includes('');
      if (isUnclosed) pattern.lastIndex = found.index + withoutComma(written).length;
      yield { span: [found.index, pattern.lastIndex], mark, indent, isFirstOfLine, isUnclosed };
      isFirstOfLine = false;
    }
  }
}

export function withoutComma(written: string): string {
  const trimmed = written.trimEnd();
  return trimmed.endsWith(',') ? trimmed.slice(0, -1) : trimmed;
}
