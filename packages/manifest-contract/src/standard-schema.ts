import type { Diagnostic } from './diagnostics/diagnostic.js';

/**
 * What Standard Schema (version 1) asks of a validator, with its JSON Schema part: form, RPC and agent libraries take it
 * as it is.
 */
export interface StandardSchema<Input, Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output>;
    readonly jsonSchema: {
      /** @throws {TypeError} the target is another than `draft-2020-12` or `draft-07`. */
      readonly input: (options: StandardJsonSchemaOptions) => Record<string, unknown>;
      /** @throws {TypeError} the target is another than `draft-2020-12` or `draft-07`. */
      readonly output: (options: StandardJsonSchemaOptions) => Record<string, unknown>;
    };
    readonly types?: { readonly input: Input; readonly output: Output };
  };
}

export interface StandardJsonSchemaOptions {
  /** The dialect that is asked for: `draft-2020-12`, `draft-07`. */
  readonly target: string;
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path: readonly string[];
}

/** A diagnostic as an issue: message and hint in one, the pointer as a path. */
export function toStandardIssue({ message, hint, pointer }: Diagnostic): StandardIssue {
  const path = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  return { message: `${message} ${hint}`, path };
}
