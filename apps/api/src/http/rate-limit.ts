/** How much one caller may ask of one process. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../auth/callers.js';
import { WORKER_TOKEN_HEADER } from '../auth/worker-token.js';
import { PROBLEMS } from '../problems/codes.js';
import { Problem } from '../problems/problem.js';
import type { Variables } from './operation.js';

const MINUTE = 60;

/** Probes and scrapes come at their own pace. */
const FREE = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Lets each credential, and each address without one, make so many requests a minute; others are refused as
 * `rate_limited` with Retry-After.
 */
export interface RateLimit {
  /**
   * Tells who calls, and counts the call for them: by who they are, however they write their credential. A credential that
   * is refused counts for its address, and an address that has used up its minute may try none but those that were good
   * within the last one: so nobody makes room for themselves, nor keeps the database busy, by making credentials up.
   * @throws {Problem} `rate_limited`, and what the caller's `identify` throws.
   */
  admit<Who>(c: Context<{ Variables: Variables }>, caller: Caller<Who>): Promise<Who>;
  /** Counts a call that no route takes. @throws {Problem} `rate_limited`. */
  count(c: Context<{ Variables: Variables }>): Promise<void>;
}

/** @param perMinute 0: no limit. */
export function rateLimit(perMinute: number): RateLimit {
  if (perMinute === 0)
    return { admit: (c, caller) => caller.identify((name) => c.req.header(name)), count: async () => {} };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: MINUTE });
  /** Credentials that were good, by their hash: at most as many as calls that were let through. */
  const good = new RateLimiterMemory({ points: 1, duration: MINUTE });
  const refuse = (used: RateLimiterRes) =>
    new Problem(
      'rate_limited',
      `The limit is ${perMinute} requests a minute. Try again when Retry-After has passed.`,
      { headers: { 'retry-after': String(Math.max(1, Math.ceil(used.msBeforeNext / 1000))) } },
    );
  const take = async (key: string) => {
    try {
      await limiter.consume(key);
    } catch (used) {
      throw used instanceof RateLimiterRes ? refuse(used) : used;
    }
  };
  const assertRoom = async (key: string) => {
    const used = await limiter.get(key);
    if (used && used.consumedPoints >= perMinute) throw refuse(used);
  };
  return {
    count: (c) => take(networkOf(c)),
    async admit(c, caller) {
      const network = networkOf(c);
      const sent = credentialOf(c);
      const isFree = FREE.has(c.req.path);
      if (caller.kind !== 'anyone' && !(sent && (await good.get(sent)))) await assertRoom(network);
      const who = await caller
        .identify((name) => c.req.header(name))
        .catch(async (error: unknown) => {
          if (error instanceof Problem && PROBLEMS[error.code].status === 401) await limiter.penalty(network);
          throw error;
        });
      if (isFree) return who;
      const key = caller.key(who);
      await take(key ?? network);
      if (key !== null && sent) await good.penalty(sent);
      return who;
    },
  };
}

function credentialOf(c: Context): string | null {
  const sent = c.req.header('authorization') ?? c.req.header(WORKER_TOKEN_HEADER);
  return sent === undefined ? null : createHash('sha256').update(sent).digest('base64url');
}

/** The address that calls; of an IPv6 address the network, of which one subscriber has all. */
function networkOf(c: Context<{ Variables: Variables }>): string {
  const address = c.get('address') ?? 'this process';
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}
