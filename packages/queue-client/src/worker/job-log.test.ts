import { expect, test } from 'vitest';
import { QueueApiError, QueueUnreachableError } from '../client/errors.js';
import { JobLog, type NumberedEvent } from './job-log.js';

/** A service that stores each number once. */
function service() {
  const stored = new Map<number, string>();
  return {
    stored,
    lines: () => [...stored].sort(([a], [b]) => a - b).map(([, message]) => message),
    async send(events: readonly NumberedEvent[]) {
      for (const { sequence, message } of events) stored.set(sequence, message);
    },
  };
}

test('lines keep their order, and come once though an answer was lost', async () => {
  const { send, lines } = service();
  let sent = 0;
  const log = new JobLog(async (events) => {
    await send(events);
    sent += 1;
    if (sent === 1) throw new QueueUnreachableError('http://queue.test', null);
  }, new AbortController().signal);
  for (let line = 0; line < 250; line += 1) log.write('info', `line ${line}`);
  await log.flush();
  expect(lines()).toEqual(Array.from({ length: 250 }, (_, line) => `line ${line}`));
  expect(sent).toBe(4);
});

test('what did not fit is counted and told, also when nothing is written after it', async () => {
  const { send, lines } = service();
  const log = new JobLog(send, new AbortController().signal);
  for (let line = 0; line < 10_007; line += 1) log.write('info', `line ${line}`);
  await log.flush();
  expect(lines()).toHaveLength(10_001);
  expect(lines().at(-1)).toBe('7 lines were left out: the service did not take them fast enough.');
});

test('nothing is sent once the job is over', async () => {
  const over = new AbortController();
  const sent: unknown[] = [];
  const log = new JobLog(async (events) => sent.push(events), over.signal);
  log.write('info', 'late');
  over.abort();
  await log.flush();
  expect(sent).toEqual([]);
});

test('a line that is refused is replaced by a note, under its own number', async () => {
  const { send, lines } = service();
  const refusal = new QueueApiError(new Response(null, { status: 422 }), null);
  const log = new JobLog(async (events) => {
    if (events.some(({ message }) => message === 'bad')) throw refusal;
    await send(events);
  }, new AbortController().signal);
  for (const line of ['one', 'bad', 'three', ' ']) log.write('info', line);
  await log.flush();
  expect(lines()).toEqual(['one', 'A line was withheld: the service refused it.', 'three', '(blank)']);
});

test('a line that cannot even be sent is replaced by a note, and holds up nothing', async () => {
  const { send, lines } = service();
  const log = new JobLog(async (events) => {
    JSON.stringify(events);
    await send(events);
  }, new AbortController().signal);
  log.write('info', 'odd', { n: 10n });
  log.write('info', 'after');
  await log.flush();
  expect(lines()).toEqual(['A line was withheld: the service refused it.', 'after']);
});

test('what still writes does not hold up the end', async () => {
  const { send, lines } = service();
  const log = new JobLog(async (events) => {
    // Faster than it can be sent.
    log.write('info', 'late');
    await send(events);
  }, new AbortController().signal);
  log.write('info', 'one');
  await log.end();
  expect(lines()).toEqual(['one']);
});
