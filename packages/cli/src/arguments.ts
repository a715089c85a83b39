/** What the definitions of commands share. */
import { InvalidArgumentError } from 'commander';
import type { ExitCode } from './exit.js';

/** How a command's work gives its exit code. */
export type Ends = (work: () => ExitCode | Promise<ExitCode>) => () => Promise<void>;

/** Reads a whole number from `least` up. */
export function wholeNumber(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least || text.trim() === '')
      throw new InvalidArgumentError(`It takes a whole number from ${least} up.`);
    return value;
  };
}
