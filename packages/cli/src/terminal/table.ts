import type { styler } from './style.js';

/** Rows in columns, the head in bold; the last column is cut to the terminal's width. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { style, width }: { readonly style: ReturnType<typeof styler>; readonly width: number | undefined },
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cut(
      cells
        .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  '),
      width,
    );
  return [style(line(head), 'bold'), ...rows.map(line)].map((text) => `${text.trimEnd()}\n`).join('');
}

function cut(text: string, width: number | undefined): string {
  return width === undefined || text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
}
