/** A job's events on their way: buffered, numbered, sent in batches, each stored once. */
import { backoffMs, rest } from '../client/backoff.js';
import { QueueApiError } from '../client/errors.js';
import { mayPass } from './calls.js';

export type LogLevel = 'info' | 'warn' | 'error';

export interface NumberedEvent {
  readonly sequence: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Sends numbered events; the same ones may be sent again. */
export type SendEvents = (events: readonly NumberedEvent[]) => Promise<unknown>;

const BATCH = 100;
const FLUSH_MS = 500;
/** So many wait at most; what comes beyond is counted and left out. */
const MOST_WAITING = 10_000;

export class JobLog {
  readonly #send: SendEvents;
  readonly #over: AbortSignal;
  #waiting: NumberedEvent[] = [];
  #next = 0;
  #leftOut = 0;
  #ended = false;
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `over` aborts when the job is another's: then nothing is sent any more. */
  constructor(send: SendEvents, over: AbortSignal) {
    this.#send = send;
    this.#over = over;
  }

  write(level: LogLevel, message: string, payload?: Readonly<Record<string, unknown>>): void {
    if (this.#ended) return;
    if (this.#waiting.length >= MOST_WAITING) {
      this.#leftOut += 1;
      return;
    }
    this.#tellLeftOut();
    this.#append(level, message, payload);
    if (this.#waiting.length >= BATCH) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Takes no more, so that what still writes cannot hold up the end; resolves as `flush` does. */
  end(): Promise<void> {
    this.#ended = true;
    return this.flush();
  }

  /** Resolves once all that was written so far is stored, or refused for good. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#drain().finally(() => {
      this.#sending = null;
    });
    await this.#sending;
  }

  #tellLeftOut(): void {
    if (this.#leftOut === 0) return;
    const text = `${this.#leftOut} lines were left out: the service did not take them fast enough.`;
    this.#leftOut = 0;
    this.#append('warn', text);
  }

  #append(level: LogLevel, message: string, payload?: Readonly<Record<string, unknown>>): void {
    // The service takes no blank message.
    const text = message.trim() === '' ? '(blank)' : message;
    this.#waiting.push({ sequence: this.#next, level, message: text, ...(payload && { payload }) });
    this.#next += 1;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#over.aborted) {
      const batch = this.#waiting.slice(0, BATCH);
      await this.#deliver(batch);
      this.#waiting = this.#waiting.slice(batch.length);
      this.#tellLeftOut();
    }
    if (this.#over.aborted) this.#waiting = [];
  }

  async #deliver(events: readonly NumberedEvent[]): Promise<void> {
    for (let attempt = 1; !this.#over.aborted; attempt += 1) {
      try {
        await this.#send(events);
        return;
      } catch (error) {
        if (!mayPass(error)) {
          await this.#withhold(events, error);
          return;
        }
        await rest(backoffMs(attempt), this.#over).catch(() => {});
      }
    }
  }

  /** Refused: of several each alone, so that one does not take the others along; one alone tells that it is missing. */
  async #withhold(events: readonly NumberedEvent[], error: unknown): Promise<void> {
    // Not ours any more: nobody would take them.
    if (error instanceof QueueApiError && [403, 404, 409].includes(error.status)) return;
    if (events.length > 1) {
      for (const event of events) await this.#deliver([event]);
      return;
    }
    const [event] = events;
    if (!event || event.message === WITHHELD) return;
    await this.#deliver([{ sequence: event.sequence, level: 'warn', message: WITHHELD }]);
  }
}

/** Stands for a line that the service does not take: it may have held a raw secret, or was too long. */
const WITHHELD = 'A line was withheld: the service refused it.';
