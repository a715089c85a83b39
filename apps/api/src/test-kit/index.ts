/** `@moonmind/api/testing`: the service for tests of workers and clients. */
export type { Mishap } from './faulty-proxy.js';
export { type Failure, startTestService, type TestService } from './test-service.js';
