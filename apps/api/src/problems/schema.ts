/** Problems in the OpenAPI document. */
import { type RouteConfig, z } from '@hono/zod-openapi';
import { PROBLEM_CODES, PROBLEMS, type ProblemCode } from './codes.js';

const place = { line: z.int(), column: z.int(), endLine: z.int(), endColumn: z.int() };

const position = z.strictObject({
  line: z.int(),
  column: z.int(),
  offset: z.int().describe('UTF-16 code units from the beginning of the text'),
});

const TextRangeSchema = z.strictObject({ start: position, end: position }).openapi('TextRange');

const FixSchema = z
  .strictObject({
    title: z.string(),
    confidence: z
      .enum(['safe', 'unsure'])
      .describe('`safe`: the text validates once its other faults are mended; `unsure`: a person decides'),
    edits: z.array(z.strictObject({ range: TextRangeSchema, text: z.string() })).readonly(),
  })
  .openapi('Fix');

export const ProblemDiagnosticSchema = z
  .strictObject({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    in: z.enum(['body', 'manifest', 'query', 'path', 'header']),
    pointer: z
      .string()
      .describe('JSON Pointer into the part that `in` names; a key that may be a secret is `?`'),
    message: z.string(),
    hint: z.string(),
    line: z.int().nullable(),
    column: z.int().nullable(),
    endLine: z.int().nullable(),
    endColumn: z.int().nullable(),
    range: TextRangeSchema.nullable().optional().describe('The same place with offsets'),
    related: z
      .array(z.strictObject({ ...place, message: z.string(), range: TextRangeSchema }))
      .readonly()
      .optional()
      .describe('Other places that belong to it'),
    suggestions: z.array(z.string()).readonly().optional().describe('Known names, the nearest first'),
    fix: FixSchema.optional().describe('Edits of the text that mend it'),
    docs: z.string().optional().describe('URL of the section that explains the code'),
  })
  .openapi('Diagnostic');

/** RFC 9457, with the members that all our problems have. */
export const ProblemSchema = z
  .strictObject({
    type: z.string().describe('`urn:moonmind:problem:` and the code'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong and what would be right, in one sentence'),
    code: z.enum(PROBLEM_CODES),
    requestId: z.string(),
    errors: z.array(ProblemDiagnosticSchema).optional(),
  })
  .openapi('Problem');

/** The answers of a route that refuses with these codes. */
export function problemResponses(codes: readonly ProblemCode[]): RouteConfig['responses'] {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: [...new Set(codes)]
          .filter((code) => PROBLEMS[code].status === status)
          .map((code) => `\`${code}\`: ${PROBLEMS[code].title}`)
          .join('. '),
        content: { 'application/problem+json': { schema: ProblemSchema } },
      },
    ]),
  );
}
