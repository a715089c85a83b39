/** The checkpoint of a manifest, written by the worker that runs it. */
import { z } from '@hono/zod-openapi';
import { AnsweredTime, AnyJson } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import { HolderSchema, holderOf } from '../queue/running-jobs.js';
import type { Services } from '../services.js';
import { ManifestParams, ManifestStateSchema } from './schemas.js';

export function mountState(api: Api, { store, callers }: Services): void {
  mount(
    api,
    {
      method: 'post',
      path: '/api/manifests/{name}/state',
      tag: 'Workers',
      summary: 'Write the checkpoint of the manifest whose run the worker holds',
      description:
        'With `expectedUpdatedAt`, the `stateUpdatedAt` that the worker goes on from (null: none yet), it writes over nothing that it has not seen.',
      caller: callers.worker,
      params: ManifestParams,
      query: none,
      body: HolderSchema.extend({
        jobId: z.guid(),
        stateJson: AnyJson,
        expectedUpdatedAt: AnsweredTime.nullish().describe('Absent: whatever stands there'),
      }).openapi('NewManifestState'),
      answers: { 200: ManifestStateSchema },
      problems: [
        'manifest_not_found',
        'job_not_found',
        'job_not_authorized',
        'job_ownership_mismatch',
        'job_state_conflict',
        'stale_lease',
        'state_conflict',
      ],
    },
    async ({ caller, params: { name }, body }) => {
      const { jobId, stateJson, expectedUpdatedAt } = body;
      const holder = holderOf({ caller, params: { jobId }, body });
      const expected = expectedUpdatedAt === undefined ? {} : { expectedUpdatedAt };
      return {
        status: 200,
        body: await store.manifests.setState({ ...holder, name, stateJson, ...expected }),
      };
    },
  );
}
