/** The commands that write manifests anew: `redact` and `fix`. */
import { writeFileSync } from 'node:fs';
import { applyFixes, safeRedactSecrets, validateManifestText } from '@moonmind/manifest-contract';
import { EXIT, type ExitCode, FailedError, UsageError } from '../exit.js';
import { filesOf, readText, STDIN, shown } from '../files.js';
import { err, out } from '../io.js';
import { visible } from '../terminal/visible.js';

/** Prints the text with every raw secret replaced by a reference, or writes it to its file. */
export async function redact(args: readonly string[], { write }: { write?: boolean }): Promise<ExitCode> {
  const files = await filesOf(args);
  if (!write && files.length > 1) throw new UsageError('Several files are redacted with --write.');
  for (const file of files) {
    const text = readText(file);
    const redacted = safeRedactSecrets(text);
    if (!redacted.success)
      throw new FailedError(
        `${shown(file)} cannot be redacted: a secret stands where no reference can be put.`,
      );
    if (!write || file === STDIN) out.write(redacted.text);
    else store(file, text, redacted.text);
  }
  return EXIT.clean;
}

export interface FixOptions {
  readonly unsure?: boolean;
  readonly dryRun?: boolean;
}

/** Applies the fixes of diagnostics, the safe ones unless told otherwise, and tells what is left. */
export async function fix(
  args: readonly string[],
  { unsure = false, dryRun }: FixOptions,
): Promise<ExitCode> {
  let left = 0;
  for (const file of await filesOf(args)) {
    const text = readText(file);
    if (dryRun) {
      for (const { line, column, fix } of fixesOf(text, unsure))
        out.write(`${shown(file)}:${line}:${column}: ${visible(fix.title)}\n`);
      continue;
    }
    const mended = mend(text, unsure);
    const errors = validateManifestText(mended).diagnostics.filter(
      ({ severity }) => severity === 'error',
    ).length;
    left += errors;
    if (file === STDIN) out.write(mended);
    else store(file, text, mended);
    if (errors > 0) err.write(`${shown(file)}: ${errors} error${errors === 1 ? '' : 's'} left for you.\n`);
  }
  return left > 0 ? EXIT.findings : EXIT.clean;
}

/** The fixes that would be applied first. */
function fixesOf(text: string, unsure: boolean) {
  return validateManifestText(text).diagnostics.flatMap(({ line, column, fix }) =>
    fix && (unsure || fix.confidence === 'safe') ? [{ line, column, fix }] : [],
  );
}

/** What one fix mends may bring another to light. */
const MOST_ROUNDS = 10;

function mend(text: string, unsure: boolean): string {
  let mended = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = applyFixes(mended, validateManifestText(mended).diagnostics, { unsure });
    if (next === mended) break;
    mended = next;
  }
  return mended;
}

function store(file: string, before: string, after: string): void {
  if (before === after) return;
  try {
    writeFileSync(file, after);
  } catch {
    throw new FailedError(`${shown(file)} cannot be written.`);
  }
  err.write(`${shown(file)}: written.\n`);
}
