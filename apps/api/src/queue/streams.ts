/** Events pushed as they come (server-sent events): of one job, and of the queue. */
import { z } from '@hono/zod-openapi';
import { FINAL_STATUSES, JOB_CATEGORIES } from '@moonmind/job-types';
import { JobTypeName, Moment } from '../http/fields.js';
import { type Api, mount, none } from '../http/operation.js';
import { requestDiagnostic } from '../problems/diagnostic.js';
import { invalid, Problem } from '../problems/problem.js';
import type { Services } from '../services.js';
import { BEFORE_ALL, type EventFilter } from './event-ring.js';
import { EventId } from './events.js';
import { jobIdIn } from './jobs.js';
import { JobParams } from './schemas.js';

const ResumeHeaders = z.object({
  'Last-Event-ID': z
    .string()
    .optional()
    .describe('The id of the last event that came; the stream goes on after it. Goes before `afterEventId`'),
});

export function mountStreams(api: Api, { store, callers, hub }: Services): void {
  const common = {
    method: 'get',
    tag: 'Events',
    caller: callers.user('read'),
    headers: ResumeHeaders,
    body: none,
    answers: {},
    otherAnswers: {
      200: {
        description:
          "Server-sent events: `event: queue_event`, `id:` the event's id, `data:` the Event as JSON; `: keep-alive` while nothing comes",
        content: { 'text/event-stream': { schema: z.string() } },
      },
    },
    problems: ['rate_limited'],
  } as const;

  mount(
    api,
    {
      ...common,
      path: '/api/queue/jobs/{jobId}/events/stream',
      summary: "A job's events, from the first one on, as they come",
      description: 'The stream ends after the event that ends the job.',
      params: JobParams,
      query: z.strictObject({
        after: Moment.optional().describe('Only events created after this time'),
        afterEventId: EventId.optional().describe('Only events that follow this one'),
      }),
      problems: [...common.problems, 'job_not_found'],
    },
    async ({ params, query, header, hangUp, mayGoOn }) => {
      requireRoom();
      const { status, id } = await store.jobs.get(jobIdIn(params.jobId));
      const filter = { jobId: id, ...(query.after ? { after: query.after } : {}) };
      const position = resumedFrom(header) ?? query.afterEventId ?? BEFORE_ALL;
      const isOver = FINAL_STATUSES.some((final) => final === status);
      return stream(filter, { position, isOver, hangUp, mayGoOn });
    },
  );

  mount(
    api,
    {
      ...common,
      path: '/api/queue/events/stream',
      summary: 'The events of all jobs as they come',
      description:
        'Begins with what comes from now on, or after the event that is named. The order is that of the ids: an event waits until none with a smaller id can come any more.',
      params: none,
      query: z.strictObject({
        category: z.enum(JOB_CATEGORIES).optional(),
        type: JobTypeName.optional(),
        afterEventId: EventId.optional().describe('Only events that follow this one'),
      }),
    },
    async ({ query: { afterEventId, ...filter }, header, hangUp, mayGoOn }) => {
      requireRoom();
      const position = resumedFrom(header) ?? afterEventId ?? (await store.events.settled());
      return stream(filter, { position, isOver: false, hangUp, mayGoOn });
    },
  );

  function requireRoom(): void {
    if (hub.isFull)
      throw new Problem('rate_limited', 'Too many event streams are open. Close some, or try again later.', {
        headers: { 'retry-after': '5' },
      });
  }

  function stream(filter: EventFilter, opening: Parameters<typeof hub.open>[1]): Response {
    return new Response(hub.open(filter, opening), {
      headers: {
        'content-type': 'text/event-stream',
        // Proxies of the nginx kind would gather the events.
        'x-accel-buffering': 'no',
      },
    });
  }
}

/** @throws {Problem} `invalid_query` when Last-Event-ID is no event's id: a stream must not begin elsewhere in silence. */
function resumedFrom(header: (name: string) => string | undefined): string | undefined {
  const text = header('last-event-id');
  if (text === undefined || text === '') return undefined;
  const id = EventId.safeParse(text);
  if (id.success) return id.data;
  throw invalid('invalid_query', [
    requestDiagnostic({
      code: 'invalid_format',
      in: 'header',
      pointer: '/Last-Event-ID',
      message: 'Last-Event-ID is not the id of an event.',
      hint: 'Send the id of the last event that came, or leave the header out.',
    }),
  ]);
}
