/** Events of jobs: kept, listed and followed. */
import type { EventLevel, JobCategory, JobType, JsonValue } from '@moonmind/job-types';

export interface JobEvent {
  readonly id: string;
  readonly jobId: string;
  readonly category: JobCategory;
  readonly level: EventLevel;
  readonly message: string;
  readonly payload: JsonValue;
  readonly createdAt: string;
}

export interface NumberedEvent {
  /** The worker's own count of the events under one lease: whole, 0 or more. */
  readonly sequence: number;
  readonly level: EventLevel;
  readonly message: string;
  readonly payload?: JsonValue;
}

/** An event as streams hand it on. */
export interface StreamedEvent {
  readonly event: JobEvent;
  readonly type: JobType;
  /** The job has ended, and nothing followed this event when it was read. */
  readonly last: boolean;
}

export interface EventPage {
  readonly events: readonly StreamedEvent[];
  /** Where to go on from. */
  readonly position: string;
  readonly more: boolean;
}

export type EventFollower = (events: readonly StreamedEvent[]) => void;

export interface EventFilter {
  readonly jobId: string;
  /** Events created after / before this time, exclusive. */
  readonly after?: string;
  readonly before?: string;
  /** Events that follow / precede this event, exclusive. */
  readonly afterEventId?: string;
  readonly beforeEventId?: string;
  /** Default `asc`. */
  readonly sort?: 'asc' | 'desc';
  /** 1–500, default 200. */
  readonly limit?: number;
}
