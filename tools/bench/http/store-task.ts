import { type AcceptedJob, createJobAcceptor } from '@moonmind/job-types';
import { createManifestContract } from '@moonmind/manifest-contract';
import { TASK } from './client.js';

/** The job that the service makes of `TASK`. */
export function storeTask(): AcceptedJob {
  return createJobAcceptor({ manifest: createManifestContract() }).accept({
    type: 'task',
    payload: TASK.payload,
  });
}
