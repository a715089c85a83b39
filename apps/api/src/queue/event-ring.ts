/**
 * The last events, encoded once for all streams. Whoever reads has a place of its own in the ring; of what has gone from it
 * the store knows.
 */
import type { JobCategory, JobType } from '@moonmind/job-types';
import type { StreamedEvent } from '@moonmind/queue-store';

export interface EventFilter {
  readonly jobId?: string;
  readonly category?: JobCategory;
  readonly type?: JobType;
  /** Only events created after this API time. */
  readonly after?: string;
}

/** An event id before that of any event: whoever goes on after it begins with the first. */
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Frames given to a stream at a time, in bytes, unless one alone is larger. */
const CHUNK_BYTES = 64 * 1024;

interface Frame extends StreamedEvent {
  readonly bytes: Uint8Array;
}

/** What a stream is given at a time; no bytes where nothing passed its filter. */
export interface Chunk {
  readonly bytes: Uint8Array | null;
  /** The id after which it goes on. */
  readonly position: string;
  /** Nothing follows. */
  readonly last: boolean;
}

export class EventRing {
  /** Streams at the same place, with the same filter, share their chunk. */
  readonly #chunks = new Map<string, Chunk>();
  readonly #maxBytes: number;
  #frames: Frame[] = [];
  #bytes = 0;
  #oldest = BEFORE_ALL;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The ring holds every event after this id. */
  get oldest(): string {
    return this.#oldest;
  }

  /** The events that are added from now on are those after this id. */
  beginAfter(id: string): void {
    this.#oldest = id;
  }

  /** Takes in events, and lets the oldest ones go for which there is no room. */
  add(events: readonly StreamedEvent[]): void {
    for (const event of events) {
      const frame = frameOf(event);
      this.#frames.push(frame);
      this.#bytes += frame.bytes.byteLength;
    }
    let gone = 0;
    for (; this.#bytes > this.#maxBytes; gone++) {
      const frame = this.#frames[gone];
      if (!frame) break;
      this.#bytes -= frame.bytes.byteLength;
      this.#oldest = frame.event.id;
    }
    if (gone > 0) this.#frames = this.#frames.slice(gone);
    this.#chunks.clear();
  }

  /** What follows a place, which must not be before `oldest`. */
  chunkAfter(position: string, filter: EventFilter): Chunk {
    const key = JSON.stringify([position, filter]);
    const known = this.#chunks.get(key);
    if (known) return known;
    const chunk = chunkOf(filter, this.#frames, firstAfter(this.#frames, position), position);
    this.#chunks.set(key, chunk);
    return chunk;
  }

  clear(): void {
    this.#frames = [];
    this.#bytes = 0;
    this.#chunks.clear();
  }
}

export function frameOf(streamed: StreamedEvent): Frame {
  const { event } = streamed;
  const text = `event: queue_event\nid: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
  return { ...streamed, bytes: new TextEncoder().encode(text) };
}

/** The frames from the place `start` on that pass the filter, as many as a chunk holds. */
export function chunkOf(
  filter: EventFilter,
  frames: readonly Frame[],
  start: number,
  before: string,
  most = CHUNK_BYTES,
): Chunk {
  const chosen: Uint8Array[] = [];
  let size = 0;
  let position = before;
  let last = false;
  for (let index = start; index < frames.length && !last; index++) {
    const frame = frames[index];
    if (!frame) break;
    if (passes(filter, frame)) {
      if (size > 0 && size + frame.bytes.byteLength > most) break;
      chosen.push(frame.bytes);
      size += frame.bytes.byteLength;
      last = filter.jobId !== undefined && frame.last;
    }
    position = frame.event.id;
  }
  const [only] = chosen;
  const bytes = chosen.length > 1 ? Buffer.concat(chosen, size) : (only ?? null);
  return { bytes, position, last };
}

function passes(filter: EventFilter, { event, type }: StreamedEvent): boolean {
  return (
    (filter.jobId === undefined || filter.jobId === event.jobId) &&
    (filter.type === undefined || filter.type === type) &&
    (filter.category === undefined || filter.category === event.category) &&
    (filter.after === undefined || event.createdAt > filter.after)
  );
}

/** The index of the first frame whose id is greater. */
function firstAfter(frames: readonly Frame[], id: string): number {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle]?.event.id ?? '') <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
