import { answerOf, type Job, type JobEvent } from '@moonmind/queue-client/client';
import { EXIT, type ExitCode } from '../exit.js';
import { err, out } from '../io.js';
import type { Style } from '../terminal/style.js';
import { visible } from '../terminal/visible.js';
import { follow } from './follow.js';
import type { Connection } from './settings.js';

/** Tells a job's events as they happen, and ends with its outcome: clean when it succeeded. */
export async function waitFor(connection: Connection, jobId: string): Promise<ExitCode> {
  for await (const event of follow(connection, jobId)) err.write(`${lineOf(event, err)}\n`);
  const params = { path: { jobId } };
  const job = await answerOf(connection.client.GET('/api/queue/jobs/{jobId}', { params }));
  out.write(`${jobId} ${outcomeOf(job)}\n`);
  return job.status === 'succeeded' ? EXIT.clean : EXIT.findings;
}

function outcomeOf({ status, resultSummary, errorMessage }: Job): string {
  const why = visible(errorMessage ?? resultSummary ?? '');
  return `${out.style(status, 'bold', colourOf(status))}${why ? `: ${why}` : ''}`;
}

function colourOf(status: Job['status']): Style {
  if (status === 'succeeded') return 'green';
  return status === 'queued' || status === 'running' ? 'cyan' : 'red';
}

/** An event as a line: time, level where it matters, message, and what a stage tells. */
export function lineOf(
  { createdAt, level, message, payload }: JobEvent,
  { style }: Pick<typeof err, 'style'>,
): string {
  const time = style(createdAt.slice(11, 19), 'dim');
  // Further lines are set in: they could pass for events that there never were.
  const told = visible(message).replaceAll('\n', '\n          ');
  const text = level === 'info' ? told : style(`${level}: ${told}`, level === 'error' ? 'red' : 'yellow');
  return `${time}  ${text}${style(visible(detailsOf(payload)).replaceAll('\n', ' '), 'dim')}`;
}

function detailsOf(payload: unknown): string {
  const { stage, status, durationMs, counts } = Object(payload);
  if (typeof stage !== 'string') return '';
  const parts = [
    ...(typeof status === 'string' ? [status] : []),
    ...(typeof durationMs === 'number' ? [`${durationMs} ms`] : []),
    ...(typeof counts === 'object' && counts !== null
      ? Object.entries(counts).map(([name, value]) => `${name} ${String(value)}`)
      : []),
  ];
  return parts.length === 0 ? '' : `  ${parts.join(', ')}`;
}
