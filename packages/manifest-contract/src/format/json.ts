import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** Diagnostics in their wire form: a JSON array, indented, with LF behind it. */
export function formatJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify(diagnostics, null, 2)}\n`;
}
