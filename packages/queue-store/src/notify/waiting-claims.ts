/**
 * Claims that wait until a job comes. Those of workers with the same capabilities and policy stand in one line: at a
 * signal the first of the line claims, and where it gets something, the next ones do. A claim is exact, so that one empty
 * answer stands for the whole line: a thousand waiting workers cost one claim a signal, and the one that came first is
 * served first.
 */
import { sql } from 'drizzle-orm';
import type { StoreContext } from '../context.js';
import type { ClaimedJob, ClaimRequest, ClaimWait } from '../store.js';
import type { Signals } from './signals.js';

/** The most claims of one line under way at once. */
const MOST_AT_ONCE = 32;
/** A job that is due and yet not claimable is held by somebody; look again, but not in a busy loop. */
const SHORTEST_REST_MS = 20;

interface Waiting {
  readonly request: ClaimRequest;
  /** Neither its time is over nor its caller gone. */
  open: boolean;
  /** A claim for it is under way. */
  claiming: boolean;
  answer(jobs: ClaimedJob[]): void;
  refuse(error: unknown): void;
}

interface Line {
  readonly waiting: Waiting[];
  serving: boolean;
  again: boolean;
}

export interface WaitingClaims {
  claim(request: ClaimRequest, wait: ClaimWait): Promise<ClaimedJob[]>;
  /** Answers all that wait. */
  close(): void;
}

export function createWaitingClaims(
  store: StoreContext,
  signals: Signals,
  claimNow: (request: ClaimRequest) => Promise<ClaimedJob[]>,
  handBack: (job: ClaimedJob) => Promise<unknown>,
): WaitingClaims {
  const lines = new Map<string, Line>();
  let closed = false;
  let off: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  function wakeAll(): void {
    for (const [key, line] of lines) void serve(key, line);
  }

  async function serve(key: string, line: Line): Promise<void> {
    line.again = true;
    if (line.serving) return;
    line.serving = true;
    while (line.again && line.waiting.length > 0) {
      line.again = false;
      for (let width = 1; ; width = Math.min(width * 2, MOST_AT_ONCE)) {
        const first = line.waiting.slice(0, width);
        const served = await Promise.all(first.map((waiting) => claimFor(line, waiting)));
        if (line.waiting.length === 0 || !served.every(Boolean)) break;
      }
    }
    line.serving = false;
    if (line.waiting.length > 0) void lookAhead();
    else lines.delete(key);
    if (lines.size === 0) rest();
  }

  /** Gives whether there may be more for the line. */
  async function claimFor(line: Line, waiting: Waiting): Promise<boolean> {
    if (!waiting.open) return leave(line, waiting, () => waiting.answer([]));
    waiting.claiming = true;
    try {
      const jobs = await claimNow(waiting.request);
      waiting.claiming = false;
      if (jobs.length > 0) return leave(line, waiting, () => waiting.answer(jobs));
      if (!waiting.open) leave(line, waiting, () => waiting.answer([]));
      return false;
    } catch (error) {
      return leave(line, waiting, () => waiting.refuse(error));
    }
  }

  function leave(line: Line, waiting: Waiting, tell: () => void): true {
    const place = line.waiting.indexOf(waiting);
    if (place >= 0) line.waiting.splice(place, 1);
    tell();
    return true;
  }

  /** Sets the time of the next look: when something becomes due, or when a signal may have been missed. */
  async function lookAhead(): Promise<void> {
    if (looking) return;
    looking = true;
    const limit = signals.restMs();
    const due = await dueInMs(store).catch(() => limit);
    looking = false;
    clearTimeout(timer);
    if (lines.size === 0 || closed) return;
    timer = setTimeout(wakeAll, Math.max(SHORTEST_REST_MS, Math.min(limit, due))).unref();
  }

  function rest(): void {
    clearTimeout(timer);
    off?.();
    off = undefined;
  }

  return {
    claim(request, { seconds, signal }) {
      if (closed || signal?.aborted) return Promise.resolve([]);
      const key = lineOf(request);
      const line = lines.get(key) ?? { waiting: [], serving: false, again: false };
      lines.set(key, line);
      off ??= signals.on('jobs', wakeAll);
      return new Promise<ClaimedJob[]>((resolve, reject) => {
        const close = () => {
          waiting.open = false;
          if (!waiting.claiming) leave(line, waiting, () => waiting.answer([]));
        };
        const time = setTimeout(close, seconds * 1000);
        const done = () => {
          clearTimeout(time);
          signal?.removeEventListener('abort', close);
        };
        const waiting: Waiting = {
          request,
          open: true,
          claiming: false,
          answer(jobs) {
            done();
            if (!signal?.aborted || request.claimId !== undefined) return resolve(jobs);
            // Nobody is there to run them: they need not wait for their leases to run out.
            for (const job of jobs) void handBack(job).catch(() => {});
            resolve([]);
          },
          refuse(error) {
            done();
            reject(error);
          },
        };
        signal?.addEventListener('abort', close);
        line.waiting.push(waiting);
        void serve(key, line);
      });
    },
    close() {
      closed = true;
      rest();
      for (const line of lines.values())
        for (const waiting of [...line.waiting]) {
          waiting.open = false;
          if (!waiting.claiming) leave(line, waiting, () => waiting.answer([]));
        }
    },
  };
}

/** Who may take the same jobs stands in the same line. */
function lineOf({ allowedTypes, allowedRepositories, capabilities }: ClaimRequest): string {
  const sorted = (values: readonly string[] | undefined) => [...new Set(values)].sort();
  return JSON.stringify([sorted(capabilities), sorted(allowedTypes), sorted(allowedRepositories)]);
}

/** In how many milliseconds the next job becomes due or the next lease runs out. */
async function dueInMs(store: StoreContext): Promise<number> {
  const [row] = await store.database.query<{ ms: number | null }>(sql`
    SELECT ceil(extract(epoch FROM least(
      (SELECT min(next_attempt_at) FROM agent_jobs WHERE status = 'queued' AND NOT ready),
      (SELECT min(lease_check_at) FROM agent_jobs WHERE status = 'running')) - ${store.now()}) * 1000)::float8 AS ms`);
  return row?.ms ?? Number.POSITIVE_INFINITY;
}
