/**
 * Terminology
 *
 * - **contract**: what a job type makes of a client's payload: the stored payload and the facts that routing needs.
 * - **accepted job**: the contract's result, and the only thing the store takes (SC-001). It bears a brand that this
 *   package alone can give.
 */
import type { JobDiagnostic } from './diagnostic.js';
import type { JobType, JsonObject } from './job.js';

/** The brand of accepted jobs; the package keeps it to itself. */
export const accepted: unique symbol = Symbol('accepted by its contract');

/** The manifest text that a job runs, pinned by its content hash. */
export interface ManifestPin {
  readonly name: string;
  /** `sha256:` + 64 hex digits of the text's UTF-8 bytes. */
  readonly contentHash: string;
  readonly content: string;
  /** True when the text came from the registry: the job then is a run of that registry entry. */
  readonly fromRegistry: boolean;
}

/** A job that its contract has accepted. `payload` is what users may see: it holds no manifest text. */
export interface AcceptedJob {
  readonly [accepted]: true;
  readonly type: JobType;
  readonly payload: JsonObject;
  /** Lower-case, distinct, never empty, in the contract's order. */
  readonly requiredCapabilities: readonly string[];
  /** The repository that worker policies match on, or null. */
  readonly repository: string | null;
  /** Present exactly for manifest jobs. */
  readonly manifest: ManifestPin | null;
}

/** A job as a client submits it. */
export interface SubmittedJob {
  readonly type: string;
  readonly payload: unknown;
}

/** What the caller adds to a submission. */
export interface AcceptContext {
  /** The text of the registry entry that a manifest job with a source of kind `registry` names. */
  readonly registryText?: string;
}

/** Holds a submission against the contract of its type. Made by `createJobAcceptor`. */
export interface JobAcceptor {
  /**
   * Never changes what it is given; takes any JavaScript value as payload.
   * @throws {ManifestContractError} a manifest job breaks the manifest contract.
   * @throws {JobContractError} any other job breaks the contract of its type, or the type is unknown.
   */
  accept(job: SubmittedJob, context?: AcceptContext): AcceptedJob;
}

/** Refuses a payload of a task-like job; lists everything that is wrong with it at once. */
export class JobContractError extends Error {
  override readonly name = 'JobContractError';
  constructor(readonly diagnostics: readonly JobDiagnostic[]) {
    super(diagnostics.map((d) => `${d.pointer || '/'}: ${d.message}`).join('\n'));
  }
}
