import { createQueueClient } from '@moonmind/queue-client/client';
import { expect, it } from 'vitest';
import { follow } from './follow.js';

const JOB = '01a20d80-0503-773c-94f4-ee20cf9fe252';
const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

const frame = (id: string) => `id: ${id}\ndata: ${JSON.stringify({ id })}\n\n`;
const stream = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
const job = (status: string) => new Response(JSON.stringify({ id: JOB, status }), JSON_TYPE);
const refusal = new Response('{"code":"job_not_found","detail":"No."}', { ...JSON_TYPE, status: 404 });

/** What is told of a job whose service answers with these, one after the other, and where each stream began. */
async function told(...answers: readonly (Response | Error)[]) {
  const after: (string | null)[] = [];
  let asked = 0;
  const url = 'http://queue.test';
  const fetch = async (request: Request) => {
    if (request.url.endsWith('/stream')) after.push(request.headers.get('last-event-id'));
    const answer = answers[asked] ?? new Error('one call too many');
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = createQueueClient({ url, attempts: 1, fetch });
  const events: string[] = [];
  for await (const { id } of follow({ url, token: undefined, client }, JOB)) events.push(id);
  return { events, after };
}

it('goes on behind the last event when the service was gone for a while', async () => {
  const gone = new TypeError('fetch failed');
  const down = new Response('<html>', { status: 502 });
  expect(await told(stream(frame('1')), gone, gone, down, stream(frame('2')), job('succeeded'))).toEqual({
    events: ['1', '2'],
    after: [null, '1', '1', '1'],
  });
});

it('tells at once of a service that is not there, or that refuses', async () => {
  await expect(told(new TypeError('fetch failed'))).rejects.toThrow('does not answer');
  await expect(told(stream(frame('1')), refusal)).rejects.toThrow('job_not_found');
});
