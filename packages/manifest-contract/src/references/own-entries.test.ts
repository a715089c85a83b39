import { expect, test } from 'vitest';
import { ownEntries } from './own-entries.js';

test('Own enumerable values in order, without what a getter would compute', () => {
  let ran = false;
  const value = Object.create({ inherited: 1 }, { hidden: { value: 2, enumerable: false } });
  Object.assign(value, { a: 1, b: undefined });
  Object.defineProperty(value, 'computed', {
    enumerable: true,
    get() {
      ran = true;
      return 3;
    },
  });
  expect(ownEntries(value)).toEqual([
    ['a', 1],
    ['b', undefined],
  ]);
  expect(ownEntries(['x', 'y'])).toEqual([
    ['0', 'x'],
    ['1', 'y'],
  ]);
  expect(ran).toBe(false);
});

test('What cannot be listed counts as empty, and what is gone when it is read as absent', () => {
  const throwing = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  const vanishing = new Proxy(
    { a: 1, b: 2 },
    {
      getOwnPropertyDescriptor: (target, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
        if (key === 'a') Reflect.deleteProperty(target, key);
        return descriptor;
      },
    },
  );
  expect(ownEntries(throwing)).toEqual([]);
  expect(ownEntries(vanishing)).toEqual([['b', 2]]);
});
