import type { styler } from './style.js';

/** Of a longer last column at least so much is shown. */
const LEAST_OF_LAST = 20;

export interface TableOptions {
  readonly style: ReturnType<typeof styler>;
  /** The terminal's; undefined: as wide as need be. */
  readonly width: number | undefined;
}

/**
 * Rows in columns, the head in bold; the last column is cut to the terminal's width. Where the other columns do not fit
 * either, each row is told as lines of its own.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): string {
  const { style, width } = options;
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const last = Math.min(widths.at(-1) ?? 0, LEAST_OF_LAST);
  const needed = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, last);
  if (width !== undefined && needed > width && rows.length > 0) return records(head, rows, options);
  const line = (cells: readonly string[]) =>
    cut(
      cells
        .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  '),
      width,
    );
  return [style(line(head), 'bold'), ...rows.map(line)].map((text) => `${text.trimEnd()}\n`).join('');
}

/** Each row as a line per cell, with an empty line between rows. */
function records(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { style }: TableOptions,
): string {
  const names = Math.max(...head.map((title) => title.length));
  return rows
    .map((row) =>
      row
        .map((cell, column) => `${style((head[column] ?? '').padEnd(names), 'bold')}  ${cell}`.trimEnd())
        .join('\n'),
    )
    .map((record) => `${record}\n`)
    .join('\n');
}

function cut(text: string, width: number | undefined): string {
  return width === undefined || text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
}
