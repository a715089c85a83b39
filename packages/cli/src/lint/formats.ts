import {
  formatCodeFrames,
  formatGithub,
  formatJson,
  formatSarifFiles,
} from '@moonmind/manifest-contract/format';
import type { styler } from '../terminal/style.js';
import { wrap } from '../terminal/wrap.js';
import type { FileReport } from './check-file.js';

export const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatContext {
  readonly style: ReturnType<typeof styler>;
  readonly width: number | undefined;
}

/** The reports in a format. `json` is a list of `{file, diagnostics}`, each diagnostic as the service gives it. */
export function formatReports(
  reports: readonly FileReport[],
  format: Format,
  context: FormatContext,
): string {
  switch (format) {
    case 'json':
      return jsonOf(reports);
    case 'sarif':
      return formatSarifFiles(reports);
    case 'github':
      return reports.map(({ diagnostics, file }) => formatGithub(diagnostics, { file })).join('');
    case 'pretty':
      return reports
        .filter(({ diagnostics }) => diagnostics.length > 0)
        .map((report) => `${prettyOf(report, context)}\n`)
        .join('');
  }
}

function jsonOf(reports: readonly FileReport[]): string {
  const items = reports.map(({ file, diagnostics }) => {
    const list = formatJson(diagnostics).trimEnd().replaceAll('\n', '\n    ');
    return `  {\n    "file": ${JSON.stringify(file)},\n    "diagnostics": ${list}\n  }`;
  });
  return items.length === 0 ? '[]\n' : `[\n${items.join(',\n')}\n]\n`;
}

function prettyOf({ file, text, diagnostics }: FileReport, { style, width }: FormatContext): string {
  const frames = formatCodeFrames(diagnostics, text, {
    file,
    ...(width === undefined ? {} : { width: width - gutterOf(diagnostics) }),
  });
  return frames
    .split('\n')
    .map((line) => {
      if (/^(?:error|warning)\[/.test(line)) {
        const [, head = '', rest = ''] = /^(\w+\[\w+\])(: .*)$/s.exec(wrap(line, width, 2)) ?? [];
        return style(head, 'bold', head.startsWith('error') ? 'red' : 'yellow') + style(rest, 'bold');
      }
      if (/^ {2}--> /.test(line)) return style(line, 'cyan');
      if (/^\s*\|\s*\^/.test(line)) return style(line, 'red');
      if (/^ {2}= docs: /.test(line)) return style(line, 'dim');
      return /^ {2}= /.test(line) ? wrap(line, width, 4) : line;
    })
    .join('\n');
}

/** What stands before and behind the part of a line that is shown: `> 12 | ` and `…`. */
function gutterOf(diagnostics: FileReport['diagnostics']): number {
  return `> ${Math.max(0, ...diagnostics.map(({ line }) => line ?? 0))} | …`.length;
}
