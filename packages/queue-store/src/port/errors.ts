/** Why the store refuses. */

/** Why the store refused; the HTTP layer maps each to a problem of the same code. */
export type StoreErrorCode =
  | 'job_not_found'
  | 'manifest_not_found'
  | 'revision_not_found'
  | 'worker_token_not_found'
  | 'api_token_not_found'
  | 'artifact_not_found'
  | 'artifact_job_mismatch'
  | 'job_ownership_mismatch'
  | 'job_not_authorized'
  | 'job_state_conflict'
  | 'stale_lease'
  | 'idempotency_conflict'
  | 'manifest_name_conflict'
  | 'manifest_in_use'
  | 'state_conflict'
  | 'precondition_failed'
  | 'invalid_query'
  | 'database_unavailable';

/** The only error the store throws on purpose; callers switch on `code`. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
