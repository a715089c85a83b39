/** Requests made from the OpenAPI document, right and wrong: no 5xx, and every answer as the document declares it. */
import fc from 'fast-check';
import { openStore } from '../../apps/api/src/testing/open-store.js';
import { hashOf, inlineJob, manifestText, taskJob } from '../../apps/api/src/testing/samples.js';
import { createTestApi } from '../../apps/api/src/testing/test-api.js';
import { readArguments } from './arguments.js';

const HELP = `Calls every operation of the OpenAPI document but the endless streams, with parameters, headers and bodies made
from their schemas, or anything else. Fails on a 5xx, and on an answer whose status, media type, body or problem code its
operation does not declare.

  ./tools/pnpm fuzz:api [--runs 20000] [--seed N]

Runs on the embedded database in memory, or on the empty one that DATABASE_URL names. A failure prints its seed and the
shrunken request. The last line is one JSON object.`;

const { runs, seed } = readArguments(HELP, 20_000);

/** As much of a JSON Schema as requests are made from. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}
interface Operation {
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { name: string; in: string; schema: Schema }[];
  readonly requestBody?: { content: Readonly<Record<string, { schema: Schema }>> };
}
interface Request {
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly type: string;
}

const store = await openStore(process.env.DATABASE_URL);
const api = createTestApi(store);
const worker = await api.worker();
const jobs = await Promise.all(
  [taskJob(), taskJob(), inlineJob(), inlineJob()].map((job) => api.post('/api/queue/jobs', job)),
);
const text = (name: string) => manifestText(name);
await api.put('/api/manifests/fuzzed', { content: text('fuzzed') });
const { body: document } = await api.get('/openapi.json');
const schemas: Readonly<Record<string, Schema>> = document.components.schemas;

const odd = fc.oneof(
  fc.constantFrom('', ' ', '\u0000', '\ud800', '..', '%', "' OR 1=1 --", '\r\nX: y', '🙂', '__proto__', '-1'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('a'.repeat(300), '9'.repeat(40)),
);
const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  odd,
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, 2 ** 53, {}, [], [[]], { __proto__x: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const names = fc.constantFrom('fuzzed', 'other', 'FUZZED', 'no-such');
const hashes = names.map((name) => hashOf(text(name)));
/** What a request must get right by more than its form, to come further than the first check. */
const KNOWN: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  jobId: fc.constantFrom(...jobs.map(({ body }) => body.id)),
  name: names,
  workerId: fc.constant(worker.id),
  content: names.map(text),
  contentHash: hashes,
  'If-Match': fc.oneof(
    fc.constant('*'),
    hashes.map((hash) => `"${hash}"`),
  ),
  'If-None-Match': fc.oneof(
    fc.constant('*'),
    hashes.map((hash) => `"${hash}"`),
  ),
  payload: fc.constantFrom<unknown>(taskJob().payload, inlineJob('fuzzed').payload, {}),
};

/** Values of a schema; now and then others. */
function anyOf(schema: Schema, name = '', depth = 0): fc.Arbitrary<unknown> {
  // A claim that waits, waits.
  if (name === 'waitSeconds') return fc.constantFrom(0, -1, 'x', null);
  const right = KNOWN[name] ?? rightOf(schema, depth);
  return fc.oneof({ arbitrary: right, weight: 12 }, { arbitrary: oddJson, weight: 1 });
}

function rightOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref) return rightOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => rightOf(choice, depth)));
  const [type = 'string'] = [schema.type ?? []].flat();
  const { minimum = -10, maximum = 1000 } = schema;
  switch (type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {});
      if (fields.length === 0 || depth > 4)
        return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
      return fc.record(
        Object.fromEntries(fields.map(([key, field]) => [key, anyOf(field, key, depth + 1)])),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    }
    case 'array':
      return fc.array(anyOf(schema.items ?? {}, '', depth + 1), { maxLength: 3 });
    case 'integer':
      return fc.integer({
        min: Math.max(minimum, -(2 ** 31)),
        max: Math.min(Math.max(maximum, minimum), 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return schema.format === 'uuid'
        ? fc.uuid()
        : schema.format === 'date-time'
          ? fc.constant('2026-03-01T12:00:00.000Z')
          : fc.string({ minLength: 1, maxLength: 20 });
  }
}

/** A header's value: what no client of HTTP could send is left out. */
const sendable = (value: unknown) =>
  String(value)
    .replace(/[^\x20-\x7e]/g, '')
    .trim();

/** No URL holds a lone surrogate. */
const wellFormed = (value: string) => value.replace(/\p{Surrogate}/gu, '\ufffd');

function requests(pattern: string, operation: Operation): fc.Arbitrary<Request> {
  const parameters = operation.parameters ?? [];
  const all = fc.tuple(
    ...parameters.map((parameter) =>
      fc.tuple(anyOf(parameter.schema, parameter.name), fc.boolean()).map(([value, sent]) => ({
        ...parameter,
        value: typeof value === 'string' ? value : JSON.stringify(value),
        sent,
      })),
    ),
  );
  const content = Object.entries(operation.requestBody?.content ?? {});
  const body =
    content.length === 0
      ? fc.constant({ type: '', body: undefined })
      : fc.oneof(
          ...content.map(([type, { schema }]) => ({
            weight: 10,
            arbitrary: (type === 'application/json'
              ? anyOf(schema).map((value) => JSON.stringify(value))
              : type === 'application/yaml'
                ? fc.oneof(names.map(text), odd)
                : odd
            ).map((sent) => ({ type, body: sent })),
          })),
          { weight: 1, arbitrary: odd.map((sent) => ({ type: 'application/json', body: sent })) },
        );
  return fc.tuple(all, body, fc.integer({ min: 0, max: 9 })).map(([sent, { type, body: bytes }, chance]) => {
    const of = (place: string) => sent.filter((parameter) => parameter.in === place);
    const path = of('path').reduce(
      (made, { name, value }) => made.replace(`{${name}}`, encodeURIComponent(wellFormed(value || 'x'))),
      pattern,
    );
    const headers = of('header').flatMap(({ name, value, sent: there }) =>
      there ? [[name, sendable(value)]] : [],
    );
    const isWorkers = operation.security?.some((need) => 'workerToken' in need) ?? false;
    return {
      path,
      query: of('query').flatMap(({ name, value, sent: there }) =>
        there ? [[name, wellFormed(value)] as const] : [],
      ),
      headers: {
        ...Object.fromEntries(headers),
        ...(isWorkers && chance > 0 ? { 'x-moonmind-worker-token': worker.token } : {}),
      },
      body: bytes,
      type: chance === 1 ? 'text/plain' : type,
    };
  });
}

const operations = Object.entries<Record<string, Operation>>(document.paths)
  .filter(([path]) => !path.endsWith('/stream'))
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: path,
      arbitrary: requests(path, operation),
    })),
  );
const answers = new Map<string, number>();
const reached = new Set<string>();
const started = performance.now();
const outcome = await fc.check(
  fc.asyncProperty(
    fc.oneof(
      ...operations.map(({ method, pattern, arbitrary }) =>
        arbitrary.map((request) => ({ method, pattern, ...request })),
      ),
    ),
    async ({ method, pattern, path, query, headers, body, type }) => {
      const search = new URLSearchParams(
        query.map(([name, value]): [string, string] => [name, value]),
      ).toString();
      const { status } = await api.call(method, search ? `${path}?${search}` : path, {
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': type }) },
        ...(body === undefined ? {} : { raw: body }),
      });
      api.log.length = 0;
      answers.set(String(status), (answers.get(String(status)) ?? 0) + 1);
      reached.add(`${method} ${pattern}`);
      if (status >= 500) throw new Error(`${method} ${path} answered ${status}`);
    },
  ),
  { numRuns: runs, seed },
);
await store.close();
if (outcome.failed) console.error(fc.defaultReportMessage(outcome));
console.log(
  JSON.stringify({
    passed: !outcome.failed,
    runs: outcome.numRuns,
    seed,
    operations: operations.length,
    reached: reached.size,
    answers: Object.fromEntries([...answers].sort()),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  }),
);
process.exitCode = outcome.failed ? 1 : 0;
