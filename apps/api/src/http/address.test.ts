import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { addressOf } from './address.js';

const told = async (proxies: number, forwarded: string | undefined, socket: string | undefined) => {
  const app = new Hono().get('/', (c) => c.text(String(addressOf(c, proxies))));
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const env = socket === undefined ? {} : { incoming: { socket: { remoteAddress: socket } } };
  return (await app.request('/', { headers }, env)).text();
};

test.each([
  [0, undefined, undefined, 'null'],
  [0, undefined, '::ffff:192.0.2.1', '192.0.2.1'],
  [0, '203.0.113.9', '192.0.2.1', '192.0.2.1'],
  [1, '203.0.113.9', '192.0.2.1', '203.0.113.9'],
  [1, '10.0.0.1, 203.0.113.9', '192.0.2.1', '203.0.113.9'],
  [2, '10.0.0.1, 203.0.113.9, 198.51.100.7', '192.0.2.1', '203.0.113.9'],
  [1, '2001:db8::1', '192.0.2.1', '2001:db8::1'],
  [1, '::ffff:203.0.113.9', '192.0.2.1', '203.0.113.9'],
  [1, undefined, '192.0.2.1', '192.0.2.1'],
  [2, '203.0.113.9', '192.0.2.1', '192.0.2.1'],
  [1, 'unknown', '192.0.2.1', '192.0.2.1'],
  [1, '203.0.113.9:443', '192.0.2.1', '192.0.2.1'],
])('behind %i proxies, forwarded for %s by %s: %s', async (proxies, forwarded, socket, address) => {
  expect(await told(proxies, forwarded, socket)).toBe(address);
});
