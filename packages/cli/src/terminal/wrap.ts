/**
 * Breaks a line between words where it is longer than the width; what goes on below is indented. A word that is longer than
 * the width stays whole, so that paths and links can still be copied.
 */
export function wrap(line: string, width: number | undefined, indent: number): string {
  if (width === undefined || line.length <= width) return line;
  const lead = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).split(' ')) {
    const isEmpty = current.trim() === '';
    if (!isEmpty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = ' '.repeat(indent) + word;
    } else current += isEmpty ? word : ` ${word}`;
  }
  return [...lines, current].join('\n');
}
