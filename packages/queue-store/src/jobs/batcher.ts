/**
 * Group commit, one level up: calls that come while a statement is under way share the next one. An idle queue does not
 * wait: there is no timer.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { errorCode } from '../database/errors.js';

/** What became of one call among several. */
export type Settled<Answer> = PromiseSettledResult<Answer>;

export interface Batching<Call, Answer> {
  /** Answers each call, in order, with one transaction for all: it throws when that was rolled back or may be lost. */
  readonly run: (calls: readonly Call[]) => Promise<readonly Settled<Answer>[]>;
  /** How much of a batch the call fills; all of a batch is 1. */
  readonly share: (call: Call) => number;
  /** Only calls of one lane share a batch, and the lanes do not wait for each other. Default: one lane. */
  readonly lane?: (call: Call) => string;
  /** What at most one call of a batch may name. */
  readonly subject?: (call: Call) => string | undefined;
  /** How many batches of one call on many run at once, so that the order among them is open. Default 1. */
  readonly abreast?: number;
}

/** Batches of single calls that came at once, and of many calls in one. */
export interface Batcher<Call, Answer> {
  one(call: Call): Promise<Answer>;
  /** Gives what became of each call, in order. */
  many(calls: readonly Call[]): Promise<Settled<Answer>[]>;
}

interface Waiting<Call, Answer> {
  readonly call: Call;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** Makes batches as `batching` says. A call answers when its batch is committed, with its own result or error. */
export function batcher<Call, Answer>(batching: Batching<Call, Answer>): Batcher<Call, Answer> {
  const lanes = new Map<string, Waiting<Call, Answer>[]>();

  /** One statement of a lane at a time: what gathers meanwhile goes together, which is what makes it cheap. */
  async function serve(lane: string, queue: Waiting<Call, Answer>[]): Promise<void> {
    // Whoever calls in the same breath comes along.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.splice(
        0,
        batchSize(batching, queue, ({ call }) => call),
      );
      const outcomes = await settle(
        batching.run,
        batch.map(({ call }) => call),
      );
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason);
      }
      // Those just answered may call again at once; let them, rather than leave without them.
      await turnOfTheLoop();
    }
    lanes.delete(lane);
  }

  return {
    one(call) {
      return new Promise<Answer>((resolve, reject) => {
        const lane = batching.lane?.(call) ?? '';
        const waiting = { call, resolve, reject };
        const queue = lanes.get(lane);
        if (queue) {
          queue.push(waiting);
          return;
        }
        const fresh = [waiting];
        lanes.set(lane, fresh);
        void serve(lane, fresh);
      });
    },
    async many(calls) {
      const batches: (readonly Call[])[] = [];
      for (let from = 0; from < calls.length; ) {
        const rest = calls.slice(from);
        const batch = rest.slice(
          0,
          batchSize(batching, rest, (call) => call),
        );
        batches.push(batch);
        from += batch.length;
      }
      const outcomes: (readonly Settled<Answer>[])[] = [];
      const queue = batches.entries();
      const serveInTurn = async () => {
        for (const [index, batch] of queue) outcomes[index] = await settle(batching.run, batch);
      };
      await Promise.all(Array.from({ length: batching.abreast ?? 1 }, serveInTurn));
      return outcomes.flat();
    },
  };
}

/** Shares are fractions; so much more than 1 is still all of a batch. */
const ROUNDING = 1e-9;

/** How many of the calls, from the first one on, make the next batch; at least one. */
function batchSize<Call, Item>(
  { share, subject }: Pick<Batching<Call, unknown>, 'share' | 'subject'>,
  items: readonly Item[],
  callOf: (item: Item) => Call,
): number {
  const subjects = new Set<string>();
  let filled = 0;
  for (const [index, item] of items.entries()) {
    const call = callOf(item);
    const named = subject?.(call);
    filled += share(call);
    if (index > 0 && (filled > 1 + ROUNDING || (named !== undefined && subjects.has(named)))) return index;
    if (named !== undefined) subjects.add(named);
  }
  return items.length;
}

/** SQLSTATE classes of errors that one call's data, or two transactions' timing, may bring upon a whole batch. */
const ONE_CALLS_FAULT = /^(21|22|23|40|54)...$/;

/** Runs calls as one transaction; where that fails by the fault of some, runs halves, so that the others do not suffer for them. */
export async function settle<Call, Answer>(
  run: Batching<Call, Answer>['run'],
  calls: readonly Call[],
): Promise<readonly Settled<Answer>[]> {
  try {
    return await run(calls);
  } catch (error) {
    if (calls.length === 1 || !ONE_CALLS_FAULT.test(errorCode(error) ?? ''))
      return calls.map(() => rejected(error));
    const middle = calls.length >> 1;
    return [...(await settle(run, calls.slice(0, middle))), ...(await settle(run, calls.slice(middle)))];
  }
}

/** The outcome of a call that got its answer. */
export function fulfilled<Answer>(value: Answer): Settled<Answer> {
  return { status: 'fulfilled', value };
}

/** The outcome of a call that was refused. */
export function rejected(reason: unknown): PromiseRejectedResult {
  return { status: 'rejected', reason };
}

/**
 * The answers of calls that are never refused.
 * @throws whatever befell one of them.
 */
export function answersOf<Answer>(outcomes: readonly Settled<Answer>[]): Answer[] {
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
