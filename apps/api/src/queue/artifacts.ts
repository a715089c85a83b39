/** Files that workers leave with their jobs: upload, list, download. */
import { z } from '@hono/zod-openapi';
import type { Artifact, LeaseHolder } from '@moonmind/queue-store';
import { StoreError } from '@moonmind/queue-store';
import { v7 as uuidv7 } from 'uuid';
import { assertWorkerId } from '../auth/worker-policy.js';
import { etagOf, parsePrecondition } from '../http/etag.js';
import { Id, LeaseToken, limit, Time, WorkerId } from '../http/fields.js';
import { readForm } from '../http/form.js';
import { idIn } from '../http/ids.js';
import { type Api, mount, none } from '../http/operation.js';
import { parsePart } from '../http/parse.js';
import { rangeIn } from '../http/range.js';
import { requestDiagnostic } from '../problems/diagnostic.js';
import { invalid, Problem } from '../problems/problem.js';
import type { Services } from '../services.js';
import { isMissing, type WrittenFile } from './artifact-files.js';
import { jobIdIn } from './jobs.js';
import { JobParams } from './schemas.js';

/** The largest file in bytes (50 MiB). */
export const MAX_ARTIFACT_BYTES = 50 * 1024 * 1024;
/** Room for the form's other parts. */
const FORM_BYTES = 256 * 1024;
const IDLE_MS = 30_000;

const ArtifactSchema = z
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

/** A relative path; it names the artifact and never a file of the service. */
const ArtifactName = z
  .string()
  .min(1)
  .max(512)
  .refine(
    (name) =>
      !/[\\\p{Cc}]/u.test(name) &&
      name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..'),
    'Send a relative path such as logs/run.log: without "..", ".", empty segments, backslashes and control characters.',
  )
  .openapi({ example: 'logs/run.log' });

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);

const FormSchema = z.object({
  workerId: WorkerId,
  name: ArtifactName,
  contentType: z
    .preprocess(
      blankIsAbsent,
      z
        .string()
        .max(255)
        .refine(
          (type) =>
            /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;\s*[\w!#$&^.+-]+=([\w!#$&^.+-]+|"[ !#-[\]-~]*"))*$/.test(type),
          'Send a media type such as text/plain.',
        )
        .optional(),
    )
    .describe("Default: the file part's own, else application/octet-stream"),
  digest: z
    .preprocess(
      blankIsAbsent,
      z
        .string()
        .regex(/^sha256:[0-9a-fA-F]{64}$/, 'Send sha256: and 64 hex digits.')
        .toLowerCase()
        .optional(),
    )
    .describe('`sha256:` and the hex digest of the file: the upload is refused when it differs'),
  leaseToken: z.preprocess(blankIsAbsent, LeaseToken.optional()),
});

const UploadSchema = FormSchema.extend({
  file: z.string().openapi({ format: 'binary', description: 'The bytes, at most 50 MiB' }),
}).openapi('ArtifactUpload');

const ArtifactParams = JobParams.extend({ artifactId: Id });

export function mountArtifacts(api: Api, { store, callers, artifactFiles }: Services): void {
  const ofOneJob = { tag: 'Artifacts', params: JobParams, query: none, body: none } as const;

  mount(
    api,
    {
      ...ofOneJob,
      method: 'post',
      path: '/api/queue/jobs/{jobId}/artifacts/upload',
      summary: 'Leave a file with a job that the worker runs',
      caller: callers.worker,
      form: UploadSchema,
      answers: { 201: ArtifactSchema },
      problems: [
        'job_not_found',
        'job_ownership_mismatch',
        'job_state_conflict',
        'stale_lease',
        'artifact_too_large',
      ],
    },
    async ({ caller, params, request, header }) => {
      const jobId = jobIdIn(params.jobId);
      // Before the first byte; once more when the artifact is recorded.
      requireHeld(await store.jobs.get(jobId), caller.workerId);
      if (Number(header('content-length') ?? 0) > MAX_ARTIFACT_BYTES + FORM_BYTES) throw tooLarge();
      const artifactId = uuidv7();
      const form = await readForm<WrittenFile>(
        request,
        {
          file: 'file',
          take: (bytes) => artifactFiles.write({ jobId, artifactId }, atMost(bytes, MAX_ARTIFACT_BYTES)),
          maxBytes: MAX_ARTIFACT_BYTES + FORM_BYTES,
          tooLarge,
          idleMs: IDLE_MS,
        },
        (file) => file.discard(),
      );
      const file = form.file?.taken;
      try {
        const fields = parsePart(FormSchema, form.fields, {
          part: 'body',
          code: 'invalid_queue_payload',
          scannedElsewhere: ['digest', 'leaseToken'],
        });
        if (!form.file || !file) throw missingFile();
        assertWorkerId(caller, fields.workerId);
        if (fields.digest !== undefined && fields.digest !== file.digest) throw otherDigest();
        await file.keep();
        const { leaseToken } = fields;
        const holder: LeaseHolder = {
          jobId,
          workerId: caller.workerId,
          ...(leaseToken ? { leaseToken } : {}),
        };
        const artifact = await store.artifacts.add({
          ...holder,
          artifact: {
            id: artifactId,
            name: fields.name,
            contentType: fields.contentType ?? mediaTypeOr(form.file.contentType),
            sizeBytes: file.sizeBytes,
            digest: file.digest,
            storagePath: file.storagePath,
          },
        });
        await file.confirm();
        return { status: 201, body: artifact };
      } catch (error) {
        const unsure = error instanceof StoreError && error.code === 'database_unavailable';
        if (unsure) file?.abandon();
        else await file?.discard();
        throw error;
      }
    },
  );

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
      const match = parsePrecondition('If-None-Match', header('if-none-match'));
      if (match === '*' || match?.includes(artifact.digest))
        return new Response(null, { status: 304, headers });

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

function requireHeld(
  job: { readonly status: string; readonly claimedBy: string | null },
  workerId: string,
): void {
  if (job.status !== 'running')
    throw new Problem('job_state_conflict', `The job is ${job.status}; only a running job takes artifacts.`);
  if (job.claimedBy !== workerId)
    throw new Problem(
      'job_ownership_mismatch',
      'Another worker holds the job; only its claimer may do this.',
    );
}

async function* atMost(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): Problem {
  return new Problem(
    'artifact_too_large',
    `The file is larger than ${MAX_ARTIFACT_BYTES} bytes (50 MiB). Send a smaller one, or several.`,
  );
}

function missingFile(): Problem {
  return invalid('invalid_queue_payload', [
    requestDiagnostic({
      code: 'missing_field',
      in: 'body',
      pointer: '/file',
      message: 'The form has no file.',
      hint: 'Send the bytes in a part named file.',
    }),
  ]);
}

function otherDigest(): Problem {
  return invalid('invalid_queue_payload', [
    requestDiagnostic({
      code: 'not_allowed_value',
      in: 'body',
      pointer: '/digest',
      message: 'The digest is not that of the file that came.',
      hint: 'Send the file again, with sha256: and the hex digest of its bytes.',
    }),
  ]);
}

function mediaTypeOr(sent: string): string {
  const type = FormSchema.shape.contentType.safeParse(sent);
  return (type.success && type.data) || 'application/octet-stream';
}

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
