/** Registry entries and their runs as they stand on the wire. */
import { z } from '@hono/zod-openapi';
import { JOB_STATUSES } from '@moonmind/job-types';
import { MANIFEST_NAME } from '@moonmind/manifest-contract';
import { Id, JsonObject, Text, Time } from '../http/fields.js';
import { ProblemDiagnosticSchema } from '../problems/schema.js';

/** A manifest's name in a path: up to 128 characters; the contract checks the rest against the text's own. */
export const ManifestParams = z.strictObject({
  name: z.string().openapi({ pattern: MANIFEST_NAME.source, example: 'team-docs' }),
});

export const Content = z.string().describe('The YAML text');

export const Message = Text.max(1000).nullable().default(null).describe('Why the text changed');

export const ContentHash = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'Send sha256: and 64 hex digits.')
  .openapi({ example: `sha256:${'0'.repeat(64)}` });

export const ManifestSummarySchema = z
  .strictObject({
    name: z.string(),
    version: z.string(),
    contentHash: ContentHash,
    updatedAt: Time,
    lastRunJobId: Id.nullable(),
    lastRunStatus: z.enum(JOB_STATUSES).nullable(),
    stateUpdatedAt: Time.nullable(),
  })
  .openapi('ManifestSummary');

const revision = z.strictObject({
  contentHash: ContentHash,
  createdAt: Time,
  createdByUserId: z.string(),
  message: z.string().nullable(),
});

export const ManifestRevisionSchema = revision.openapi('ManifestRevision');

export const RevisionTextSchema = revision
  .extend({ content: z.string() })
  .openapi('ManifestRevisionText', { description: 'The revision with its text' });

export const ManifestStateSchema = z
  .strictObject({ stateJson: z.unknown(), stateUpdatedAt: Time.nullable() })
  .openapi('ManifestState', { description: 'The checkpoint that the next run goes on from' });

const record = z.strictObject({
  name: z.string(),
  version: z.string(),
  content: z.string(),
  contentHash: ContentHash,
  createdAt: Time,
  updatedAt: Time,
  requiredCapabilities: z.array(z.string()),
  lastRun: z
    .strictObject({
      jobId: Id,
      status: z.enum(JOB_STATUSES),
      startedAt: Time.nullable(),
      finishedAt: Time.nullable(),
    })
    .nullable(),
  state: ManifestStateSchema,
});

export const ManifestRecordSchema = record.openapi('Manifest', { description: 'The manifest' });

export const StoredManifestSchema = record
  .extend({
    warnings: z.array(ProblemDiagnosticSchema).describe('What is odd about the text but does not refuse it'),
  })
  .openapi('StoredManifest', { description: 'The manifest as it is stored now' });

export const ManifestRunSchema = z
  .strictObject({
    jobId: Id,
    action: z.string(),
    options: JsonObject,
    effectiveRunConfig: JsonObject,
    contentHash: ContentHash,
    status: z.enum(JOB_STATUSES),
    createdAt: Time,
    startedAt: Time.nullable(),
    finishedAt: Time.nullable(),
    requestedByUserId: Id.nullable(),
  })
  .openapi('ManifestRun');
