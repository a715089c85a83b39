/** Files that workers have left with their jobs: list, download. */
import { z } from '@hono/zod-openapi';
import type { Artifact } from '@moonmind/queue-store';
import { etagOf, isKnown } from '../http/etag.js';
import { Id, limit, Time } from '../http/fields.js';
import { idIn } from '../http/ids.js';
import { type Api, mount, none } from '../http/operation.js';
import { rangeIn } from '../http/range.js';
import { Problem } from '../problems/problem.js';
import type { Services } from '../services.js';
import { isMissing } from './artifact-files.js';
import { jobIdIn } from './jobs.js';
import { JobParams } from './schemas.js';

export const ArtifactSchema = z
  .strictObject({
    id: Id,
    jobId: Id,
    name: z.string(),
    contentType: z.string(),
    sizeBytes: z.int(),
    digest: z.string().openapi({ example: `sha256:${'0'.repeat(64)}` }),
    storagePath: z.string().describe("Where the service keeps the bytes, within its artifacts' folder"),
    createdAt: Time,
  })
  .openapi('Artifact', { description: 'The artifact' });

const ArtifactParams = JobParams.extend({ artifactId: Id });

export function mountArtifacts(api: Api, { store, callers, artifactFiles }: Services): void {
  const ofOneJob = { tag: 'Artifacts', params: JobParams, query: none, body: none } as const;

  mount(
    api,
    {
      ...ofOneJob,
      method: 'get',
      path: '/api/queue/jobs/{jobId}/artifacts',
      summary: "List a job's artifacts, oldest first",
      caller: callers.user('read'),
      query: z.strictObject({ limit: limit(500, 200) }),
      answers: { 200: z.strictObject({ items: z.array(ArtifactSchema) }).openapi('ArtifactList') },
      problems: ['job_not_found'],
    },
    async ({ params, query }) => ({
      status: 200,
      body: { items: await store.artifacts.list({ ...query, jobId: jobIdIn(params.jobId) }) },
    }),
  );

  mount(
    api,
    {
      ...ofOneJob,
      method: 'get',
      path: '/api/queue/jobs/{jobId}/artifacts/{artifactId}/download',
      summary: 'Download an artifact, or a range of it',
      caller: callers.user('read'),
      params: ArtifactParams,
      headers: z.object({
        Range: z.string().optional().describe('One range of bytes; several give the whole'),
        'If-Range': z.string().optional().describe('The ETag that the range must be of'),
        'If-None-Match': z.string().optional(),
      }),
      answers: {},
      otherAnswers: {
        200: { description: 'The bytes, as an attachment', content: BYTES },
        206: { description: 'The range of the bytes', content: BYTES },
        304: { description: 'The client has the bytes' },
        416: { description: 'The artifact has no such bytes; Content-Range tells its size' },
      },
      problems: ['job_not_found', 'artifact_not_found', 'artifact_job_mismatch'],
    },
    async ({ params, request, header }) => {
      const jobId = jobIdIn(params.jobId);
      const artifactId = idIn(params.artifactId, 'artifact_not_found', 'artifact');
      const artifact = await store.artifacts.get({ jobId, artifactId });
      const etag = etagOf(artifact.digest);
      const headers = { ...headersOf(artifact), etag };
      if (isKnown(artifact.digest, header)) return new Response(null, { status: 304, headers });

      const size = artifact.sizeBytes;
      const ifRange = header('if-range');
      const asked = ifRange === undefined || ifRange.trim() === etag ? header('range') : undefined;
      const range = rangeIn(asked, size);
      if (range === 'unsatisfiable')
        return new Response(null, { status: 416, headers: { etag, 'content-range': `bytes */${size}` } });
      const { start, end } = range === 'all' ? { start: 0, end: size - 1 } : range;
      const partial = range === 'all' ? {} : { 'content-range': `bytes ${start}-${end}/${size}` };
      const isHead = request.method === 'HEAD';
      return new Response(isHead ? null : await bytesOf(artifact, start, end), {
        status: range === 'all' ? 200 : 206,
        headers: { ...headers, ...partial, 'content-length': String(end + 1 - start) },
      });
    },
  );

  async function bytesOf({ storagePath }: Artifact, start: number, end: number) {
    try {
      return await artifactFiles.read(storagePath, { start, end });
    } catch (error) {
      if (!isMissing(error)) throw error;
      throw new Problem('artifact_not_found', "The artifact's bytes are gone from the service's folder.");
    }
  }
}

const BYTES = {
  'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) },
};

/** Never shown in a browser as a page of this service, whatever its type says. */
function headersOf({ name, contentType }: Artifact): Record<string, string> {
  const file = name.split('/').at(-1) ?? 'artifact';
  const ascii = file.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(file).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  };
}
