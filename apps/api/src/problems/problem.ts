/** Refusals as RFC 9457 problems. */
import { PROBLEMS, type ProblemCode } from './codes.js';
import type { ProblemDiagnostic } from './diagnostic.js';

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  requestId: string;
  errors?: readonly ProblemDiagnostic[];
}

export interface ProblemFacts {
  readonly errors?: readonly ProblemDiagnostic[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal on its way to the client. `detail` says what is wrong and what would be right, and echoes no value. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly errors: readonly ProblemDiagnostic[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    facts: ProblemFacts = {},
  ) {
    super(detail);
    this.errors = facts.errors;
    this.headers = facts.headers ?? {};
  }
}

/** A 422 that lists what is wrong; its detail leads with the first error and says how many there are. */
export function invalid(code: ProblemCode, diagnostics: readonly ProblemDiagnostic[]): Problem {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const first = errors[0] ?? diagnostics[0];
  const more = errors.length > 1 ? ` (${errors.length - 1} more in errors)` : '';
  const detail = first
    ? `${first.pointer || '/'}: ${first.message} ${first.hint}${more}`
    : PROBLEMS[code].title;
  return new Problem(code, detail, { errors: diagnostics });
}

/** The answer that a problem makes. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { status, title } = PROBLEMS[problem.code];
  const body: ProblemBody = {
    type: `urn:moonmind:problem:${problem.code}`,
    title,
    status,
    detail: problem.detail,
    code: problem.code,
    requestId,
    ...(problem.errors ? { errors: problem.errors } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...problem.headers,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
    },
  });
}
