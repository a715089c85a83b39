/**
 * What is wrong with a request outside a contract's reach: the envelope, the query, the path and the headers. On the
 * wire it has the fields of a contract's diagnostic.
 */
import type { JobDiagnostic } from '@moonmind/job-types';
import type { Diagnostic } from '@moonmind/manifest-contract';

/** The closed union of codes, each with its one-line meaning. */
export const REQUEST_DIAGNOSTIC_CODES = {
  unknown_field: 'the call takes no such field or parameter',
  missing_field: 'a field that the call needs is missing',
  wrong_type: 'a field holds another type of value than the call takes',
  out_of_range: 'a number, a length or a time lies outside its limits',
  not_allowed_value: 'a field holds none of the allowed values',
  invalid_format: 'a text does not have the form that its field asks for',
  unstorable_value:
    'a value cannot be stored: U+0000, a lone surrogate, an infinite number, or the key __proto__',
  nested_too_deep: 'the body is nested deeper than the limit',
  raw_secret: 'a raw secret stands where none may stand',
} as const;
export type RequestDiagnosticCode = keyof typeof REQUEST_DIAGNOSTIC_CODES;

/** Where a request's fault lies. Contracts know of `body` and `manifest` only. */
export type RequestPart = 'body' | 'query' | 'path' | 'header';

export interface RequestDiagnostic extends Omit<JobDiagnostic, 'code' | 'in'> {
  readonly code: RequestDiagnosticCode;
  readonly in: RequestPart;
  /** JSON Pointer into the part; for query, path and header the parameter's name behind a slash. */
  readonly pointer: string;
}

/** All that may stand in a problem's `errors`. */
export type ProblemDiagnostic = RequestDiagnostic | Diagnostic | JobDiagnostic;

/** Makes a diagnostic of a request; such have no lines. */
export function requestDiagnostic(
  facts: Pick<RequestDiagnostic, 'code' | 'in' | 'pointer' | 'message' | 'hint'>,
): RequestDiagnostic {
  return { ...facts, severity: 'error', line: null, column: null, endLine: null, endColumn: null };
}
