import { decodedStretches, unescapedStretches } from './encodings.js';
import { mergeFindings, type TextFinding } from './finding.js';
import { type NamesIn, scanNames } from './scan-names.js';
import { scanShapes } from './scan-shapes.js';
import { foldedStretches } from './unicode.js';

/** How a text is scanned. */
export interface TextScan {
  /** Off for a text that is no manifest: samples and test data pass there. */
  readonly strict: boolean;
  /** How names in it are read, or null where something else reads them: a parsed document's own keys. */
  readonly names: NamesIn | null;
}

const MAX_DEPTH = 3;
/** No token is as short as this, and there is no room for a name and its value: most keys and many values. */
const SHORT_WORD = /^[\w.-]{1,15}$/;

/**
 * Finds the secrets in a text: shapes, names that point at a literal, and both again in what comes out when look-alike
 * letters are folded and escapes, base64 and hex are undone, three deep. In order of place, one finding per stretch.
 */
export function scanText(text: string, scan: TextScan): TextFinding[] {
  return SHORT_WORD.test(text) ? [] : mergeFindings(scanLayer(text, scan, 0));
}

function scanLayer(text: string, scan: TextScan, depth: number): TextFinding[] {
  const findings = scanShapes(text, scan.strict);
  if (scan.names !== null) findings.push(...scanNames(text, scan.names));
  for (const stretch of foldedStretches(text)) {
    for (const finding of scanLayer(stretch.text, scan, depth)) {
      const start = stretch.from[finding.start] ?? stretch.start;
      const end = stretch.from[finding.end] ?? stretch.end;
      findings.push({ ...finding, start, end });
    }
  }
  if (depth >= MAX_DEPTH) return findings;
  // What is encoded was not written as YAML: inside it, names are always read.
  const inner: TextScan = { strict: scan.strict, names: scan.strict ? 'value' : 'loose' };
  for (const stretch of undoneStretches(text)) {
    for (const finding of scanLayer(stretch.text, inner, depth + 1)) {
      findings.push({ ...finding, start: stretch.start, end: stretch.end });
    }
  }
  return findings;
}

function* undoneStretches(text: string) {
  yield* unescapedStretches(text);
  yield* decodedStretches(text);
}
