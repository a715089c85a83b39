import type { Test } from './collect.mjs';

interface Result {
  readonly test: Test;
  readonly milliseconds: number;
  readonly failure?: string;
  readonly endless: boolean;
}
export declare function runTests(
  tests: readonly Test[],
  options: {
    bail: boolean;
    limitOf?: (test: Test) => number;
    patience?: number;
    onTest?: (test: Test | undefined) => void;
  },
): Promise<Result[]>;
