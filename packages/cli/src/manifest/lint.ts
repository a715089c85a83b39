import { EXIT, type ExitCode, FailedError, UsageError } from '../exit.js';
import { filesOf, STDIN } from '../files.js';
import { err, out } from '../io.js';
import type { FileReport } from '../lint/check-file.js';
import { checkFiles } from '../lint/check-files.js';
import { type Format, formatReports } from '../lint/formats.js';
import { wrap } from '../terminal/wrap.js';

export interface LintOptions {
  readonly format?: Format;
  readonly failOn: 'error' | 'warning';
  readonly jobs?: number;
  readonly watch?: boolean;
}

/** Checks manifests, and tells all that is wrong with them. */
export async function lint(args: readonly string[], options: LintOptions): Promise<ExitCode> {
  if (options.watch && args.includes(STDIN)) throw new UsageError('--watch takes files, not standard input.');
  const code = await lintOnce(args, options);
  return options.watch ? watchAll(args, options) : code;
}

async function lintOnce(args: readonly string[], options: LintOptions): Promise<ExitCode> {
  const files = await filesOf(args);
  const reports = await checkFiles(files, options.jobs);
  const format = options.format ?? (process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'pretty');
  for (const { failure } of reports) if (failure !== null) err.write(`${failure}\n`);
  const checked = reports.filter(({ failure }) => failure === null);
  out.write(formatReports(checked, format, out));
  if (format === 'pretty' || format === 'github') err.write(`${summaryOf(checked)}\n`);
  if (reports.length > checked.length) return EXIT.failed;
  const { errors, warnings } = countsOf(checked);
  return errors > 0 || (options.failOn === 'warning' && warnings > 0) ? EXIT.findings : EXIT.clean;
}

function countsOf(reports: readonly FileReport[]) {
  const all = reports.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return {
    errors,
    warnings: all.length - errors,
    fixable: all.filter(({ fix }) => fix?.confidence === 'safe').length,
  };
}

function summaryOf(reports: readonly FileReport[]): string {
  const { errors, warnings, fixable } = countsOf(reports);
  const files = count(reports.length, 'manifest');
  if (errors + warnings === 0) return err.style(`${files} checked, nothing to tell.`, 'green');
  const hint = fixable > 0 ? ` \`moonmind manifest fix\` mends ${fixable} of them.` : '';
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')} in ${files}.`;
  const lines = wrap(found + hint, err.width, 2);
  return (
    err.style(lines.slice(0, found.length), 'bold', errors > 0 ? 'red' : 'yellow') + lines.slice(found.length)
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Checks again whenever a file changes, until it is interrupted. */
async function watchAll(args: readonly string[], options: LintOptions): Promise<ExitCode> {
  const { watchFiles } = await import('../lint/watch.js');
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const again = async () => {
    err.write(`\n${err.style(`Checked again at ${new Date().toLocaleTimeString('en-GB')}.`, 'dim')}\n`);
    try {
      await lintOnce(args, options);
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof FailedError)) throw error;
      err.write(`moonmind: ${error.message}\n`);
    }
  };
  const watching = watchFiles(args, again, interrupted.signal);
  err.write('Watching; Ctrl-C ends it.\n');
  await watching;
  return EXIT.clean;
}
