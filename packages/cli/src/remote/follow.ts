/** The events of a job as they happen, from the service's stream; goes on where a connection broke. */
import { setTimeout as rest } from 'node:timers/promises';
import { type JobEvent, QueueApiError } from '@moonmind/queue-client/client';
import { FailedError } from '../exit.js';
import type { Connection } from './settings.js';

/** Breaks in a row after which following is given up: about a minute without the service. */
const MOST_BREAKS = 12;
/** A connection that has lasted so long was one. */
const LASTED_MS = 10_000;

/** Each event of the job once, from the first on; ends with the job. Where a connection breaks, it goes on with the next. */
export async function* follow({ client }: Connection, jobId: string): AsyncGenerator<JobEvent> {
  let lastId: string | undefined;
  let isKnown = false;
  for (let breaks = 0; breaks < MOST_BREAKS; breaks += 1) {
    // As long as there is no connection, none has lasted.
    let connectedAt = Number.POSITIVE_INFINITY;
    try {
      const params = { path: { jobId }, ...(lastId ? { header: { 'Last-Event-ID': lastId } } : {}) };
      const { data: stream } = await client.GET('/api/queue/jobs/{jobId}/events/stream', {
        params,
        parseAs: 'stream',
      });
      if (!stream) throw new FailedError('The service answered without the stream of the events.');
      isKnown = true;
      connectedAt = performance.now();
      for await (const event of eventsIn(stream)) {
        lastId = event.id;
        breaks = 0;
        yield event;
      }
      if (await hasEnded(client, jobId)) return;
    } catch (error) {
      // A service that was never there, or that refuses, is told at once.
      if (!isKnown || isRefusal(error)) throw error;
    }
    if (performance.now() - connectedAt > LASTED_MS) breaks = 0;
    await rest(Math.min(5000, 250 * 2 ** breaks));
  }
  throw new FailedError('The events of the job cannot be followed: the connection breaks again and again.');
}

function isRefusal(error: unknown): boolean {
  return error instanceof FailedError || (error instanceof QueueApiError && error.status < 500);
}

async function hasEnded(client: Connection['client'], jobId: string): Promise<boolean> {
  const { data: job } = await client.GET('/api/queue/jobs/{jobId}', { params: { path: { jobId } } });
  return job !== undefined && job.status !== 'queued' && job.status !== 'running';
}

async function* eventsIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<JobEvent> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const data = frame
        .split('\n')
        .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []));
      if (data.length > 0) yield JSON.parse(data.join('\n'));
    }
  }
}
