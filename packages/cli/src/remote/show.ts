import { out } from '../io.js';
import { table } from '../terminal/table.js';
import { visible } from '../terminal/visible.js';

/** Prints rows as a table, or what they were made from as JSON. */
export function showRows<Item>(
  items: readonly Item[],
  columns: Readonly<Record<string, (item: Item) => string | number | null | undefined>>,
  { json }: { readonly json?: boolean },
): void {
  if (json) {
    showJson(items);
    return;
  }
  const rows = items.map((item) =>
    Object.values(columns).map((cell) => visible(String(cell(item) ?? '–')).replaceAll('\n', ' ')),
  );
  out.write(table(Object.keys(columns), rows, out));
}

export function showJson(value: unknown): void {
  out.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** The fields of one thing, a line each. */
export function showFields(fields: Readonly<Record<string, string | number | null | undefined>>): void {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined || value === '') continue;
    out.write(`${out.style(name.padEnd(width), 'bold')}  ${visible(String(value))}\n`);
  }
}
