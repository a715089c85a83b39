import { JobContractError } from '../contract.js';
import type { JobDiagnostic } from '../diagnostic.js';

/** How many problems a refusal lists before it says that there are more. */
export const MAX_DIAGNOSTICS = 100;

/** A problem. Message and hint must be our own words: a client's value may be a secret. */
export type Fault = Pick<JobDiagnostic, 'code' | 'pointer' | 'message' | 'hint'>;

/** Gathers what is wrong with one payload, so that a client learns all of it at once. */
export class Report {
  readonly #found: JobDiagnostic[] = [];

  /** How many problems are noted. */
  get size(): number {
    return this.#found.length;
  }

  add(fault: Fault): void {
    if (this.size < MAX_DIAGNOSTICS) this.#found.push(diagnostic(fault));
    else if (this.size === MAX_DIAGNOSTICS) this.#found.push(diagnostic(MORE));
  }

  /** @throws {JobContractError} when a problem was noted. */
  throwIfAny(): void {
    if (this.size > 0) throw new JobContractError(this.#found);
  }

  /** Notes a problem that leaves nothing to go on with. */
  abort(fault: Fault): never {
    this.add(fault);
    throw new JobContractError(this.#found);
  }
}

const MORE: Fault = {
  code: 'too_many_diagnostics',
  pointer: '',
  message: `There are more than ${MAX_DIAGNOSTICS} problems; the rest is left out.`,
  hint: 'Mend these first, then submit again.',
};

function diagnostic(fault: Fault): JobDiagnostic {
  return {
    ...fault,
    severity: 'error',
    in: 'body',
    line: null,
    column: null,
    endLine: null,
    endColumn: null,
  };
}
