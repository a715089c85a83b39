import type { Path } from '../diagnostics/pointer.js';
import { parseText } from '../text/parse-text.js';
import { findSecrets } from './detect.js';
import { type LocatedFinding, type SecretFinding, toSecretFinding } from './finding.js';
import { placeAt, type ScalarPlace, scanNodes } from './scan-nodes.js';
import { scanString } from './scan-value.js';
import { pathOf } from './trail.js';

/** A text without its secrets, and what they were. */
export interface Redaction {
  readonly text: string;
  /** In order of place, at their places in the text as it was given. */
  readonly findings: readonly SecretFinding[];
}

/** Thrown when a text cannot be rewritten so that it passes the scan. Says where, never what. */
export class RedactionError extends Error {
  override readonly name = 'RedactionError';

  constructor(line: number, column: number) {
    super(
      `The secret at line ${line}, column ${column} cannot be replaced without changing what the text means. ` +
        'Replace it by hand with a reference such as ${NAME}, profile://provider#field or vault://mount/path#field.',
    );
  }
}

const MAX_ROUNDS = 6;

/**
 * Rewrites a YAML text so that each raw secret becomes an environment reference `${NAME}` named after its rule or key
 * (`OPENAI_API_KEY`); one secret has one name wherever it stands. Comments and layout stay, a valid manifest stays valid,
 * and the result scans clean.
 *
 * @throws RedactionError when the text cannot be made clean; nothing is to be stored then.
 */
export function redactSecrets(text: string): Redaction {
  const names = new ReferenceNames();
  const first = findSecrets(text);
  let current = text;
  let findings = first;
  // A reference put into a longer value may leave a value that is no reference as a whole: the next round takes it all.
  for (let round = 0; findings.length > 0; round += 1) {
    const [left] = findings;
    if (round === MAX_ROUNDS && left !== undefined) throw new RedactionError(left.line, left.column);
    current = rewrite(current, findings, names);
    findings = findSecrets(current);
  }
  return { text: current, findings: first.map(toSecretFinding) };
}

/** Gives each secret one name; a second secret under the same key gets a number. */
class ReferenceNames {
  readonly #bySecret = new Map<string, string>();
  readonly #used = new Map<string, number>();

  of(secret: string, proposed: string): string {
    const known = this.#bySecret.get(secret);
    if (known !== undefined) return known;
    const base = scanString(proposed).length === 0 ? proposed : 'SECRET';
    const number = (this.#used.get(base) ?? 0) + 1;
    this.#used.set(base, number);
    const name = number === 1 ? base : `${base}_${number}`;
    this.#bySecret.set(secret, name);
    return name;
  }
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function rewrite(text: string, findings: readonly LocatedFinding[], names: ReferenceNames): string {
  const { places } = scanNodes(parseText(text), true);
  const secretOf = (finding: LocatedFinding) => text.slice(finding.start, finding.end);
  // A name or an id admits no reference. Where such a one is a secret, it and what points to it get the bare name.
  const bare = new Set<string>();
  for (const finding of findings) {
    const place = placeAt(places, finding.start);
    if (place !== null && admitsNoReference(pathOf(place.trail))) bare.add(secretOf(finding));
  }
  const edits = findings.map((finding): Edit => {
    const secret = secretOf(finding);
    const name = names.of(secret, finding.envName);
    const place = placeAt(places, finding.start);
    if (place === null) {
      const text_ = bare.has(secret) || isNodeProperty(text, finding.start) ? name : `\${${name}}`;
      return { start: finding.start, end: finding.end, text: text_ };
    }
    return editOf(text, finding, place, bare.has(secret) ? name : `\${${name}}`);
  });
  let rewritten = '';
  let behind = 0;
  for (const edit of edits) {
    if (edit.start < behind) continue;
    rewritten += text.slice(behind, edit.start) + edit.text;
    behind = edit.end;
  }
  return rewritten + text.slice(behind);
}

const BINARY_TAG = /!(?:!binary|<tag:yaml\.org,2002:binary>)[ \t]+$/;

function editOf(text: string, finding: LocatedFinding, place: ScalarPlace, reference: string): Edit {
  const { node, start, end } = place;
  const source = text.slice(start, end);
  // What stands for the bytes is none of them: the tag goes with them.
  const tag = BINARY_TAG.exec(text.slice(Math.max(0, start - 40), start))?.[0].length ?? 0;
  if (tag > 0) {
    const lineEnd = /\r?\n$/.exec(source)?.[0] ?? '';
    return { start: start - tag, end, text: `${JSON.stringify(reference)}${lineEnd}` };
  }
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    const header = source.indexOf('\n') + 1;
    const isWhole =
      source.slice(header).trim() === text.slice(finding.start, finding.end) || finding.start <= start;
    if (!isWhole) return { start: finding.start, end: finding.end, text: reference };
    const lineEnd = source.endsWith('\r\n') ? '\r\n' : source.endsWith('\n') ? '\n' : '';
    return { start, end, text: `"${reference}"${lineEnd}` };
  }
  const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : '';
  const from = Math.max(finding.start, start + quote.length);
  const to = Math.max(from, Math.min(finding.end, end - quote.length));
  if (quote !== '' || !place.inFlow || !reference.startsWith('$'))
    return { start: from, end: to, text: reference };
  return { start, end, text: JSON.stringify(text.slice(start, from) + reference + text.slice(to, end)) };
}

/** The name of an anchor, an alias or a tag, where braces may not stand. */
function isNodeProperty(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && !/[\s,[\]{}]/.test(text.charAt(start - 1))) start -= 1;
  return /[&*!]/.test(text.charAt(start));
}

/** Places of a manifest that routing and naming need as they are. */
function admitsNoReference(path: Path): boolean {
  const [block, second, third] = path;
  const last = path.at(-1);
  if (block === 'version' || (block === 'metadata' && second === 'name')) return true;
  if (block === 'embeddings' && second === 'provider') return true;
  if (block === 'vectorStore') return second === 'type' || second === 'distance';
  if (last === 'id' || last === 'type') return typeof second === 'number' && path.length === 3;
  return (block === 'indices' && third === 'sources') || (block === 'retrievers' && third === 'indices');
}
