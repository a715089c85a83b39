import path from 'node:path';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { regexesIn } from './regexes.js';

const found = regexesIn(path.join(import.meta.dirname, '../../packages/manifest-contract/src'));

// In pure JavaScript, the same on every machine; recheck would else look for a native build of itself.
process.env.RECHECK_SYNC_BACKEND = 'pure';

/**
 * Those that recheck's fuzzer distrusts although every quantifier in them is bounded: a place costs at most a few dozen
 * steps. Each is measured instead, on the text that recheck makes against it.
 */
const BOUNDED = new Map([
  ['secrets/detect.ts', '(?:pass|pwd|secret|token|key|cred|auth)[A-Za-z]{0,12}'],
  ['secrets/scan-names.ts', '[A-Za-z][\\w-]{0,40})[ \\t]{0,20}'],
]);

/**
 * Recheck counts the characters read; by default it also takes a regular expression for vulnerable that its interpreter is
 * busy with for a second, which any is on a busy machine.
 */
const BY_COUNT_ALONE = { seedingTimeout: null, incubationTimeout: null, attackTimeout: null };

/** What recheck says of a regular expression; `safe`, or the text that slows it down. */
function verdict(source: string, flags: string, limits: object = BY_COUNT_ALONE) {
  const { status, ...details } = checkSync(source, flags, { timeout: 150_000, ...limits });
  const attack = 'attack' in details ? details.attack : undefined;
  return { status, attack: attack?.string ?? '', pattern: attack?.pattern ?? JSON.stringify(details) };
}

/** Milliseconds that a search takes, the best of three. */
function timeOf(regex: RegExp, text: string): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    regex.test(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('No regular expression of the contract can be made to backtrack without end', () => {
  test.each(found.map(({ source, flags, place }) => [place, source, flags]))(
    '%s /%s/%s',
    (place, source, flags) => {
      const isBounded = source.includes(BOUNDED.get(place.split(':')[0] ?? '') ?? '\0');
      // What is measured below needs the suspicious text alone, and soon.
      const { status, attack, pattern } = verdict(source, flags, isBounded ? {} : BY_COUNT_ALONE);
      if (status === 'safe' || !isBounded) expect(status === 'safe' ? '' : pattern).toBe('');
      else {
        const halfMegabyte = attack.repeat(Math.ceil((512 * 1024) / attack.length));
        // One that backtracks over so long a text takes minutes; the bound leaves room for a busy machine.
        expect(timeOf(new RegExp(source, flags), halfMegabyte)).toBeLessThan(10_000);
      }
    },
    180_000,
  );

  test('the collection finds them, and the tool knows a bad one', () => {
    expect(found.length).toBeGreaterThan(50);
    // One that is put together of constants.
    expect(found.some(({ source }) => source.startsWith('^[ \\u00a0'))).toBe(true);
    expect(verdict('^(a+)+$', '').status).toBe('vulnerable');
  });
});
