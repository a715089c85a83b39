/** How much one caller may ask of one process. */
import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { WORKER_TOKEN_HEADER } from '../auth/worker-token.js';
import { Problem } from '../problems/problem.js';

/** Probes and scrapes come at their own pace. */
const FREE = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Lets each credential, and each address without one, make so many requests a minute; others are refused as `rate_limited`
 * with Retry-After. A credential counts once a call under it was not refused with 401, and such refusals count for the
 * address: so nobody makes room for themselves, nor fills the memory, by making credentials up.
 * @param perMinute 0: no limit.
 */
export function rateLimit(perMinute: number): MiddlewareHandler {
  if (perMinute === 0) return (_c, next) => next();
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const assertRoom = async (key: string) => {
    const used = await limiter.get(key);
    if (used && used.consumedPoints >= perMinute)
      throw new Problem(
        'rate_limited',
        `The limit is ${perMinute} requests a minute. Try again when Retry-After has passed.`,
        { headers: { 'retry-after': String(Math.max(1, Math.ceil(used.msBeforeNext / 1000))) } },
      );
  };
  return async (c, next) => {
    if (FREE.has(c.req.path)) return next();
    const address = addressOf(c);
    const caller = credentialOf(c) ?? address;
    await assertRoom(caller);
    if (caller !== address) await assertRoom(address);
    // An address counts before its call works, so that its calls at once do not slip through together; a credential, only
    // known to be one afterwards, may go over its limit by as many calls as it has under way.
    if (caller === address) await limiter.penalty(address);
    await next();
    if (caller !== address) await limiter.penalty(c.res.status === 401 ? address : caller);
  };
}

function credentialOf(c: Context): string | null {
  const sent = c.req.header('authorization') ?? c.req.header(WORKER_TOKEN_HEADER);
  return sent === undefined ? null : createHash('sha256').update(sent).digest('base64url');
}

/** The address that calls; of an IPv6 address the network, of which one subscriber has all. */
function addressOf(c: Context): string {
  const address: unknown = Reflect.get(Object(c.env), 'incoming')?.socket?.remoteAddress;
  if (typeof address !== 'string') return 'this process';
  const mapped = address.replace(/^::ffff:(?=\d+\.)/, '');
  return mapped.includes(':') ? mapped.split(':').slice(0, 4).join(':') : mapped;
}
