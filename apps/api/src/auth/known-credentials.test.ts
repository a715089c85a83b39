import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KNOWN_MS, KnownCredentials } from './known-credentials.js';

interface Who {
  readonly name: string;
  readonly expiresAt: string | null;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const ada: Who = { name: 'ada', expiresAt: null };

describe('a credential', () => {
  test('is asked for once by calls that come together, and once in five seconds', async () => {
    const known = new KnownCredentials<Who>();
    const find = vi.fn(async () => ada);
    expect(await Promise.all([known.get('a', find), known.get('a', find)])).toEqual([ada, ada]);
    vi.advanceTimersByTime(KNOWN_MS - 1);
    expect(await known.get('a', find)).toBe(ada);
    expect(find).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    await known.get('a', find);
    expect(find).toHaveBeenCalledTimes(2);
  });

  test('that is nobody’s, or could not be looked up, is asked for again', async () => {
    const known = new KnownCredentials<Who>();
    expect(await known.get('a', async () => null)).toBeNull();
    await expect(known.get('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await known.get('a', async () => ada)).toBe(ada);
  });

  test('ends at its time though it is known', async () => {
    const known = new KnownCredentials<Who>();
    const brief = { name: 'ada', expiresAt: new Date(Date.now() + 1000).toISOString() };
    expect(await known.get('a', async () => brief)).toBe(brief);
    vi.advanceTimersByTime(1000);
    expect(await known.get('a', async () => brief)).toBeNull();
  });

  test('is asked for anew once it may have been revoked, also where it was being looked up', async () => {
    const known = new KnownCredentials<Who>();
    let found = (_who: Who) => {};
    const before = known.get(
      'a',
      () =>
        new Promise((resolve) => {
          found = resolve;
        }),
    );
    known.clear();
    const asked = vi.fn(async () => null);
    expect(await known.get('a', asked)).toBeNull();
    found(ada);
    expect(await before).toBe(ada);
    expect(await known.get('a', asked)).toBeNull();
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

test('ten thousand are known at most: the one found longest ago goes first', async () => {
  const known = new KnownCredentials<Who>();
  const find = vi.fn(async () => ada);
  for (let index = 0; index <= 10_000; index += 1) await known.get(String(index), find);
  find.mockClear();
  await known.get('1', find);
  expect(find).not.toHaveBeenCalled();
  await known.get('0', find);
  expect(find).toHaveBeenCalledTimes(1);
});
