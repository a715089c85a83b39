/**
 * Terminology
 *
 * - **shape**: what a vendor's token looks like wherever it stands (`ghp_…`); a **position** is a place where nothing
 *   but a reference may stand, whatever it looks like (the value of `apiKey`).
 * - **view**: a text as it reads once something is undone: an escape, base64, a look-alike letter.
 * - **finding**: one raw secret with its rule and place. It never holds the secret.
 */

/** What of a rule a finding carries along: enough to tell, to hint and to redact. */
export interface RuleInfo {
  /** Stable name of the rule, kebab-case: `openai-key`, `credential-value`. */
  readonly id: string;
  /** Environment variable that a reference to this secret would use: `OPENAI_API_KEY`. */
  readonly env: string;
  /** Profile reference that would name it, if there is a usual one: `profile://openai#api_key`. */
  readonly profile?: string;
}

/** How sure the rule is about what it found; of two findings over one stretch the more specific one stays. */
export const SPECIFICITY = { vendor: 3, structure: 2, assignment: 1, position: 0 } as const;

/** A finding in some text, at offsets of it; the end is exclusive. */
export interface TextFinding {
  readonly rule: RuleInfo;
  readonly specificity: number;
  readonly start: number;
  readonly end: number;
}

/** A secret in a YAML text, as callers see it. Lines and columns count from 1; the end is exclusive. */
export interface SecretFinding {
  readonly ruleId: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The reference to write instead. */
  readonly hint: string;
}

/** A finding that also knows its offsets and, where a parsed node holds it, the node's JSON Pointer. */
export interface LocatedFinding extends SecretFinding {
  readonly start: number;
  readonly end: number;
  readonly pointer: string | null;
  /** Name of the environment variable that the hint proposes. */
  readonly envName: string;
}

/** A finding as callers see it. */
export function toSecretFinding(found: LocatedFinding): SecretFinding {
  const { ruleId, line, column, endLine, endColumn, hint } = found;
  return { ruleId, line, column, endLine, endColumn, hint };
}

/** A finding in a single string. */
export interface StringFinding {
  readonly ruleId: string;
  readonly start: number;
  readonly end: number;
  readonly hint: string;
}

/** A finding in a JSON value. */
export interface ValueFinding {
  readonly ruleId: string;
  /** JSON Pointer to the value, or to the entry whose key is the secret; a key that may be a secret is spelled `?`. */
  readonly pointer: string;
  readonly hint: string;
}

/** What to write instead of the secret. */
export function hintFor(rule: RuleInfo): string {
  const profile = rule.profile === undefined ? '' : ` or ${rule.profile}`;
  return `Write \${${rule.env}}${profile} and keep the secret itself out of the text.`;
}

/**
 * Orders findings by place and keeps one per stretch: of two that overlap the more specific one, of equals the
 * shorter, which tells the place better.
 */
export function mergeFindings<F extends { start: number; end: number; specificity: number }>(
  findings: F[],
): F[] {
  const best = [...findings].sort(
    (a, b) => b.specificity - a.specificity || a.end - a.start - (b.end - b.start) || a.start - b.start,
  );
  // Kept stretches never overlap, so that the neighbour on either side is all there is to compare with.
  const kept: F[] = [];
  for (const finding of best) {
    const at = lowerBound(kept, finding.start);
    const before = kept[at - 1];
    const after = kept[at];
    if (before !== undefined && before.end > finding.start) continue;
    if (after !== undefined && after.start < finding.end) continue;
    kept.splice(at, 0, finding);
  }
  return kept;
}

function lowerBound(sorted: readonly { start: number }[], start: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
