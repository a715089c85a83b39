/** A worker leaves a file with its job. */
import { z } from '@hono/zod-openapi';
import { type LeaseHolder, StoreError } from '@moonmind/queue-store';
import { v7 as uuidv7 } from 'uuid';
import { assertWorkerId } from '../auth/worker-policy.js';
import { LeaseToken, WorkerId } from '../http/fields.js';
import { readForm } from '../http/form.js';
import { type Api, mount, none } from '../http/operation.js';
import { parsePart } from '../http/parse.js';
import { requestDiagnostic } from '../problems/diagnostic.js';
import { invalid, Problem } from '../problems/problem.js';
import type { Services } from '../services.js';
import type { WrittenFile } from './artifact-files.js';
import { ArtifactSchema } from './artifacts.js';
import { jobIdIn } from './jobs.js';
import { JobParams } from './schemas.js';

/** The largest file in bytes (50 MiB). */
export const MAX_ARTIFACT_BYTES = 50 * 1024 * 1024;
/** Room for the form's other parts. */
const FORM_BYTES = 256 * 1024;
const IDLE_MS = 30_000;

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

export function mountArtifactUpload(api: Api, { store, callers, artifactFiles }: Services): void {
  mount(
    api,
    {
      method: 'post',
      path: '/api/queue/jobs/{jobId}/artifacts/upload',
      summary: 'Leave a file with a job that the worker runs',
      tag: 'Artifacts',
      caller: callers.worker,
      params: JobParams,
      query: none,
      body: none,
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
}

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
