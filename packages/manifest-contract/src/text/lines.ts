/** Blanks that YAML takes for letters: no-break and wide spaces, a byte order mark, characters of no width. */
export const ODD_RANGE = '\\u00a0\\u1680\\u2000-\\u200d\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff';
export const ODD = `[${ODD_RANGE}]`;
export const ODD_INDENT = new RegExp(`^[ ${ODD_RANGE}]*${ODD} *`);

/** Lines of a text, for looking around a fault. */
export interface Lines {
  readonly text: string;
  readonly all: readonly { readonly start: number; readonly line: string }[];
}

export function linesOf(text: string): Lines {
  let start = 0;
  const all = text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { start: at, line: line.endsWith('\r') ? line.slice(0, -1) : line };
  });
  return { text, all };
}

/** How many lines are looked at for what a line belongs to. */
const FAR = 100;

/** From a line up to the key of its block that stands at the left. */
export function* blockAbove(lines: Lines, here: number): Generator<number> {
  for (let i = here - 1; i > here - FAR; i -= 1) {
    yield i;
    if (/^[A-Za-z"']/.test(lineAt(lines, i).line)) return;
  }
}

function isBare(line: string): boolean {
  return /^\s*(?:#|$)/.test(line) && !ODD_INDENT.test(line);
}

export function before(lines: Lines, i: number): number {
  let at = i - 1;
  while (at > i - FAR && isBare(lineAt(lines, at).line)) at -= 1;
  return at;
}

export function after(lines: Lines, i: number): number {
  let at = i + 1;
  while (at < i + FAR && isBare(lineAt(lines, at).line)) at += 1;
  return at;
}

/** A line; an empty one above the first and below the last. */
export function lineAt(lines: Lines, i: number): { readonly start: number; readonly line: string } {
  return lines.all[i] ?? { start: lines.text.length, line: '' };
}

export function indentOf(lines: Lines, i: number): number {
  return lineAt(lines, i).line.search(/[^ ]|$/);
}

/** Whether the line below belongs to the key on this one. */
export function isAboveBlock(lines: Lines, i: number): boolean {
  const below = after(lines, i);
  const depth = indentOf(lines, below) - indentOf(lines, i);
  return depth > 0 || (depth === 0 && lineAt(lines, below).line.trimStart().startsWith('- '));
}

/** A line up to a comment behind its value. */
export function uncommented(line: string): string {
  return line.split(' #', 1).join().trimEnd();
}
