/** Holds the parts of a request against their schemas, and against what no client may send. */

import type { z } from '@hono/zod-openapi';
import { nearest } from '@moonmind/manifest-contract';
import type { ProblemCode } from '../problems/codes.js';
import { type RequestDiagnostic, type RequestPart, requestDiagnostic } from '../problems/diagnostic.js';
import { fromIssues } from '../problems/from-issues.js';
import { invalid } from '../problems/problem.js';
import { isPresentable, MAX_FAULTS, pointerOf, secretsIn, unstorableIn } from './client-values.js';

/** A schema's output. JSON and queries hold no `undefined`: an optional field is there or it is not. */
export type Parsed<S extends z.ZodObject> = {
  [K in keyof z.output<S>]: Exclude<z.output<S>[K], undefined>;
};

export interface PartRules {
  readonly part: RequestPart;
  /** The problem that a fault makes. */
  readonly code: ProblemCode;
  /** Fields whose secrets another looks for. */
  readonly scannedElsewhere?: readonly string[];
}

/**
 * The part as its schema gives it. A strict schema refuses unknown keys and names the nearest known one.
 * @throws {Problem} of `rules.code` with all that is wrong.
 */
export function parsePart<S extends z.ZodObject>(schema: S, value: unknown, rules: PartRules): Parsed<S> {
  const { part, code } = rules;
  const unstorable = unstorableIn(value, part);
  if (unstorable.length > 0) throw invalid(code, unstorable);
  const result = schema.safeParse(value);
  if (!result.success) {
    const known = Object.keys(schema.shape);
    const unknown = result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : [],
    );
    const rest = result.error.issues.filter((issue) => issue.code !== 'unrecognized_keys');
    throw invalid(code, [
      ...unknown.slice(0, MAX_FAULTS).map((key) => unknownKey(key, known, part)),
      ...fromIssues(rest.slice(0, MAX_FAULTS), part, value),
    ]);
  }
  if (part === 'body') requireNoSecrets(value, Object.keys(result.data), rules);
  // What was JSON or a query before holds no `undefined`, though zod's type of an optional field allows one.
  return result.data as Parsed<S>;
}

/**
 * Scans the fields that the call takes, as they were sent: a secret in lower case may not look like one any more. What
 * stands in a path or a query is neither stored nor echoed, so that a false alarm there would be worse than none.
 */
function requireNoSecrets(value: unknown, taken: readonly string[], rules: PartRules): void {
  const { part, code, scannedElsewhere = [] } = rules;
  const scanned = Object.entries(Object(value)).filter(
    ([key]) => taken.includes(key) && !scannedElsewhere.includes(key),
  );
  const secrets = secretsIn(Object.fromEntries(scanned), part);
  if (secrets.length > 0) throw invalid(code, secrets);
}

function unknownKey(key: string, known: readonly string[], part: RequestPart): RequestDiagnostic {
  const noun = part === 'body' ? 'field' : 'parameter';
  const close = isPresentable(key) ? nearest(key, known) : null;
  return requestDiagnostic({
    code: 'unknown_field',
    in: part,
    pointer: pointerOf([key]),
    message: `The call takes no such ${noun}.`,
    hint: close
      ? `Did you mean "${close}"?`
      : known.length > 0
        ? `Known here: ${known.join(', ')}.`
        : `Leave it out: the call takes no ${noun}s.`,
  });
}
