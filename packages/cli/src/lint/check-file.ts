import { type Diagnostic, parseManifest } from '@moonmind/manifest-contract';
import { FailedError } from '../exit.js';
import { readText } from '../files.js';

/** What is to be said of one file; `failure` where it could not be checked. */
export interface FileReport {
  readonly file: string;
  /** Empty where there is nothing to be said of it. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly failure: string | null;
}

/** Checks a file through the contract, as the service does. */
export function checkFile(file: string): FileReport {
  try {
    const text = readText(file);
    const { diagnostics } = parseManifest(text);
    return { file, text: diagnostics.length > 0 ? text : '', diagnostics, failure: null };
  } catch (error) {
    if (!(error instanceof FailedError)) throw error;
    return { file, text: '', diagnostics: [], failure: error.message };
  }
}
