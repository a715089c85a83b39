/**
 * Without user auth the machine's border is the only one: the server listens on loopback, and a page of another site
 * in a browser of this machine must not reach it, neither by a foreign name that resolves to 127.0.0.1 (DNS rebinding)
 * nor by a cross-site request.
 */
import { Problem } from '../problems/problem.js';

const IPV4_LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Whether a host name or address, without port and brackets, is this machine's own. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === 'localhost' || name === '::1' || IPV4_LOOPBACK.test(name);
}

/**
 * Checks where a request comes from by its Host, Origin and Sec-Fetch-Site headers.
 * @throws {Problem} `forbidden` when Host is no loopback name, Origin is another host, or a browser says cross-site.
 */
export function assertLocalCaller(host: string, header: (name: string) => string | undefined): void {
  if (!isLoopback(hostName(host)))
    throw new Problem(
      'forbidden',
      'The Host header names no loopback address. Call the service as localhost, 127.0.0.1 or [::1].',
    );
  const origin = header('origin');
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase())
    throw new Problem(
      'forbidden',
      'The Origin is another host than the service. Call it from a page of its own origin.',
    );
  if (header('sec-fetch-site') === 'cross-site')
    throw new Problem('forbidden', 'A page of another site may not call the service.');
}

function hostName(host: string): string {
  return host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d*$/, '');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
