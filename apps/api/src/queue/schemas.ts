/** Jobs and events as they stand on the wire. */
import { z } from '@hono/zod-openapi';
import { EVENT_LEVELS, JOB_CATEGORIES, JOB_STATUSES } from '@moonmind/job-types';
import { Id, JobTypeName, JsonObject, Time } from '../http/fields.js';

const job = z.strictObject({
  id: Id,
  type: JobTypeName,
  category: z.enum(JOB_CATEGORIES),
  status: z.enum(JOB_STATUSES),
  priority: z.int(),
  payload: JsonObject,
  createdByUserId: Id.nullable(),
  requestedByUserId: Id.nullable(),
  cancelRequestedByUserId: Id.nullable(),
  cancelRequestedAt: Time.nullable(),
  cancelReason: z.string().nullable(),
  affinityKey: z.string().nullable(),
  claimedBy: z.string().nullable(),
  leaseExpiresAt: Time.nullable(),
  nextAttemptAt: Time.nullable(),
  attempt: z.int(),
  maxAttempts: z.int(),
  resultSummary: z.string().nullable(),
  errorMessage: z.string().nullable(),
  artifactsPath: z.string().nullable(),
  startedAt: Time.nullable(),
  finishedAt: Time.nullable(),
  createdAt: Time,
  updatedAt: Time,
});

export const JobSchema = job.openapi('Job', { description: 'The job' });

export const ClaimedJobSchema = job.extend({ leaseToken: Id }).openapi('ClaimedJob', {
  description:
    'The job with the token of its lease; a manifest job holds its YAML in `payload.manifest.source.content`',
});

export const EventSchema = z
  .strictObject({
    id: Id,
    jobId: Id,
    category: z.enum(JOB_CATEGORIES),
    level: z.enum(EVENT_LEVELS),
    message: z.string(),
    payload: z.unknown(),
    createdAt: Time,
  })
  .openapi('Event', { description: 'The event' });

/** The path of a job's routes. */
export const JobParams = z.strictObject({ jobId: Id });
