import type { ProblemCode } from '../problems/codes.js';
import { Problem } from '../problems/problem.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id of a path, in lower case.
 * @throws {Problem} `code` when it is no UUID: nothing can have such an id.
 */
export function idIn(text: string, code: ProblemCode, what: string): string {
  if (!UUID.test(text)) throw new Problem(code, `There is no ${what} with this id: an id is a UUID.`);
  return text.toLowerCase();
}
