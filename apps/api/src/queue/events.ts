/** A job's events: workers append, users read. */
import { z } from '@hono/zod-openapi';
import { EVENT_LEVELS } from '@moonmind/job-types';
import { AnyJson, limit, Moment, Text } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';
import { jobIdIn } from './jobs.js';
import { HolderSchema, holderOf } from './running-jobs.js';
import { EventSchema, JobParams } from './schemas.js';

const content = { level: z.enum(EVENT_LEVELS), message: Text, payload: AnyJson.optional() };

/** A batch holds at most so many events. */
const MOST_EVENTS = 500;

const NewEventSchema = HolderSchema.extend({
  level: content.level.optional(),
  message: content.message.optional(),
  payload: content.payload,
  events: z
    .array(
      z.object({
        sequence: z
          .int()
          .min(0)
          .describe("The worker's own count of its events under this lease; each number is stored once"),
        ...content,
      }),
    )
    .min(1)
    .max(MOST_EVENTS)
    .refine(
      (events) => new Set(events.map(({ sequence }) => sequence)).size === events.length,
      'Give each event a sequence of its own.',
    )
    .optional()
    .describe(
      'Several events at once; needs the leaseToken, and takes no level, message and payload beside it',
    ),
})
  .superRefine((body, { addIssue }) => {
    const missing = (name: string, message: string) =>
      addIssue({ code: 'custom', path: [name], message, input: undefined });
    if (body.events) {
      if (!body.leaseToken)
        missing('leaseToken', 'Send the leaseToken of the claim along with numbered events.');
      for (const name of ['level', 'message', 'payload'] as const)
        if (body[name] !== undefined) missing(name, 'Leave it out beside events: each of them has its own.');
    } else {
      if (body.level === undefined) missing('level', `Send one of ${EVENT_LEVELS.join(', ')}.`);
      if (body.message === undefined) missing('message', 'Send a text that is not blank.');
    }
  })
  .openapi('NewEvents');

const AppendedSchema = z
  .strictObject({
    items: z.array(EventSchema),
    highestSequence: z.int().describe('The highest sequence that is stored under the lease'),
  })
  .openapi('AppendedEvents');

export const EventId = z.guid().toLowerCase();

const EventFilterSchema = z.strictObject({
  after: Moment.optional().describe('Only events created after this time'),
  afterEventId: EventId.optional().describe('Only events that follow this one'),
  before: Moment.optional().describe('Only events created before this time'),
  beforeEventId: EventId.optional().describe('Only events that precede this one'),
  sort: z.enum(['asc', 'desc']).default('asc'),
  limit: limit(500, 200),
});

export function mountEvents(api: Api, { store, callers }: Services): void {
  const ofOneJob = { tag: 'Events', path: '/api/queue/jobs/{jobId}/events', params: JobParams } as const;

  mount(
    api,
    {
      ...ofOneJob,
      method: 'post',
      summary: 'Append events to a job that the worker holds or held',
      description:
        'One event, or `events`: numbered ones, of which each is stored once, so that a batch whose answer was lost can be sent again.',
      caller: callers.worker,
      query: none,
      body: NewEventSchema,
      answers: { 201: z.union([EventSchema, AppendedSchema]).describe('The event, or the events') },
      problems: ['job_not_found', 'job_not_authorized', 'stale_lease'],
    },
    async (call) => {
      const { level, message, payload = {}, events, leaseToken } = call.body;
      const holder = holderOf(call);
      if (events && leaseToken) {
        const numbered = events.map((event) => ({ ...event, payload: event.payload ?? {} }));
        return {
          status: 201,
          body: await store.events.appendMany({ ...holder, leaseToken, events: numbered }),
        };
      }
      if (level === undefined || message === undefined) throw new TypeError('The schema asks for both.');
      return { status: 201, body: await store.events.append({ ...holder, level, message, payload }) };
    },
  );

  mount(
    api,
    {
      ...ofOneJob,
      method: 'get',
      summary: "Read a job's events in the order of their delivery",
      caller: callers.user('read'),
      query: EventFilterSchema,
      body: none,
      answers: { 200: z.strictObject({ items: z.array(EventSchema) }).openapi('EventList') },
      problems: ['job_not_found'],
    },
    async ({ params, query }) => ({
      status: 200,
      body: { items: await store.events.list({ ...query, jobId: jobIdIn(params.jobId) }) },
    }),
  );
}
