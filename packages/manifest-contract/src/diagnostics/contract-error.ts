import type { Diagnostic } from './diagnostic.js';

/** Refuses a manifest or a manifest job; lists everything that is wrong with it at once, in order of place. */
export class ManifestContractError extends Error {
  override readonly name = 'ManifestContractError';
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(line).join('\n'));
  }
}

function line({ in: where, pointer, line, column, message }: Diagnostic): string {
  const place = line === null ? `${where} ${pointer || '/'}` : `${where} ${line}:${column}`;
  return `${place}: ${message}`;
}
