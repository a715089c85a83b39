/** Reads the stream of all events over whatever happens to it, each time from the last id on. */
import { setTimeout as sleep } from 'node:timers/promises';

const FROM_THE_FIRST = '00000000-0000-0000-0000-000000000000';
const FRAME = /^id: (\S+)\ndata: .*?"jobId": ?"([^"]+)"/gm;
/** A stream says something each 15 s; one that does not is dead. */
const SILENT_FOR_MS = 17_000;

export interface StreamReader {
  /** The ids of the events that came, by job, in their order. */
  readonly eventIds: ReadonlyMap<string, readonly string[]>;
  readonly count: number;
  readonly connects: number;
  stop(): void;
}

export function startStreamReader(urls: readonly string[]): StreamReader {
  const eventIds = new Map<string, string[]>();
  const stopping = new AbortController();
  let last = FROM_THE_FIRST;
  let [count, connects] = [0, 0];

  const readOnce = async () => {
    const silence = new AbortController();
    const silent = setTimeout(() => silence.abort(), SILENT_FOR_MS);
    const hangUp = () => silence.abort();
    stopping.signal.addEventListener('abort', hangUp);
    try {
      const response = await fetch(`${urls[connects % urls.length]}/api/queue/events/stream`, {
        headers: { 'last-event-id': last },
        signal: silence.signal,
      });
      if (response.status !== 200 || !response.body)
        throw new Error(`The stream answers ${response.status}.`);
      let rest = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        silent.refresh();
        const text = rest + chunk;
        const end = text.lastIndexOf('\n\n') + 2;
        rest = text.slice(end);
        for (const [, id = '', jobId = ''] of text.slice(0, end).matchAll(FRAME)) {
          const ids = eventIds.get(jobId);
          if (ids) ids.push(id);
          else eventIds.set(jobId, [id]);
          last = id;
          count += 1;
        }
      }
    } finally {
      clearTimeout(silent);
      stopping.signal.removeEventListener('abort', hangUp);
    }
  };
  void (async () => {
    while (!stopping.signal.aborted) {
      await readOnce().catch(() => {});
      connects += 1;
      await sleep(200);
    }
  })();
  return {
    eventIds,
    get count() {
      return count;
    },
    get connects() {
      return connects;
    },
    stop: () => stopping.abort(),
  };
}
