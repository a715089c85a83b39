import { isMap } from 'yaml';
import type { Fix } from '../diagnostics/diagnostic.js';
import { nameKey, type Path } from '../diagnostics/pointer.js';
import type { Remark, Repair, Span } from '../diagnostics/report.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { scanValue } from '../secrets/index.js';
import type { ParsedText } from '../text/parsed-text.js';
import { insert, unsureAll } from '../text/suspect.js';
import { valueAt, withKey, withValue } from './change.js';
import { accepts } from './schema-path.js';

/** A manifest's text with what was read from it. */
export interface Draft {
  readonly parsed: ParsedText;
  readonly value: JsonValue;
  /** Whether a change makes the blocks of the manifest disagree more than they do. */
  readonly unsettles: (changed: JsonValue) => boolean;
}

type Confidence = Fix['confidence'];

/** An edit that mends what a remark on the manifest tells; undefined where only its author knows what is right. */
export function proposeFix(remark: Remark, draft: Draft): Repair | undefined {
  const { path, suggestions: [name] = [] } = remark;
  const got = valueAt(draft.value, path);
  switch (remark.code) {
    case 'unknown_key':
    case 'field_missing':
      if (name !== undefined) return rename(remark, name, draft);
      return path[0] === 'version' ? addVersion(draft) : undefined;
    case 'version_unsupported':
      // What is empty, or a block, has no stretch of its own to write over: its key stands for it.
      return typeof got === 'object'
        ? undefined
        : replace(path, 'v0', isVersion0(got) ? 'safe' : 'unsure', draft);
    case 'unknown_provider':
    case 'unknown_store':
    case 'unknown_reader':
    case 'unknown_data_source':
    case 'unknown_index':
    case 'invalid_schedule':
    case 'invalid_value':
      if (name !== undefined) return replace(path, name, remark.sure ? 'safe' : 'unsure', draft);
      return typeof got === 'number' ? moveIntoRange(path, got, draft) : undefined;
    case 'malformed_reference':
      return name === undefined ? undefined : replace(path, name, 'unsure', draft);
    case 'wrong_type':
      return got === undefined ? undefined : convert(path, got, draft);
    case 'invalid_name':
      return spellName(path, String(got), draft);
    case 'duplicate_id':
      return renumber(path, String(got), draft);
    case 'overlap_too_large': {
      const size = valueAt(draft.value, ['transforms', 'splitter', 'chunkSize']);
      return replace(path, Math.floor(Number(size) / 10), 'unsure', draft);
    }
    default:
      return undefined;
  }
}

/** Gives a key another name: safe when nothing bears that name yet and the manifest is none the worse for it. */
function rename({ path, sure }: Remark, name: string, draft: Draft): Repair | undefined {
  const parent = path.slice(0, -1);
  const siblings = valueAt(draft.value, parent);
  const value = valueAt(draft.value, path);
  if (value === undefined || !isJsonObject(siblings) || Object.hasOwn(siblings, name)) return undefined;
  const isSound =
    accepts([...parent, name], value) &&
    scanValue({ [name]: value }).length === 0 &&
    !draft.unsettles(withKey(draft.value, path, name));
  const span = draft.parsed.places.key(path);
  return repair(`Rename it \`${name}\``, span, name, sure && isSound ? 'safe' : 'unsure', draft);
}

/** Writes another value: safe only where the schema takes it and the blocks agree as before. */
function replace(path: Path, value: string | number | boolean, wish: Confidence, draft: Draft) {
  const isSound = accepts(path, value) && !draft.unsettles(withValue(draft.value, path, value));
  if (!isSound) return undefined;
  const written = typeof value === 'string' ? scalar(value) : String(value);
  return repair(`Write \`${value}\``, draft.parsed.places.value(path), written, wish, draft);
}

function addVersion({ parsed }: Draft): Repair | undefined {
  const start = parsed.places.key([])?.[0];
  const root = parsed.documents[0]?.contents;
  const isBlock = isMap(root) && root.flow !== true;
  // Only the line of a block mapping's first key is a place for another key.
  if (start === undefined || !isBlock || parsed.positions.at(start).column !== 1) return undefined;
  const edits = [{ span: [start, start], text: 'version: v0\n' }] as const;
  return { title: 'Add `version: v0`', confidence: 'safe', edits };
}

function isVersion0(got: JsonValue | undefined): boolean {
  return /^v?0(?:\.0)*$/i.test(String(got).trim());
}

/** The nearest number that the field takes. */
function moveIntoRange(path: Path, got: number, draft: Draft): Repair | undefined {
  const near = [Math.round(got), 0, 1, 2]
    .filter((candidate) => accepts(path, candidate))
    .sort((a, b) => Math.abs(a - got) - Math.abs(b - got))[0];
  return near === undefined ? undefined : replace(path, near, 'unsure', draft);
}

/** The same value as another type: without quotes, in quotes, as a list of one, as a whole number. */
function convert(path: Path, got: JsonValue, draft: Draft): Repair | undefined {
  const plain = typeof got === 'string' ? unquoted(got) : undefined;
  if (plain !== undefined && accepts(path, plain)) return replace(path, plain, 'safe', draft);
  if (isJsonObject(got)) return accepts(path, [got]) ? listOfOne(path, draft) : undefined;
  const span = draft.parsed.places.value(path);
  if (typeof got === 'object' || !span) return undefined;
  const source = draft.parsed.text.slice(span[0], span[1]);
  // In quotes, an alias would be the name of its anchor.
  if (!source.startsWith('*') && accepts(path, source)) {
    if (draft.unsettles(withValue(draft.value, path, source))) return undefined;
    return repair('Put it in quotes', span, JSON.stringify(source), 'safe', draft);
  }
  // `tags: docs, handbook`, `tags: docs, "handbook"]`, `tags: docs]`
  const [, list = '', closing] = /^([\w./-]+(?:, ?["']?[\w./-]+["']?)*)(\]?)$/.exec(source) ?? [];
  const entries = list.split(/, ?/);
  if ((closing || entries.length > 1) && accepts(path, entries)) {
    return repair('Make it a list', span, `[${list}]`, 'unsure', draft);
  }
  const isWord = /^(?:"[^"\\]*"|'[^']*'|[\w./-]+)$/.test(source);
  if (isWord && accepts(path, [got]) && !draft.unsettles(withValue(draft.value, path, [got]))) {
    return repair('Make it a list', span, `[${source}]`, 'safe', draft);
  }
  return typeof got === 'number' ? moveIntoRange(path, got, draft) : undefined;
}

/** A mapping as the one entry of a list: in brackets, or behind a dash, and what is below its first line moves with it. */
function listOfOne(path: Path, { parsed: { text, documents, places } }: Draft): Repair | undefined {
  const mapping = documents[0]?.getIn(path, true);
  if (!isMap(mapping) || !mapping.range || places.isShared) return undefined;
  const [start, end] = mapping.range;
  const lines = [...text.slice(start, end).matchAll(/\n(?=[^\r\n])/g)];
  const edits =
    mapping.flow === true
      ? [insert(start, '['), insert(end, ']')]
      : [insert(start, '- '), ...lines.map(({ index }) => insert(start + index + 1, '  '))];
  return unsureAll('Make it a list', edits);
}

/** What a string would be without its quotes; YAML 1.1's `yes` and `no` are booleans, too. */
function unquoted(text: string): number | boolean | undefined {
  const word = text.trim().toLowerCase();
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(word)) return Number(word);
  if (/^(?:true|yes|on|y)$/.test(word)) return true;
  return /^(?:false|no|off|n)$/.test(word) ? false : undefined;
}

function spellName(path: Path, got: string, draft: Draft): Repair | undefined {
  const name = got
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .replace(/[._-]$/, '');
  return nameKey(name) === 'this key' ? undefined : replace(path, name, 'unsure', draft);
}

function renumber(path: Path, got: string, draft: Draft): Repair | undefined {
  const list = valueAt(draft.value, path.slice(0, 1));
  if (!Array.isArray(list) || nameKey(got) === 'this key') return undefined;
  const taken = new Set(list.map((entry) => (isJsonObject(entry) ? entry.id : undefined)));
  let number = 2;
  while (taken.has(`${got}-${number}`)) number += 1;
  return replace(path, `${got}-${number}`, 'unsure', draft);
}

function repair(
  title: string,
  span: Span | null,
  written: string,
  wish: Confidence,
  { parsed }: Draft,
): Repair | undefined {
  // A block scalar's stretch takes in the line break behind it; several lines are not replaced by one.
  if (!span || parsed.text.slice(span[0], span[1]).includes('\n')) return undefined;
  // What an alias repeats stands at several places: an edit there does more than was asked for.
  const confidence = parsed.places.isShared ? 'unsure' : wish;
  return { title, confidence, edits: [{ span, text: written }] };
}

/** A string as YAML writes it: in quotes unless it is a plain word. */
function scalar(value: string): string {
  const isPlain =
    /^[A-Za-z][A-Za-z0-9._-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
