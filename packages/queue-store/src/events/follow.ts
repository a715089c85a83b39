/** What is committed from now on, in the order of the events' ids, each event once. */
import type { StoreContext } from '../context.js';
import type { Signals } from '../notify/signals.js';
import type { EventFollower } from '../store.js';
import { eventsAfter } from './pages.js';
import { settledBound } from './settled.js';

/** Events read at a time. */
const PAGE = 1000;
/** Events that come together are read together, and the millisecond of the first one is over. */
const PACE_MS = 15;
/** How soon to look again for what a transaction under way holds back; doubles up to the limit. */
const HELD_MS = 15;
const MAX_HELD_MS = 240;
const RETRY_MS = 500;

/** All followers of a process share one reading of the table, which takes place only while there are any. */
export interface Following {
  follow(follower: EventFollower): Promise<{ readonly from: string; stop(): void }>;
  close(): Promise<void>;
}

export function createFollowing(store: StoreContext, signals: Signals): Following {
  const followers = new Set<EventFollower>();
  let cursor = '';
  let beginning: Promise<void> | undefined;
  let running: Promise<void> = Promise.resolve();
  let rouse: () => void = () => {};
  let roused = false;
  let closed = false;

  /** Hands on what is settled; gives whether more is there that is not. */
  async function deliver(): Promise<boolean> {
    for (;;) {
      const bound = await settledBound(store);
      const { events, position, more } = await eventsAfter(store, { after: cursor, limit: PAGE });
      const settled = events.filter(({ event }) => event.id < bound);
      if (settled.length > 0) for (const follower of followers) follower(settled);
      if (position >= bound) {
        cursor = settled.at(-1)?.event.id ?? cursor;
        return true;
      }
      cursor = position;
      if (!more) return false;
    }
  }

  async function run(): Promise<void> {
    const off = signals.on('events', () => {
      roused = true;
      rouse();
    });
    let held = HELD_MS;
    while (followers.size > 0 && !closed) {
      roused = false;
      let rest: number;
      try {
        const more = await deliver();
        held = more ? Math.min(held * 2, MAX_HELD_MS) : HELD_MS;
        rest = more ? held / 2 : signals.restMs();
      } catch {
        rest = RETRY_MS;
      }
      if (closed || followers.size === 0) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, roused ? PACE_MS : rest);
        rouse = () => {
          clearTimeout(timer);
          setTimeout(resolve, PACE_MS);
          rouse = () => {};
        };
      });
    }
    off();
  }

  async function begin(): Promise<void> {
    await running;
    cursor = await settledBound(store);
  }

  return {
    async follow(follower) {
      if (followers.size === 0) {
        beginning ??= begin().finally(() => {
          beginning = undefined;
        });
        await beginning;
      }
      const from = cursor;
      followers.add(follower);
      if (followers.size === 1) running = run();
      return {
        from,
        stop() {
          if (followers.delete(follower) && followers.size === 0) rouse();
        },
      };
    },
    async close() {
      closed = true;
      rouse();
      await running;
    },
  };
}
