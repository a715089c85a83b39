import { randomFrom } from '../../../packages/manifest-contract/src/testing/random.js';

/** A seeded source of random choices: the same seed gives the same corpus on every machine. */
export class Random {
  /** A number from 0 up to, not including, 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = randomFrom(seed);
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.int(0, list.length - 1)];
    if (chosen === undefined) throw new Error('Nothing to pick from: the list is empty.');
    return chosen;
  }

  /** `length` characters of an alphabet. */
  string(length: number, alphabet: string): string {
    let text = '';
    for (let i = 0; i < length; i += 1) text += alphabet[this.int(0, alphabet.length - 1)];
    return text;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.int(0, 255));
  }
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

export const ALPHABETS = {
  alnum: LOWER + LOWER.toUpperCase() + DIGITS,
  word: `${LOWER}${LOWER.toUpperCase()}${DIGITS}_-`,
  base64: `${LOWER}${LOWER.toUpperCase()}${DIGITS}+/`,
  base32: `${LOWER.toUpperCase()}234567`,
  hex: `${DIGITS}abcdef`,
  lowerAlnum: LOWER + DIGITS,
  upperAlnum: LOWER.toUpperCase() + DIGITS,
  digits: DIGITS,
  lower: LOWER,
} as const;
