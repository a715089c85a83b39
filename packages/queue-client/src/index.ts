/** `@moonmind/queue-client`: a typed client of the service, and a worker. */
export * from './client/index.js';
export { type AbortReason, JobAborted, NonRetryable, RetryAfter, Snooze } from './worker/errors.js';
export type {
  Artifact,
  JsonValue,
  ManifestState,
  SaveStateOptions,
  UploadOptions,
  WorkerJob,
} from './worker/job.js';
export type { SecretResolvers } from './worker/secrets.js';
export type { Stage } from './worker/stages.js';
export { createWorker, type Handler, type Worker, type WorkerOptions } from './worker/worker.js';
