/** Mutation tests of the paths on which jobs are created and manifests kept, in the store and in the API (SC-004). */
import { mutationTests } from './shared.mjs';

export default mutationTests('service', [
  'packages/queue-store/src/jobs/create*.ts',
  'packages/queue-store/src/manifests/*.ts',
  'apps/api/src/queue/{accept,jobs}.ts',
  'apps/api/src/registry/*.ts',
]);
