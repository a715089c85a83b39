import type { Path } from '../diagnostics/pointer.js';

/** Steps to a value, innermost first; shared by the values below, so that a deep one costs no more than a shallow one. */
export interface Trail {
  readonly step: string | number;
  readonly above: Trail | null;
}

/** The path that a trail leads along, outermost step first. */
export function pathOf(trail: Trail | null): Path {
  const path: (string | number)[] = [];
  for (let next = trail; next !== null; next = next.above) path.push(next.step);
  return path.reverse();
}
