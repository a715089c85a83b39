/** What is wrong with a task payload: the fields of a manifest diagnostic, with codes of its own. */

/** The closed union of codes, each with its one-line meaning. */
export const JOB_DIAGNOSTIC_CODES = {
  unknown_job_type: 'the job type is none that the queue accepts',
  payload_not_json: 'the payload, or a part of it, is no JSON value that can be stored',
  payload_too_deep: 'the payload is nested deeper than the limit',
  payload_too_large: 'the payload holds more values than the limit',
  missing_field: 'a field that the contract needs is missing or blank',
  wrong_type: 'a field holds another type of value than the contract takes',
  not_allowed_value: 'a field holds none of the allowed values',
  invalid_repository:
    'a repository is neither owner/repo, nor a http(s) URL without credentials, nor git@host:path',
  invalid_reference: 'a credential is not a vault reference',
  invalid_capability: 'a capability is not written as one',
  too_many_capabilities: 'the job demands more capabilities than a job may',
  forbidden_field: 'a step sets what only the task may set',
  raw_secret: 'a raw secret stands in the payload',
  too_many_diagnostics: 'there is more wrong than the list shows',
} as const;
export type JobDiagnosticCode = keyof typeof JOB_DIAGNOSTIC_CODES;

/** One problem of a task payload. Never holds a client's value. On the wire it looks like a manifest diagnostic. */
export interface JobDiagnostic {
  readonly code: JobDiagnosticCode;
  readonly severity: 'error';
  readonly in: 'body';
  /** JSON Pointer (RFC 6901) into the job's payload; '' is the whole. */
  readonly pointer: string;
  /** What is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
  readonly line: null;
  readonly column: null;
  readonly endLine: null;
  readonly endColumn: null;
}
