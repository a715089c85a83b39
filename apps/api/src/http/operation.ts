/** A route as data, and its way from request to answer: who calls, what was sent, the handler, the answer. */
import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Act } from '@moonmind/queue-store';
import type { Context } from 'hono';
import type { ActName } from '../auth/acts.js';
import type { Caller } from '../auth/callers.js';
import type { User } from '../auth/users.js';
import { PROBLEMS, type ProblemCode } from '../problems/codes.js';
import { Problem } from '../problems/problem.js';
import { hasBody, mediaTypeOf, readJson, readText, takesBody } from './body.js';
import { isPresentable } from './client-values.js';
import { describe } from './describe.js';
import { type Parsed, parsePart } from './parse.js';
import type { RateLimit } from './rate-limit.js';
import type { Tag } from './tags.js';

/** What a request carries beside itself. */
export interface Variables {
  requestId: string;
  /** The pattern of the matched route, for logs and metrics; never the URL. */
  route: string;
  /** Where the request comes from; null within this process. */
  address: string | null;
  limit: RateLimit;
  /** Writes down that an act was refused. */
  refused: (act: Act, error: unknown) => Promise<void>;
}
export type Api = OpenAPIHono<{ Variables: Variables }>;

/** A part that a call does not have. */
export const none = z.strictObject({});

/** A route as data. The parts' schemas are those of the OpenAPI document. */
export interface Operation<
  Who,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  A extends Answers,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With parameters in braces: `/api/queue/jobs/{jobId}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly caller: Caller<Who>;
  /** What the audit log calls it; the handler gives `act` to the store's verb. Absent: it changes nothing. */
  readonly act?: ActName;
  readonly params: P;
  readonly query: Q;
  /** Request headers that the handler reads itself, for the document. */
  readonly headers?: z.ZodObject;
  /** The JSON body; `none` on GET and DELETE. A strict schema refuses unknown keys, any other drops them. */
  readonly body: B;
  /** An absent body counts as `{}`. Default false. */
  readonly bodyOptional?: boolean;
  /** When set, the body is this form as multipart/form-data instead, which the handler reads from `request`. */
  readonly form?: z.ZodObject;
  /** When set, a YAML body is taken as well; it stands for the JSON that this makes of its text. */
  readonly fromYaml?: (text: string) => unknown;
  /** The problem that a wrong body makes. Default `invalid_queue_payload`. */
  readonly invalidBody?: ProblemCode | ((body: unknown) => ProblemCode);
  /** Fields of the body that a contract scans for secrets by rules of its own. */
  readonly scannedByContract?: readonly string[];
  /** The JSON answers by status. */
  readonly answers: A;
  /** Answers that are no JSON, for the document. */
  readonly otherAnswers?: RouteConfig['responses'];
  /** Problems beyond those that follow from the caller, the parts and the body. */
  readonly problems?: readonly ProblemCode[];
}

export type Answers = Readonly<Record<number, z.ZodType>>;

/** A checked request. */
export interface Call<Who, P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject> {
  readonly caller: Who;
  /** The call as the audit log tells it; null where it is no act. */
  readonly act: Act | null;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly request: Request;
  header(name: string): string | undefined;
  /** Whether the caller still may call so: for an answer that goes on after their credential may have ended. */
  mayGoOn(): Promise<boolean>;
  /** Cuts the connection: for an answer that its client does not read. */
  hangUp(): void;
}

/** An answer of one of the declared statuses, with that status's body. */
export type Answer<A extends Answers> = {
  [S in keyof A & number]: {
    readonly status: S;
    readonly body: z.input<A[S]>;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof A & number];

/**
 * Mounts a route. The caller is told first, then the path, the query and the body are checked, then the handler runs.
 * What any of them throws becomes a problem (see `app.ts`).
 */
export function mount<
  Who,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  A extends Answers,
>(
  api: Api,
  operation: Operation<Who, P, Q, B, A>,
  handle: (call: Call<Who, P, Q, B>) => Promise<Answer<NoInfer<A>> | Response>,
): void {
  const route = describe(operation);
  api.openAPIRegistry.registerPath(route);
  api.on(operation.method, route.getRoutingPath(), async (c) => {
    c.set('route', operation.path);
    const header = (name: string) => c.req.header(name);
    const caller = await c.get('limit').admit(c, operation.caller);
    const act = actOf(c, operation, operation.caller.actor(caller));
    try {
      operation.caller.authorize(caller);
      const answer = await handle({
        caller,
        act,
        params: parsePart(operation.params, c.req.param(), { part: 'path', code: 'invalid_query' }),
        query: parsePart(operation.query, queryOf(c), { part: 'query', code: 'invalid_query' }),
        body: await bodyOf(c, operation),
        request: c.req.raw,
        header,
        mayGoOn: () => mayStill(operation.caller, header),
        hangUp: () => Reflect.get(Object(c.env), 'outgoing')?.destroy(),
      });
      return answer instanceof Response
        ? answer
        : Response.json(answer.body, { status: answer.status, headers: { ...answer.headers } });
    } catch (error) {
      if (act) await c.get('refused')(act, error);
      throw error;
    }
  });
}

/** Whether a caller would be let in again. Where that cannot be told now, they are not shut out. */
async function mayStill<Who>(
  caller: Caller<Who>,
  header: (name: string) => string | undefined,
): Promise<boolean> {
  try {
    caller.authorize(await caller.identify(header));
    return true;
  } catch (error) {
    return !(error instanceof Problem && [401, 403].includes(PROBLEMS[error.code].status));
  }
}

/**
 * A call as the audit log tells it. What a path names is told where it may be shown. A dry run is no act, of an operation
 * that knows such: elsewhere the parameter is a fault as any other.
 */
function actOf(
  c: Context<{ Variables: Variables }>,
  { act: action, query }: { readonly act?: ActName; readonly query: z.ZodObject },
  actor: User | null,
): Act | null {
  const isDryRun = 'dryRun' in query.shape && c.req.query('dryRun') === 'true';
  if (!action || !actor || isDryRun) return null;
  const [named = ''] = Object.values<string>(c.req.param());
  return {
    action,
    target: named !== '' && isPresentable(named) ? named : null,
    actorKind: actor.kind,
    actorId: actor.userId,
    actorName: actor.name,
    address: c.get('address'),
    requestId: c.get('requestId'),
  };
}

/** The parameters with their values; one that came more than once has a list, which no schema takes. */
function queryOf(c: Context): Record<string, string | string[]> {
  const all = new URL(c.req.url).searchParams;
  return Object.fromEntries(
    [...new Set(all.keys())].map((name) => {
      const values = all.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

async function bodyOf<
  Who,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  A extends Answers,
>(
  c: Context,
  {
    method,
    body: schema,
    bodyOptional,
    form,
    fromYaml,
    invalidBody,
    scannedByContract,
  }: Operation<Who, P, Q, B, A>,
): Promise<Parsed<B>> {
  const value =
    !takesBody(method) || form || (bodyOptional && !hasBody(c)) ? {} : await sentBody(c, fromYaml);
  const code =
    typeof invalidBody === 'function' ? invalidBody(value) : (invalidBody ?? 'invalid_queue_payload');
  return parsePart(schema, value, { part: 'body', code, scannedElsewhere: scannedByContract ?? [] });
}

async function sentBody(c: Context, fromYaml: ((text: string) => unknown) | undefined): Promise<unknown> {
  const type = mediaTypeOf(c, fromYaml ? ['application/json', 'application/yaml'] : ['application/json']);
  return type === 'application/yaml' && fromYaml ? fromYaml(await readText(c)) : readJson(c);
}
