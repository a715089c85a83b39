import { isUuid } from '@moonmind/queue-store';
import type { ProblemCode } from '../problems/codes.js';
import { Problem } from '../problems/problem.js';

/**
 * The id of a path, in lower case.
 * @throws {Problem} `code` when it is no UUID: nothing can have such an id.
 */
export function idIn(text: string, code: ProblemCode, what: string): string {
  if (!isUuid(text)) throw new Problem(code, `There is no ${what} with this id: an id is a UUID.`);
  return text.toLowerCase();
}
