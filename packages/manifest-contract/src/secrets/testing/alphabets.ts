export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`;
export const WORD = `${ALNUM}_-`;
export const HEX = '0123456789abcdef';
export const BASE64 = `${ALNUM}+/`;

/** A part of a made-up secret: letters as they are, or so many of an alphabet. */
export type Part = string | readonly [alphabet: string, length: number];
