import type { Diagnostic } from '../diagnostics/diagnostic.js';

/**
 * Diagnostics as workflow commands, which GitHub shows beside the lines of a pull request. One line each, LF behind it.
 *
 * @param file the manifest's path in the repository
 */
export function formatGithub(
  diagnostics: readonly Diagnostic[],
  { file = 'manifest.yaml' }: { readonly file?: string } = {},
): string {
  return diagnostics.map((diagnostic) => `${command(diagnostic, file)}\n`).join('');
}

function command({ severity, code, message, hint, range, pointer }: Diagnostic, file: string): string {
  const properties: [string, string | number][] = [['file', file]];
  if (range) {
    const { start, end } = range;
    properties.push(['line', start.line], ['endLine', end.line]);
    // GitHub takes columns for a single line only, the last one included.
    if (start.line === end.line) {
      properties.push(['col', start.column], ['endColumn', Math.max(start.column, end.column - 1)]);
    }
  }
  properties.push(['title', code]);
  const head = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  const place = range || pointer === '' ? '' : `${pointer}: `;
  return `::${severity} ${head}::${escapeMessage(`${place}${message} ${hint}`)}`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
