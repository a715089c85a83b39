/**
 * Hands the queue's events on to the streams that are open. They are read once, encoded once, and kept for a while in a
 * ring that all streams read from, each at its own place; one that is further back reads pages from the store until it
 * has caught up. So no stream has a buffer of its own, and a slow one takes nothing from the others: when the ring has
 * gone past it, it is cut off, to come back with the last id it saw.
 */
import type { QueueStore, StreamedEvent } from '@moonmind/queue-store';
import { type Chunk, chunkOf, type EventFilter, EventRing, frameOf } from './event-ring.js';

export interface HubLimits {
  /** Streams open at once. Default 4,096. */
  readonly streams?: number;
  /** What the ring holds, in bytes of frames. Default 4 MiB. */
  readonly ringBytes?: number;
  /** How often an idle stream shows that it lives, in milliseconds. Default 15,000. */
  readonly keepAliveMs?: number;
  /** How often it is asked whether whoever reads a stream still may, in milliseconds. Default 5,000. */
  readonly checkMs?: number;
  /** How long a stream may leave unread what waits for it, in milliseconds. Default 30,000. */
  readonly stallMs?: number;
}

/** Events of the past that a stream reads at a time. */
const PAGE = 200;
const KEEP_ALIVE = new TextEncoder().encode(': keep-alive\n\n');

/** Where the events come from: the store. */
export interface EventSource {
  readonly events: Pick<QueueStore['events'], 'follow' | 'page'>;
}

interface Stream {
  readonly filter: EventFilter;
  /** The job had ended when the stream was opened: what the store holds is all there is. */
  readonly isOver: boolean;
  /** The id after which it goes on. */
  position: string;
  /** It reads from the ring. */
  live: boolean;
  ended: boolean;
  /** Its client has taken what was sent and asks for more. */
  asked: boolean;
  /** Set while there is nothing for it. */
  wake: ((came: boolean) => void) | undefined;
  servedAt: number;
  cut(): void;
  mayGoOn(): Promise<boolean>;
}

/** Where a stream begins, and what it needs of its client's connection. */
interface StreamOpening {
  readonly position: string;
  readonly isOver: boolean;
  readonly hangUp: () => void;
  /** Default: it does. */
  readonly mayGoOn?: () => Promise<boolean>;
}

export class EventHub {
  readonly #store: EventSource;
  readonly #limits: Required<HubLimits>;
  readonly #report: (error: unknown) => void;
  readonly #streams = new Set<Stream>();
  readonly #ring: EventRing;
  #following: Promise<{ stop(): void }> | undefined;
  #ticking: NodeJS.Timeout | undefined;
  #checking: NodeJS.Timeout | undefined;
  /** Goes up when the last stream leaves: what was followed until then is not for those that come later. */
  #generation = 0;
  #closed = false;

  /** @param report is told of each failure of the store that ends a stream. */
  constructor(store: EventSource, limits: HubLimits = {}, report: (error: unknown) => void = () => {}) {
    this.#store = store;
    this.#report = report;
    this.#limits = {
      streams: 4096,
      ringBytes: 4 * 1024 * 1024,
      keepAliveMs: 15_000,
      checkMs: 5_000,
      stallMs: 30_000,
      ...limits,
    };
    this.#ring = new EventRing(this.#limits.ringBytes);
  }

  /** How many streams are open. */
  get size(): number {
    return this.#streams.size;
  }

  get isFull(): boolean {
    return this.#streams.size >= this.#limits.streams;
  }

  /**
   * A stream of server-sent events. It begins when it is first read.
   * @param position the id after which it begins.
   * @param isOver the job has ended: the stream does so too once all is told.
   * @param hangUp cuts the connection of a client that does not read.
   * @param mayGoOn whether the client's credential still is good; where it is not, the stream ends.
   */
  open(
    filter: EventFilter,
    { position, isOver, hangUp, mayGoOn = async () => true }: StreamOpening,
  ): ReadableStream<Uint8Array> {
    let stream: Stream | undefined;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          if (!stream) {
            const cut = () => {
              controller.close();
              hangUp();
            };
            stream = this.#enter({ filter, position, isOver, cut, mayGoOn });
            controller.enqueue(KEEP_ALIVE);
            return;
          }
          const bytes = await this.#next(stream).catch((error: unknown) => {
            // The client comes again with the last id it saw.
            this.#report(error);
            return null;
          });
          if (!this.#streams.has(stream)) return;
          if (bytes) {
            controller.enqueue(bytes);
          } else {
            this.#leave(stream);
            controller.close();
          }
        },
        cancel: () => {
          if (stream) this.#leave(stream);
        },
      },
      { highWaterMark: 0 },
    );
  }

  /** Ends all streams. */
  close(): void {
    this.#closed = true;
    for (const stream of this.#streams) end(stream);
  }

  #enter(opened: Pick<Stream, 'filter' | 'position' | 'isOver' | 'cut' | 'mayGoOn'>): Stream {
    const stream: Stream = {
      ...opened,
      live: false,
      ended: this.#closed,
      asked: false,
      wake: undefined,
      servedAt: performance.now(),
    };
    this.#streams.add(stream);
    this.#ticking ??= setInterval(() => this.#tick(), this.#limits.keepAliveMs).unref();
    this.#checking ??= setInterval(() => this.#check(), this.#limits.checkMs).unref();
    return stream;
  }

  async #next(stream: Stream): Promise<Uint8Array | null> {
    stream.asked = true;
    try {
      return await this.#read(stream);
    } finally {
      stream.asked = false;
      stream.servedAt = performance.now();
    }
  }

  /** What a stream is to send next; null at its end. */
  async #read(stream: Stream): Promise<Uint8Array | null> {
    if (!stream.isOver) await this.#follow();
    let { position } = stream;
    while (!stream.ended) {
      // A burst may push out of the ring what a waiting stream has not read yet: then the store has it.
      const fromRing = !stream.isOver && position >= this.#ring.oldest;
      const chunk: Chunk = fromRing
        ? this.#ring.chunkAfter(position, stream.filter)
        : await this.#fromStore(stream, position);
      position = chunk.position;
      stream.position = position;
      stream.live = !stream.isOver && position >= this.#ring.oldest;
      stream.ended ||= chunk.last;
      if (chunk.bytes) return chunk.bytes;
      // Only the ring's end is the end: while a page was read, something may have come.
      if (fromRing && !stream.ended && !(await this.#something(stream)))
        return stream.ended ? null : KEEP_ALIVE;
    }
    return null;
  }

  #something(stream: Stream): Promise<boolean> {
    return new Promise((resolve) => {
      stream.wake = (came) => {
        stream.wake = undefined;
        resolve(came);
      };
    });
  }

  async #fromStore(stream: Stream, after: string): Promise<Chunk> {
    const through = stream.isOver ? undefined : this.#ring.oldest;
    const { jobId } = stream.filter;
    const page = await this.#store.events.page({
      after,
      limit: PAGE,
      ...(through ? { through } : {}),
      ...(jobId ? { jobId } : {}),
    });
    const frames = page.events.filter(({ event }) => event.id > after).map(frameOf);
    const { bytes, last } = chunkOf(stream.filter, frames, 0, after, Number.POSITIVE_INFINITY);
    const position = page.more ? page.position : (through ?? page.position);
    return { bytes, position, last: last || (stream.isOver && !page.more) };
  }

  #follow(): Promise<unknown> {
    const generation = this.#generation;
    this.#following ??= this.#store.events
      .follow((events) => {
        if (generation === this.#generation) this.#add(events);
      })
      .then(({ from, stop }) => {
        if (generation === this.#generation) this.#ring.beginAfter(from);
        return { stop };
      })
      .catch((error: unknown) => {
        this.#following = undefined;
        throw error;
      });
    return this.#following;
  }

  #add(events: readonly StreamedEvent[]): void {
    this.#ring.add(events);
    for (const stream of [...this.#streams]) {
      if (stream.wake) stream.wake(true);
      else if (stream.live && !stream.asked && stream.position < this.#ring.oldest) this.#cut(stream);
    }
  }

  #tick(): void {
    const now = performance.now();
    for (const stream of [...this.#streams]) {
      if (stream.wake) stream.wake(false);
      else if (!stream.asked && now - stream.servedAt > this.#limits.stallMs) this.#cut(stream);
    }
  }

  #check(): void {
    for (const stream of this.#streams)
      void stream.mayGoOn().then((may) => {
        if (!may) end(stream);
      });
  }

  #cut(stream: Stream): void {
    this.#leave(stream);
    stream.cut();
  }

  #leave(stream: Stream): void {
    this.#streams.delete(stream);
    end(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#ticking);
    clearInterval(this.#checking);
    this.#ticking = undefined;
    this.#checking = undefined;
    this.#generation += 1;
    const following = this.#following;
    this.#following = undefined;
    this.#ring.clear();
    following?.then(
      ({ stop }) => stop(),
      () => {},
    );
  }
}

/** What was sent was the last of it. */
function end(stream: Stream): void {
  stream.ended = true;
  stream.wake?.(false);
}
