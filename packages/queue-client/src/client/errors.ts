import type { components } from './api.generated.js';

/** The body of every refusal: RFC 9457, with a `code` of a closed set and, for validation, each diagnostic. */
export type Problem = components['schemas']['Problem'];
/** Why a call was refused; switch on it. */
export type ProblemCode = Problem['code'];

/** The service refused a call, or failed at it. The message says what is wrong and what would be right. */
export class QueueApiError extends Error {
  override readonly name = 'QueueApiError';
  /** The HTTP status. */
  readonly status: number;
  /** Null where the answer was no problem document: a proxy spoke, not the service. */
  readonly code: ProblemCode | null;
  readonly problem: Problem | null;
  /** Names the request in the service's log. */
  readonly requestId: string | null;
  /** How long to wait before the next try, in seconds, where the service says so. */
  readonly retryAfterSeconds: number | null;

  constructor(response: Response, problem: Problem | null) {
    const place = new URL(response.url || 'http://service/').pathname;
    super(
      problem
        ? `${problem.code}: ${problem.detail}`
        : `${place} answered ${response.status}${oddityOf(response)}.`,
    );
    this.status = response.status;
    this.code = problem?.code ?? null;
    this.problem = problem;
    this.requestId = problem?.requestId ?? response.headers.get('x-request-id');
    this.retryAfterSeconds = retryAfterOf(response);
  }
}

/** What no answer of the service is like. */
function oddityOf(response: Response): string {
  if (response.ok) return ' without JSON: another than the service spoke';
  const target = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || target === null) return '';
  const { origin } = new URL(target, response.url || 'http://service/');
  return `, a redirect to ${origin}, which is not followed`;
}

/** No answer came: the service is out of reach, or too slow. Whether it has done the work is unknown. */
export class QueueUnreachableError extends Error {
  override readonly name = 'QueueUnreachableError';

  constructor(origin: string, cause: unknown) {
    super(`${origin} does not answer.`, { cause });
  }
}

/** `Retry-After` in seconds, or null; it is written as seconds or as a date. */
export function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

export function isJson(response: Response): boolean {
  return /[/+]json\b/.test(response.headers.get('content-type') ?? '');
}

/** Whether an answer is JSON, or empty. */
export async function holdsJson(response: Response): Promise<boolean> {
  if (response.body === null) return true;
  const text = await response.clone().text();
  if (text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The problem that a refusal's body holds; null when it holds none. */
export async function problemOf(response: Response): Promise<Problem | null> {
  if (!isJson(response)) return null;
  try {
    const body: unknown = await response.json();
    return isProblem(body) ? body : null;
  } catch {
    return null;
  }
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'detail' in body &&
    typeof body.detail === 'string'
  );
}
