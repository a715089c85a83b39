import type { Context } from 'hono';

/** The address that a request comes from; null within this process. Behind a proxy it is the proxy's. */
export function addressOf(c: Context): string | null {
  const address: unknown = Reflect.get(Object(c.env), 'incoming')?.socket?.remoteAddress;
  return typeof address === 'string' ? address.replace(/^::ffff:(?=\d+\.)/, '') : null;
}
