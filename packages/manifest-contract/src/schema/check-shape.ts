import type * as z from 'zod';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import { guess } from '../diagnostics/nearest.js';
import { nameKey, type Path } from '../diagnostics/pointer.js';
import type { Remark } from '../diagnostics/report.js';
import type { JsonValue } from '../json.js';
import { valueAt } from './change.js';
import { fieldName } from './field-name.js';
import { joinRelated } from './join-related.js';
import { type Manifest, manifestSchema } from './manifest-schema.js';
import { NAME_RULE } from './name.js';
import { nearMisses } from './near-misses.js';
import { SCHEDULE_WORDS } from './schedule.js';
import { homesOf, knownKeys, wordsAt } from './schema-path.js';
import { wrappedRemark } from './wrapped.js';

/** A remark with the part of the text it points at: the key, or the value. */
export type ShapeRemark = Remark & { readonly part: 'key' | 'value' };

/** What the schema makes of a value: the manifest itself, untouched, when only warnings came up. */
export interface Shape {
  readonly manifest: Manifest | null;
  readonly remarks: readonly ShapeRemark[];
}

/** Holds a JSON value against the v0 schema. Unknown keys are warnings; `limit` bounds how many remarks are made. */
export function checkShape(value: JsonValue, limit: number): Shape {
  const wrapped = wrappedRemark(value);
  if (wrapped) return { manifest: null, remarks: [wrapped] };
  const result = manifestSchema.safeParse(value);
  const misses = nearMisses(value);
  if (result.success) return { manifest: result.data, remarks: misses };
  const { issues } = result.error;
  const remarks: ShapeRemark[] = [];
  for (const issue of [...issues.filter(refuses), ...issues.filter((issue) => !refuses(issue))]) {
    if (remarks.length > limit) break;
    if (issue.code === 'unrecognized_keys') {
      remarks.push(...unknownKeys(issue, value, limit - remarks.length + 1));
    } else remarks.push(describe(issue, pathOf(issue), value));
  }
  return {
    manifest: isManifest(value, issues) ? value : null,
    remarks: [...joinRelated(remarks, value), ...misses],
  };
}

function refuses(issue: z.core.$ZodIssue): boolean {
  return issue.code !== 'unrecognized_keys';
}

// The schema is strict so that it names unknown keys; a value that fails by nothing else is a manifest.
function isManifest(_value: unknown, issues: readonly z.core.$ZodIssue[]): _value is Manifest {
  return !issues.some(refuses);
}

function describe(issue: z.core.$ZodIssue, path: Path, root: JsonValue): ShapeRemark {
  const got = valueAt(root, path);
  const field = path.length === 0 ? 'The manifest' : fieldName(path);
  const expected = issue.message;
  const remark = (code: DiagnosticCode, message: string, hint: string): ShapeRemark => ({
    code,
    path,
    message,
    hint,
    part: 'value',
  });
  if (got === undefined) {
    const hint = exampleOf(path) ?? `Add it: ${expected}.`;
    return remark('field_missing', `${field} is missing.`, hint);
  }
  // The one check that the schema makes outside of a union: see `plainText`.
  if (issue.code === 'custom') {
    const hint = 'Write the value itself: routing and naming read it before any reference is resolved.';
    return remark('reference_not_allowed', `${field} may not be a reference.`, hint);
  }
  const last = path.at(-1);
  if (path[0] === 'version') {
    return remark('version_unsupported', 'This manifest version is not supported.', 'Write `version: v0`.');
  }
  if (typeof got === 'string') {
    if (path.join('.') === 'metadata.name')
      return remark('invalid_name', `${field} breaks the naming rule.`, NAME_RULE);
    if (last === 'schedule' || last === 'scheduling') {
      const hint = 'Write `manual`, or minute, hour, day, month and weekday: `0 4 * * *`.';
      return {
        ...remark('invalid_schedule', `${field} is not a schedule.`, hint),
        ...guessWord(got, SCHEDULE_WORDS),
      };
    }
  }
  const hint = `Write ${expected}.`;
  return isOtherType(issue)
    ? remark(
        'wrong_type',
        `${field} takes ${expected}, not ${kindOf(got)}.`,
        typeHint(path, expected, got) ?? hint,
      )
    : { ...remark('invalid_value', `${field} takes ${expected}.`, hint), ...guessWord(got, wordsAt(path)) };
}

/** How to write what a field takes in the place of something else; null where its name says it all. */
function typeHint(path: Path, expected: string, got: JsonValue): string | null {
  if (expected === 'a string') return typeof got === 'object' ? null : 'Put it in quotes.';
  if (expected === 'a list') {
    const key = firstKey([...path, 0]);
    const example =
      key === undefined
        ? '`[one, two]`, or lines that begin with `- `'
        : `lines that begin with \`- ${key}: …\``;
    return `Write a list: ${example}.`;
  }
  const glued = knownKeys(path).find((key) => isGluedTo(key, got));
  if (glued !== undefined) return `Write \`${glued}:\` with a colon and a space behind it.`;
  const key = firstKey(path);
  return key === undefined ? null : `Write a mapping, its keys on lines of their own: \`${key}: …\`.`;
}

/** Whether a key stands before its value without a colon, or with no blank behind it: `provider:openai`. */
function isGluedTo(key: string, got: JsonValue): boolean {
  return typeof got === 'string' && got.startsWith(key) && /^(?::| +)\S+$/.test(got.slice(key.length));
}

/** The key of a block that examples show. */
function firstKey(path: Path): string | undefined {
  const known = knownKeys(path);
  return known.includes('type') ? 'type' : known[0];
}

function guessWord(got: JsonValue, words: readonly string[]): Pick<Remark, 'suggestions' | 'sure'> {
  if (typeof got !== 'string') return {};
  const { names, sure } = guess(got, words);
  return { suggestions: names, sure };
}

/** What people write for a key of the schema. */
const KEY_ALIASES: readonly (readonly [written: string, meant: string])[] = [
  ['cron', 'schedule'],
  ['cron', 'scheduling'],
  ['readers', 'dataSources'],
  ['provider', 'type'],
  ['reader', 'type'],
  ['kind', 'type'],
  ['store', 'vectorStore'],
  ['vectordb', 'vectorStore'],
  ['embedder', 'embeddings'],
  ['collection', 'indexName'],
  ['collectionname', 'indexName'],
  ['k', 'topK'],
  ['credentials', 'auth'],
  ['authentication', 'auth'],
  ['title', 'name'],
  ['name', 'id'],
  ['config', 'params'],
  ['options', 'params'],
  ['args', 'params'],
  ['labels', 'tags'],
  ['author', 'owner'],
  ['metric', 'distance'],
  ['dim', 'dimensions'],
  ['dims', 'dimensions'],
  ['table', 'indexName'],
  ['storage', 'persist'],
  ['logging', 'observability'],
];

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, root: JsonValue, limit: number): ShapeRemark[] {
  const path = pathOf(issue);
  const known = knownKeys(path);
  const aliases = KEY_ALIASES.filter(
    ([, name]) => known.includes(name) && valueAt(root, [...path, name]) === undefined,
  );
  return issue.keys.slice(0, limit).map((key) => {
    const { names, sure } = guess(key, known, Object.fromEntries(aliases));
    return {
      code: 'unknown_key',
      path: [...path, key],
      message: `Version v0 does not know ${nameKey(key)}; nothing reads it.`,
      hint: names[0] === undefined ? homeHint(key, known) : `Did you mean \`${names[0]}\`?`,
      suggestions: names,
      sure,
      part: 'key',
    };
  });
}

/** Where a key belongs that is known, but not here. */
function homeHint(key: string, known: readonly string[]): string {
  const homes = [...homesOf(key)];
  const here = `Known here: ${known.join(', ')}.`;
  if (homes.length === 0 || homes.length > 3) return here;
  return `It belongs ${homes.map((home) => (home === '' ? 'at the top' : `in \`${home}\``)).join(' or ')}. ${here}`;
}

function pathOf(issue: z.core.$ZodIssue): Path {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function exampleOf(path: Path): string | undefined {
  return EXAMPLES[path.map((step) => (typeof step === 'number' ? '*' : step)).join('.')];
}

const EXAMPLES: Readonly<Record<string, string>> = {
  version: 'Begin with `version: v0`.',
  metadata: 'Add `metadata:` with a `name:`.',
  'metadata.name': 'Add `name: repo-docs`, say.',
  embeddings: 'Add `embeddings:` with a `provider:`, such as `openai`.',
  'embeddings.provider': 'Add `provider: openai`, say.',
  vectorStore: 'Add `vectorStore:` with a `type:`, such as `qdrant`.',
  'vectorStore.type': 'Add `type: qdrant`, say.',
  'dataSources.*.type': 'Add `type:` with the name of a reader: `GithubRepositoryReader`, say.',
  dataSources: 'Add `dataSources:` with at least one entry, each with a `type:`.',
};

function isOtherType(issue: z.core.$ZodIssue): boolean {
  if (issue.code !== 'invalid_union') return issue.code === 'invalid_type';
  // The last branch takes a reference, which is a string: what even it calls another type is no string either.
  const [own, reference] = issue.errors.map(([first]) => first?.code);
  return own === 'invalid_type' || (own === 'invalid_value' && reference === 'invalid_type');
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'boolean') return '`true` or `false`';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'a whole number' : 'a number with a fraction';
  return 'a string';
}
