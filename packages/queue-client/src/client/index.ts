/** `@moonmind/queue-client/client`: the client alone, for browsers and the edge; no `node:` import. */
export type { components, paths } from './api.generated.js';
export {
  answerOf,
  type ClaimedJob,
  createQueueClient,
  type Diagnostic,
  type Job,
  type JobEvent,
  type QueueClient,
  type QueueClientOptions,
} from './client.js';
export { type Problem, type ProblemCode, QueueApiError, QueueUnreachableError } from './errors.js';
