export { createJobAcceptor } from './accept.js';
export {
  type AcceptContext,
  type AcceptedJob,
  type JobAcceptor,
  JobContractError,
  type ManifestPin,
  type SubmittedJob,
} from './contract.js';
export { JOB_DIAGNOSTIC_CODES, type JobDiagnostic, type JobDiagnosticCode } from './diagnostic.js';
export * from './job.js';
export * from './state-machine.js';
export {
  PUBLISH_MODES,
  type PublishMode,
  RUNTIMES,
  type Runtime,
  type TaskDefaults,
} from './tasks/defaults.js';
export { isRepository } from './tasks/repository.js';
