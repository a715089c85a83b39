import { createManifestContract } from '@moonmind/manifest-contract';
import { createJobAcceptor } from '../accept.js';
import { type AcceptedJob, JobContractError } from '../contract.js';
import type { JobDiagnostic } from '../diagnostic.js';
import type { TaskDefaults } from '../tasks/defaults.js';

/** A task that is right and names nothing it need not. */
export const TASK = { repository: 'acme/docs', task: { instructions: 'Mend the links.' } } as const;

/** What becomes of a submission under the given defaults. */
export function accept(type: string, payload: unknown, tasks: TaskDefaults = {}): AcceptedJob {
  return createJobAcceptor({ manifest: createManifestContract(), tasks }).accept({ type, payload });
}

/** Why a submission is refused; fails the test when it is not. */
export function refusal(type: string, payload: unknown, tasks?: TaskDefaults): readonly JobDiagnostic[] {
  try {
    accept(type, payload, tasks);
  } catch (error) {
    if (error instanceof JobContractError) return error.diagnostics;
    throw error;
  }
  throw new Error('the submission was accepted');
}

/** The refusal in short: `code pointer`, one for each diagnostic. */
export function faults(type: string, payload: unknown, tasks?: TaskDefaults): string[] {
  return refusal(type, payload, tasks).map(({ code, pointer }) => `${code} ${pointer}`);
}
