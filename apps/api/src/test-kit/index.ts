/** `@moonmind/api/testing`: the service for tests of workers and clients. */
export { type Failure, startTestService, type TestService } from './test-service.js';
export type { Mishap } from './way.js';
