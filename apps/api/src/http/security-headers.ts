/** What every answer tells a browser: take nothing for what it is not, frame nothing, load nothing, tell nobody. */
import type { MiddlewareHandler } from 'hono';

/** An answer is data; only the reference page sets a policy of its own. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** TLS ends before this process where there is any, so Strict-Transport-Security is the proxy's to send. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': NO_PAGE,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Sets the security headers on every answer that does not set one of its own. No cache keeps an answer for another caller;
 * one that has a tag may be kept by who got it, and is asked for anew.
 */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const kept = c.res.headers.has('etag') ? 'private, no-cache' : 'no-store';
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', kept);
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
};
