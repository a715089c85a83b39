import type { LogLevel } from './job-log.js';

/** A stage of a job that is under way. */
export interface Stage {
  /** What was counted, told when the stage ends: `stage.counts.files = 12`. */
  readonly counts: Record<string, number>;
}

type Write = (level: LogLevel, message: string, payload: Readonly<Record<string, unknown>>) => void;

/** Tells a job's stages, one after the other: `started`, then `completed` or `failed` with counts and milliseconds. */
export class Stages {
  readonly #write: Write;
  #present: {
    readonly name: string;
    readonly counts: Record<string, number>;
    readonly since: number;
  } | null = null;

  constructor(write: Write) {
    this.#write = write;
  }

  /** Ends the stage before, as completed, and begins this one. */
  begin(name: string): Stage {
    this.end('completed');
    const counts: Record<string, number> = {};
    this.#present = { name, counts, since: performance.now() };
    this.#write('info', name, { stage: name, status: 'started' });
    return { counts };
  }

  end(status: 'completed' | 'failed'): void {
    if (!this.#present) return;
    const { name, counts, since } = this.#present;
    this.#present = null;
    const durationMs = Math.round(performance.now() - since);
    const counted = Object.keys(counts).length > 0 ? { counts } : {};
    this.#write(status === 'failed' ? 'error' : 'info', name, {
      stage: name,
      status,
      durationMs,
      ...counted,
    });
  }
}
