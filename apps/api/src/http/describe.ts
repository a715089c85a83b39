/** A route as the OpenAPI document tells it. */
import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { Caller } from '../auth/callers.js';
import type { ProblemCode } from '../problems/codes.js';
import { problemResponses } from '../problems/schema.js';
import { takesBody } from './body.js';
import type { Answers, Operation } from './operation.js';

/** The route as the OpenAPI document shows it. */
export function describe<
  Who,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  A extends Answers,
>(operation: Operation<Who, P, Q, B, A>): RouteConfig & { getRoutingPath(): string } {
  const { method, path, tag, summary, description, caller, params, query, headers, body, answers } =
    operation;
  const {
    bodyOptional = false,
    form,
    fromYaml,
    invalidBody = 'invalid_queue_payload',
    otherAnswers,
  } = operation;
  const bodyProblems: readonly ProblemCode[] = takesBody(method)
    ? [
        ...(form ? [] : (['invalid_json', 'payload_too_large'] as const)),
        'unsupported_media_type',
        ...(typeof invalidBody === 'function' ? [] : [invalidBody]),
      ]
    : [];
  const problems: readonly ProblemCode[] = [
    'forbidden',
    'invalid_query',
    'rate_limited',
    'queue_internal_error',
    ...(caller.kind === 'anyone' ? [] : (['database_unavailable'] as const)),
    ...caller.problems,
    ...bodyProblems,
    ...(operation.problems ?? []),
  ];
  const jsonAnswers = Object.entries(answers).map(([status, schema]) => [
    status,
    { description: schema.description ?? summary, content: { 'application/json': { schema } } },
  ]);
  return createRoute({
    method,
    path,
    operationId: operationIdOf(operation),
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...securityOf(caller),
    request: {
      params,
      query,
      ...(headers ? { headers } : {}),
      ...(takesBody(method)
        ? {
            body: {
              required: !bodyOptional,
              content: form
                ? { 'multipart/form-data': { schema: form } }
                : {
                    'application/json': { schema: body },
                    ...(fromYaml ? { 'application/yaml': { schema: z.string() } } : {}),
                  },
            },
          }
        : {}),
    },
    responses: merge(Object.fromEntries(jsonAnswers), otherAnswers, problemResponses(problems)),
  });
}

/** A name for generated clients, such as `postQueueJobsJobIdCancel`. */
function operationIdOf({ method, path }: { readonly method: string; readonly path: string }): string {
  const words = path.split(/\W+/).filter((word) => word !== '' && word !== 'api');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Who may call, as the document tells it: by the scheme, with the scope that the credential must have. */
function securityOf({ kind, scope, workerScope }: Pick<Caller<unknown>, 'kind' | 'scope' | 'workerScope'>) {
  if (kind === 'worker')
    return { security: [{ workerToken: [] }, ...(workerScope === null ? [] : [{ user: [workerScope] }])] };
  return scope === null ? { security: [] } : { security: [{ user: [scope] }], 'x-required-scope': scope };
}

/** One status may answer in several media types, and with headers. */
function merge(...all: readonly (RouteConfig['responses'] | undefined)[]): RouteConfig['responses'] {
  const merged: RouteConfig['responses'] = {};
  for (const [status, response] of all.flatMap((responses) => Object.entries(responses ?? {}))) {
    const before = merged[status];
    merged[status] =
      before && !('$ref' in before) && !('$ref' in response)
        ? { ...before, ...response, content: { ...before.content, ...response.content } }
        : response;
  }
  return merged;
}
