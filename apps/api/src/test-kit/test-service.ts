/** The service for the tests of those who write workers and clients. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmbeddedStore } from '@moonmind/queue-store';
import * as z from 'zod';
import { readConfig } from '../config.js';
import { createLogger } from '../logger.js';
import { startServer } from '../server.js';
import { type Mishap, startFaultyProxy } from './faulty-proxy.js';

const Made = z.object({ token: z.string() });

/** What is to go wrong. */
export interface Failure {
  /** The calls that it befalls: the end of their paths, such as `/claim`, `/complete` or `/heartbeat`. */
  readonly call: string;
  /**
   * `unavailable`: answered with 503 and `Retry-After: 1`, nothing done. `refused`: the connection is cut, nothing done.
   * `lost`: all is done, but the answer never arrives.
   */
  readonly how: Mishap;
  /** How many such calls, from now on. Default 1. */
  readonly times?: number;
}

export interface TestService {
  /** Where workers and clients find it, on loopback. Users' routes need no credential. */
  readonly url: string;
  /** A new token for a worker. @throws {RangeError} where it can be no worker's id. */
  tokenFor(workerId: string): Promise<string>;
  /**
   * Puts the service's clock forward, which else goes as the machine's does: leases run out, rests end, tokens expire. What
   * follows of itself (a job is queued again, a waiting claim is answered) does within about a second.
   * @throws {RangeError} where `seconds` is no finite number from 0.
   */
  advance(seconds: number): void;
  /**
   * Lets the next calls go wrong. Failures for the same calls happen one after another.
   * @throws {RangeError} where `times` is no whole number from 1.
   */
  fail(failure: Failure): void;
  /** Ends it; all that it held is gone. */
  close(): Promise<void>;
}

/**
 * Starts the real service in this process, on a database in memory and a free port: each has its own queue, registry and
 * clock, and logs nothing. Takes a second or two, so that a test file does best to start one for all of its tests.
 */
export async function startTestService(): Promise<TestService> {
  const folder = await mkdtemp(path.join(tmpdir(), 'moonmind-test-'));
  let aheadMs = 0;
  const store = await createEmbeddedStore({
    memory: true,
    clock: () => new Date(Date.now() + aheadMs),
  });
  const config = readConfig({ PORT: '0', MOONMIND_DATA_DIR: folder });
  const server = await startServer(config, createLogger('silent'), store);
  const proxy = await startFaultyProxy(server.url);
  const failures: { readonly call: string; readonly how: Mishap; left: number }[] = [];
  proxy.mishap = (called) => {
    const pathname = called.replace(/\?.*$/s, '');
    const failure = failures.find(({ call, left }) => left > 0 && pathname.endsWith(call));
    if (failure) failure.left -= 1;
    return failure?.how;
  };
  return {
    url: proxy.url,
    async tokenFor(workerId) {
      const response = await fetch(`${server.url}/api/queue/workers/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ workerId }),
      });
      if (!response.ok) throw new RangeError(`No worker can be called so: ${await response.text()}`);
      return Made.parse(await response.json()).token;
    },
    advance(seconds) {
      if (!(seconds >= 0 && seconds < Infinity))
        throw new RangeError('`seconds` is to be a finite number from 0.');
      aheadMs += seconds * 1000;
    },
    fail({ call, how, times = 1 }) {
      if (!Number.isSafeInteger(times) || times < 1)
        throw new RangeError('`times` is to be a whole number from 1.');
      failures.push({ call, how, left: times });
    },
    async close() {
      await proxy.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
