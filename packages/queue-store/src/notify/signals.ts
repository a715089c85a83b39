/**
 * Wakes those who wait for something to be committed: at once within this process, and shortly after in the others that
 * share the database. A signal says only that it is worth looking; nothing is lost when one is.
 */

/** `jobs`: one may have become ready. `events`: one was written. */
export type Topic = 'jobs' | 'events';

const TOPICS: readonly Topic[] = ['jobs', 'events'];

/** The way to the other processes. */
export interface Wire {
  /** Tells the others. Rejects when the database does not answer. */
  send(topics: readonly Topic[]): Promise<void>;
  /** Starts to hear the others; `hear` is called for each message, and with all topics whenever some may be missed. */
  open(hear: (topics: readonly Topic[]) => void): void;
  /** Whether what the others tell arrives. */
  isAlive(): boolean;
  close(): Promise<void>;
}

export interface Signals {
  tell(...topics: Topic[]): void;
  /** Calls `wake` at each signal; gives what ends it. */
  on(topic: Topic, wake: () => void): () => void;
  /** How long one who waits rests at most before it looks by itself, in milliseconds. */
  restMs(): number;
  close(): Promise<void>;
}

/**
 * One message to the others in so many milliseconds, whatever happens here: NOTIFY takes a lock of the whole server when
 * it commits.
 */
const SEND_INTERVAL_MS = 25;

/** A safety net: the process that told of a change may have died between its commit and its signal. */
const REST_MS = 2_000;
/** Where nothing tells of other processes' changes, those who wait look by themselves. */
const POLL_MS = 250;

/** @param wire the way to other processes; none where the database serves this process alone. */
export function createSignals(wire?: Wire): Signals {
  const wakes: Record<Topic, Set<() => void>> = { jobs: new Set(), events: new Set() };
  const unsent = new Set<Topic>();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  let opened = false;
  let closed = false;

  const wake = (topics: readonly Topic[]) => {
    for (const topic of topics) for (const each of wakes[topic]) each();
  };
  const flush = () => {
    if (!wire || unsent.size === 0) {
      timer = undefined;
      return;
    }
    const topics = TOPICS.filter((topic) => unsent.delete(topic));
    // A message lost with its connection is made up for by the others' safety net.
    sending = wire.send(topics).catch(() => {});
    timer = setTimeout(flush, SEND_INTERVAL_MS).unref();
  };

  return {
    tell(...topics) {
      if (closed) return;
      wake(topics);
      if (!wire) return;
      for (const topic of topics) unsent.add(topic);
      if (!timer) flush();
    },
    on(topic, each) {
      if (wire && !opened && !closed) {
        opened = true;
        wire.open(wake);
      }
      wakes[topic].add(each);
      return () => void wakes[topic].delete(each);
    },
    restMs: () => (wire && !wire.isAlive() ? POLL_MS : REST_MS),
    async close() {
      closed = true;
      clearTimeout(timer);
      if (unsent.size > 0) flush();
      clearTimeout(timer);
      await sending;
      await wire?.close();
    },
  };
}
