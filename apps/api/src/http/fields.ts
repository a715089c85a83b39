/** Schemas of fields that several routes take or answer with. */
import { z } from '@hono/zod-openapi';
import { JOB_TYPES, type JsonValue } from '@moonmind/job-types';
import { isApiTime } from '@moonmind/queue-store';

/** A time in an answer: RFC 3339, UTC, milliseconds. */
export const Time = z.iso.datetime({ precision: 3 }).openapi({ example: '2026-01-31T12:00:00.000Z' });

/** A moment of any offset, as a time in an answer. With its offset a year may be another one, and none that can be stored. */
const StorableMoment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine(isApiTime, 'Send a time of the years 0001 to 9999.');

/** A moment in a query. */
export const Moment = StorableMoment.openapi({ type: 'string', format: 'date-time' });

/** A time that was answered before. */
export const AnsweredTime = Time.refine(isApiTime, 'Send a time as it was answered.');

export const Id = z.string().openapi({ format: 'uuid', example: '0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10' });

export const JobTypeName = z.enum(JOB_TYPES);

/** A JSON object that this layer looks no deeper into. */
export const JsonObject = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'Send an object.',
  )
  .openapi({ type: 'object', additionalProperties: true });

/** Any JSON value; that there is one is all that this layer asks. */
export const AnyJson = z
  .custom<JsonValue>(() => true)
  .openapi({
    type: ['object', 'array', 'string', 'number', 'boolean', 'null'],
    items: {},
    additionalProperties: true,
  });

/** Text that says something. */
export const Text = z.string().refine((text) => text.trim() !== '', 'Send a text that is not blank.');

/** The name under which a worker acts. */
export const WorkerId = Text.max(255);

export const Capability = z.string().trim().toLowerCase().min(1).max(64).openapi({ example: 'manifest' });

export const Cursor = z.string().max(512).optional().describe('The `nextCursor` of the page before');

/** The `limit` parameter: a whole number in decimal digits. */
export function limit(max: number, fallback: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `Send a whole number from 1 to ${max}.`)
    .transform(Number)
    .pipe(z.int().min(1).max(max))
    .optional()
    .transform((value) => value ?? fallback)
    .openapi({ type: 'integer', minimum: 1, maximum: max, default: fallback });
}

/** A page of a list. */
export function page<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    hasMore: z.boolean(),
    nextCursor: z.string().nullable().describe('Null when there is no more'),
  });
}

/** How long a claim or a heartbeat holds a job: a second to a day. */
export const LeaseSeconds = z.int().min(1).max(86_400);

/** How long a job may be put off: up to a day. */
export const DelaySeconds = z.int().min(0).max(86_400);

/** When a token ends: a time to come, or never. */
export const ExpiresAt = StorableMoment.refine(
  (time) => time > new Date().toISOString(),
  'Send a time to come.',
)
  .nullable()
  .default(null)
  .openapi({ type: ['string', 'null'], format: 'date-time' });

/** The token of a claim. */
export const LeaseToken = z.guid().toLowerCase().openapi({ format: 'uuid' });
