/** Where a request comes from. */
import { isIP } from 'node:net';
import type { Context } from 'hono';

/**
 * The address of the client; null within this process. With proxies in front it is the one that the outermost of them
 * has seen: the list of X-Forwarded-For is read from its end, so that what a client itself writes there counts for nothing.
 * @param proxies how many stand in front, each of which adds whom it was called by.
 */
export function addressOf(c: Context, proxies: number): string | null {
  const address: unknown = Reflect.get(Object(c.env), 'incoming')?.socket?.remoteAddress;
  const nearest = typeof address === 'string' ? plain(address) : null;
  if (proxies === 0) return nearest;
  const listed = (c.req.header('x-forwarded-for') ?? '').split(',').map((item) => plain(item.trim()));
  const told = listed.at(-proxies) ?? '';
  return isIP(told) === 0 ? nearest : told;
}

/** An IPv4 address as such, though it came by IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}
