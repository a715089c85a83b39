import { pointerTo } from '../diagnostics/pointer.js';
import { LineIndex } from '../text/line-index.js';
import { parseText } from '../text/parse-text.js';
import type { ParsedText } from '../text/parsed-text.js';
import { findComments } from './comments.js';
import {
  hintFor,
  type LocatedFinding,
  mergeFindings,
  type SecretFinding,
  type TextFinding,
  toSecretFinding,
} from './finding.js';
import { isSampleValue, textKind } from './manifest-like.js';
import { isPlainlyClean } from './plain-text.js';
import { scanNames } from './scan-names.js';
import { placeAt, scanNodes } from './scan-nodes.js';
import { scanText } from './scan-text.js';
import { pathOf, type Trail } from './trail.js';

interface PlacedFinding extends TextFinding {
  readonly trail: Trail | null;
}

/**
 * Finds the raw secrets of a parsed manifest (FR-007): by shape in the whole text, by position and by what YAML hides in
 * every node of every document. One finding a secret, in order of place.
 */
export function scanParsedText(parsed: ParsedText): readonly LocatedFinding[] {
  if (isPlainlyClean(parsed.text)) return [];
  return scanWhole(parsed);
}

/** As {@link scanParsedText}, with a look at every node whatever the text looks like. */
export function scanWhole(parsed: ParsedText): readonly LocatedFinding[] {
  return locate(scanParsed(parsed, true), parsed.positions);
}

/**
 * Finds the raw secrets of a YAML text: one document or several, broken or not. Never throws and never gives a secret
 * away. Secrets only: what is wrong with the YAML itself is not a finding.
 *
 * A text that looks like a manifest, or like a piece of one, is held to FR-007: below a credential key nothing but a
 * reference may stand. In other YAML, where the same keys hold samples, templates and development passwords, such a value is a finding when it looks
 * generated.
 */
export function detectSecrets(text: string): SecretFinding[] {
  return findSecrets(text).map(toSecretFinding);
}

/** Like {@link detectSecrets}, with what redaction needs to know. */
export function findSecrets(text: string): readonly LocatedFinding[] {
  if (typeof text !== 'string') return [];
  const kind = textKind(text);
  if (kind !== 'other') {
    if (isPlainlyClean(text)) return [];
    const findings = scanWhole(parseText(text));
    return kind === 'manifest' ? findings : findings.filter((finding) => !isSample(text, finding));
  }
  if (hidesInYaml(text)) {
    const parsed = parseText(text);
    return locate(scanParsed(parsed, false), parsed.positions);
  }
  const names = describesApi(text) ? null : 'loose';
  const findings = scanText(text, { strict: false, names });
  if (findings.length === 0) return [];
  return locate(
    findings.map((finding) => ({ ...finding, trail: null })),
    new LineIndex(text),
  );
}

function isSample(text: string, { ruleId, start, end }: LocatedFinding): boolean {
  return ruleId === 'credential-value' && isSampleValue(text.slice(start, end));
}

/** What describes an API is full of samples of its fields: there only shapes count. */
function describesApi(text: string): boolean {
  return (
    (text.includes('openapi') || text.includes('swagger')) &&
    /^[ \t]{0,8}["']?(?:openapi|swagger)["']?[ \t]{0,4}:/m.test(text)
  );
}

/** Whether there is what hides a token from a reader of the raw text and costs a parse to undo. Most texts show at once that there is not. */
function hidesInYaml(text: string): boolean {
  return (
    (text.includes('binary') && /!!?binary|tag:yaml\.org,2002:binary/.test(text)) ||
    (text.includes('\\') && /[A-Za-z0-9_+/=-]\\\r?\n[ \t]*\\?[A-Za-z0-9_+/=-]/.test(text)) ||
    (/:[ \t]{1,4}\*/.test(text) &&
      /(?:pass|pwd|secret|token|key|cred|auth)[A-Za-z]{0,12}["']?[ \t]{0,4}:[ \t]{1,4}\*/i.test(text))
  );
}

function scanParsed(parsed: ParsedText, strict: boolean): PlacedFinding[] {
  const { text, documents } = parsed;
  const { findings: nodeFindings, places } = scanNodes(parsed, strict);
  const findings: PlacedFinding[] = [...nodeFindings];
  const unread = documents.length === 0 || documents.some((document) => document.errors.length > 0);
  const names = strict ? (unread ? 'lines' : null) : 'loose';
  for (const finding of scanText(text, { strict, names })) {
    findings.push({ ...finding, trail: placeAt(places, finding.start)?.trail ?? null });
  }
  if (strict) {
    for (const comment of findComments(text, places)) {
      for (const finding of scanNames(text.slice(comment.start, comment.end), 'comment')) {
        const start = comment.start + finding.start;
        findings.push({ ...finding, start, end: comment.start + finding.end, trail: null });
      }
    }
  }
  return findings;
}

function locate(findings: PlacedFinding[], positions: LineIndex): LocatedFinding[] {
  return mergeFindings(findings).map(({ rule, start, end, trail }) => ({
    ruleId: rule.id,
    ...positions.range(start, end),
    hint: hintFor(rule),
    start,
    end,
    pointer: trail === null ? null : pointerTo(pathOf(trail)),
    envName: rule.env,
  }));
}
