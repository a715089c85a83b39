import { countUnknown, deriveCapabilities } from '../capabilities/derive.js';
import type { Vocabulary } from '../capabilities/vocabulary.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { pointerTo } from '../diagnostics/pointer.js';
import { describeManifest, type Remark, type Span } from '../diagnostics/report.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { TextLimits } from '../limits.js';
import { findEnvReferences } from '../references/reference.js';
import type { ParsedText } from '../text/parsed-text.js';
import { valueAt, withKey } from './change.js';
import { checkShape, type ShapeRemark } from './check-shape.js';
import { type Clash, crossCheck, describeClash } from './cross-checks.js';
import { legacyRemark } from './legacy.js';
import type { Manifest } from './manifest-schema.js';
import { nearMisses } from './near-misses.js';
import { proposeFix } from './propose-fix.js';
import { referenceSlips } from './reference-slips.js';
import { strayKeys } from './schema-path.js';
import { secretDiagnostics } from './secret-diagnostics.js';

/** Each proposed fix reads the whole manifest again, to see that it does no harm: together no more than so many characters. */
const FIX_READING = 512 * 1024;

/** Of drafts with more faults than these, none is better than another. */
const MANY = 20;

/** A manifest's text, checked in full. */
export interface CheckedManifest {
  /** Null when there are errors. */
  readonly manifest: Manifest | null;
  /** The manifest as plain JSON, unknown keys included; null when there are errors. */
  readonly json: JsonObject | null;
  /** Empty when there are errors. */
  readonly requiredCapabilities: readonly string[];
  /** Errors and warnings in the order in which they were found; `arrange` puts them in order of place. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a parsed text: its YAML, raw secrets (FR-007), the v0 schema, and what blocks say of each other. Tells all that
 * is wrong at once; of several faults with one cause, the first that was found.
 */
export function checkManifest(
  parsed: ParsedText,
  vocabulary: Vocabulary,
  limits: TextLimits,
): CheckedManifest {
  const { value } = parsed;
  const legacy = legacyRemark(value);
  if (legacy) {
    const span = parsed.places.key(legacy.path);
    return refused([...parsed.diagnostics, describeManifest(legacy, parsed.positions, span)]);
  }
  const secrets = secretDiagnostics(parsed, limits.maxDiagnostics);
  const causes = tellOnce(secrets, parsed);
  const found = [...causes];
  if (value === undefined) return refused(found);

  const shape = checkShape(value, limits.maxDiagnostics);
  const derived = deriveCapabilities(value, vocabulary, limits.maxDiagnostics);
  const clashes = clashesOf(value, shape.remarks, parsed);
  const unsettles = (changed: JsonValue) =>
    nearMisses(changed).length > nearMisses(value).length ||
    clashesOf(changed, shape.remarks, parsed).length > clashes.length ||
    countUnknown(changed, vocabulary) > countUnknown(value, vocabulary);
  const draft = { parsed, value, unsettles };
  const remarks: readonly ShapeRemark[] = [
    ...shape.remarks.filter((remark) => !isGone(remark, parsed)),
    // Each of them is described at the cost of all ids there are.
    ...clashes
      .slice(0, limits.maxDiagnostics + 1)
      .map((clash) => withFirst(describeClash(clash, value), clash, parsed)),
    // What is missing, the schema has told.
    ...derived.remarks
      .filter((remark) => remark.code !== 'field_missing')
      .map((remark) => ({ ...remark, part: 'value' }) as const),
    ...referenceSlips(value, limits.maxDiagnostics),
  ];
  let affordable = Math.ceil(FIX_READING / (parsed.text.length + 1));
  for (const remark of remarks) {
    const span = parsed.places[remark.part](remark.path);
    // A raw secret is never of the right type, either, nor is what its YAML spoils: that is the cause.
    if (causes.some((cause) => spoils(cause, remark, span))) continue;
    affordable -= 1;
    const fix = affordable >= 0 ? proposeFix(remark, draft) : undefined;
    found.push(describeManifest({ ...remark, ...(fix && { fix }) }, parsed.positions, span));
  }
  if (found.some((diagnostic) => diagnostic.severity === 'error') || !isJsonObject(value))
    return refused(found);
  return {
    manifest: shape.manifest,
    json: value,
    requiredCapabilities: derived.capabilities,
    diagnostics: found,
  };
}

/** How many faults a manifest has, or seems to have, for comparing drafts of one: none of them is described. */
export function countFaults(value: JsonValue, vocabulary: Vocabulary): number {
  return (
    checkShape(value, MANY).remarks.length +
    [...crossCheck(value)].length +
    [...strayKeys(value)].length +
    countUnknown(value, vocabulary)
  );
}

/**
 * Where blocks disagree, misspelt keys taken for what they were meant to be: their misspelling is told already. Ids that
 * nothing defines are no fault of those who name them where what defines them is at fault itself.
 */
function clashesOf(value: JsonValue, told: readonly ShapeRemark[], { diagnostics }: ParsedText): Clash[] {
  let presumed = value;
  for (const { path, sure, suggestions: [name] = [], part } of told) {
    if (part !== 'key' || !sure || name === undefined) continue;
    if (valueAt(value, [...path.slice(0, -1), name]) === undefined) presumed = withKey(presumed, path, name);
  }
  const isLost = (home: string) =>
    diagnostics.some(
      ({ code, pointer }) => code === MORE_DOCUMENTS || `${pointer}/`.startsWith(`/${home}/`),
    ) ||
    told.some(({ code, path }) =>
      code === 'unknown_key' ? path.at(-1) === home : path.length <= 2 && path[0] === home,
    );
  const lost = new Set<string>(HOMES.filter(([, home]) => isLost(home)).map(([code]) => code));
  return [...crossCheck(presumed)].filter(
    ({ code, path }) => !lost.has(code) && valueAt(value, path) !== undefined,
  );
}

const MORE_DOCUMENTS = 'yaml_multiple_documents';

/** Where the ids are defined that a clash does not find. */
const HOMES = [
  ['unknown_data_source', 'dataSources'],
  ['unknown_index', 'indices'],
] as const;

/**
 * What is wrong with the YAML and which raw secrets it holds; of both at one place, one. A reference that its quotes or
 * brackets spoil is no secret; of anything else the secret is the cause, and a number too long to keep no advice to quote it.
 */
function tellOnce(secrets: readonly Diagnostic[], { text, diagnostics }: ParsedText): Diagnostic[] {
  const syntax = diagnostics.filter(({ code }) => code === 'yaml_syntax');
  const isSpoilt = (secret: Diagnostic) => {
    const [start, end] = spanOf(secret);
    // Of a reference without quotes inside braces, the parser takes the `$` alone for the value.
    if (text.slice(start, end + 1) === '${') return true;
    return (
      syntax.some((fault) => stretches(secret, fault)) && findEnvReferences(text.slice(start, end)).length > 0
    );
  };
  const raw = secrets.filter((secret) => !isSpoilt(secret));
  const rest = diagnostics.filter(
    (fault) => fault.code !== 'yaml_syntax' || !raw.some((secret) => stretches(secret, fault)),
  );
  return [...raw, ...rest];
}

/** Whether a fault begins within what another is about, or at the character before. */
function stretches(outer: Diagnostic, inner: Diagnostic): boolean {
  const [start, end] = spanOf(outer);
  const [at] = spanOf(inner);
  return at >= start - 1 && at < end;
}

/** What a diagnostic about a text points at. */
function spanOf({ range }: Diagnostic): Span {
  return range ? [range.start.offset, range.end.offset] : [0, 0];
}

/**
 * A value that its YAML made unreadable is missing for that reason alone; so is one that a `<<` may have brought in, or
 * that may stand in another document.
 */
function isGone(remark: Remark, { diagnostics }: ParsedText): boolean {
  if (remark.code !== 'field_missing') return false;
  const pointer = pointerTo(remark.path);
  const block = pointerTo(remark.path.slice(0, -1));
  return diagnostics.some(
    (fault) =>
      fault.pointer === pointer ||
      fault.pointer === `${block}/<<` ||
      (fault.pointer === block && fault.code === 'yaml_merge_not_map') ||
      fault.code === MORE_DOCUMENTS,
  );
}

/** Whether a fault of the YAML, or a secret, is what makes a value odd. */
function spoils(cause: Diagnostic, { path }: Remark, span: Span | null): boolean {
  if (cause.code === 'yaml_key_not_scalar' && cause.pointer === pointerTo(path)) return true;
  return span !== null && overlaps(span, spanOf(cause));
}

function overlaps([start, end]: Span, [otherStart, otherEnd]: Span): boolean {
  return start < otherEnd && otherStart < end;
}

function refused(diagnostics: readonly Diagnostic[]): CheckedManifest {
  return { manifest: null, json: null, requiredCapabilities: [], diagnostics };
}

function withFirst(remark: ShapeRemark, { first }: Clash, parsed: ParsedText): ShapeRemark {
  const span = first ? parsed.places.value(first) : null;
  return span ? { ...remark, related: { span, message: 'The first stands here.' } } : remark;
}
