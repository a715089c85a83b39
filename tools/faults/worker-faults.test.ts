/** Each bad moment of a worker once, on the built API: a scenario throws where it does not go as it must. Run the build first. */
import { createTestDatabase } from '@moonmind/testing/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Place } from './worker/place.js';
import * as scenarios from './worker/scenarios.js';

const SETTLED: (() => Promise<void>)[] = [];
async function open(): Promise<Place> {
  const { url, drop } = await createTestDatabase();
  const place = await Place.open({ DATABASE_URL: url });
  SETTLED.push(() => place.close().then(drop));
  return place;
}

let place: Place;
let hung: Promise<scenarios.Figures>;
beforeAll(async () => {
  place = await open();
  // Its job rests for 30 s: the others are run meanwhile. The service of its own is not killed.
  hung = scenarios.hung(await open());
  // Told by its own test.
  hung.catch(() => {});
});
afterAll(async () => {
  await Promise.all(SETTLED.map((settle) => settle()));
});

describe('a worker', () => {
  it.each([
    ['killed', scenarios.killed],
    ['stopped past its lease', scenarios.stopped],
    ['busy for longer than its lease', scenarios.busy],
    ['whose service is killed', scenarios.restarted],
    ['whose claims are cut off', (at: Place) => scenarios.cut(at, 5)],
    ['told to end while idle', scenarios.idle],
    ['told to end while at work', scenarios.drained],
    ['killed amid its log', scenarios.logged],
  ])('%s', async (_name, scenario) => {
    await expect(scenario(place)).resolves.toBeDefined();
  });

  it('that hangs', async () => {
    expect((await hung).requeuedMs).toBeGreaterThan(0);
  }, 90_000);
});
