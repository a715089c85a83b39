/** What users do, as it is written down. */

/**
 * Something that a user does, for the audit log. A verb that is given one and succeeds has written it down, in the
 * transaction that changes something where one does; a verb that throws has not.
 */
export interface Act {
  /** Such as `manifest.put`. */
  readonly action: string;
  /** What it is done to; null: what the verb makes, by its id. */
  readonly target: string | null;
  /** By what the actor was told: being on this machine, a credential, or the service's command. */
  readonly actorKind: 'local' | 'api_token' | 'oidc' | 'command';
  readonly actorId: string | null;
  readonly actorName: string | null;
  /** Where the call came from. */
  readonly address: string | null;
  readonly requestId: string | null;
}

/** An act as it was written down. */
export interface AuditEntry extends Act {
  readonly id: string;
  readonly at: string;
  /** `success`, or the code of the refusal. */
  readonly outcome: string;
}

/** Which entries of the audit log; what is absent leaves out nothing. */
export interface AuditFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly target?: string;
  /** `success`, the code of a refusal, or `refused` for any. */
  readonly outcome?: string;
  /** Only what was written after this time. */
  readonly after?: string;
  /** Only what was written before this time. */
  readonly before?: string;
  readonly limit?: number;
  readonly cursor?: string;
}
