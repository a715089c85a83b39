/** What zod found wrong in a request, as diagnostics in our own words: zod's would quote keys and values. */
import type { z } from '@hono/zod-openapi';
import { pointerOf } from '../http/client-values.js';
import { type RequestDiagnostic, type RequestPart, requestDiagnostic } from './diagnostic.js';

type Issue = z.core.$ZodIssue;

/** Names each issue's place, what is wrong there, and what would be right. `value` is what was parsed. */
export function fromIssues(issues: readonly Issue[], part: RequestPart, value: unknown): RequestDiagnostic[] {
  return issues.map((issue) => {
    const pointer = pointerOf(issue.path);
    if (valueAt(value, issue.path) === undefined)
      return requestDiagnostic({
        code: 'missing_field',
        in: part,
        pointer,
        message: 'The field is missing.',
        hint: hintOf(issue),
      });
    return requestDiagnostic({ ...describe(issue), in: part, pointer });
  });
}

function describe(issue: Issue): Pick<RequestDiagnostic, 'code' | 'message' | 'hint'> {
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'wrong_type',
        message: 'The value has the wrong type.',
        hint: `Send ${expected(issue)}.`,
      };
    case 'too_big':
    case 'too_small':
      return {
        code: 'out_of_range',
        message: 'The value lies outside its limits.',
        hint: `Send ${expected(issue)}.`,
      };
    case 'invalid_value':
      return {
        code: 'not_allowed_value',
        message: 'The value is none of those allowed.',
        hint: `Send ${expected(issue)}.`,
      };
    default:
      return {
        code: 'invalid_format',
        message: 'The value does not have the right form.',
        hint: hintOf(issue),
      };
  }
}

/** The message of a custom check is our own, and so is a pattern's that says what to send; all others are zod's. */
function hintOf(issue: Issue): string {
  const own =
    issue.code === 'custom' || (issue.code === 'invalid_format' && issue.message.startsWith('Send '));
  return own && issue.message ? issue.message : `Send ${expected(issue)}.`;
}

/** What would be right, in words that end a sentence. */
function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return article(
        issue.expected === 'int' ? 'whole number' : issue.expected === 'record' ? 'object' : issue.expected,
      );
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${unit(issue.origin)} of at least ${counted(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${unit(issue.origin)} of at most ${counted(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'a text of the documented form';
    default:
      return 'a value of the documented form';
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  datetime: 'a time such as 2026-01-31T12:00:00.000Z',
};

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function unit(origin: string): string {
  return origin === 'string' ? 'a text' : origin === 'array' ? 'a list' : 'a number';
}

function counted(count: number | bigint, origin: string): string {
  if (origin !== 'string' && origin !== 'array') return String(count);
  const noun = origin === 'string' ? 'character' : 'item';
  return `${count} ${noun}${Number(count) === 1 ? '' : 's'}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
