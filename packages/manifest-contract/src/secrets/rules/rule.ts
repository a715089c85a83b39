import { type RuleInfo, SPECIFICITY } from '../finding.js';
import { isPlaceholder, isTemplateToken, looksGenerated, randomness } from '../randomness.js';
import type { TextRuns } from '../text-runs.js';

/** A stretch of a text; the end is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One shape of a secret, found by a literal that it cannot be without. */
export interface Shape {
  /** The literals; the text is searched for all of all rules in one pass. */
  readonly triggers: readonly string[];
  /**
   * Reads the secret around the trigger at `at`, which is `trigger.length` long. `strict` is off for texts that are not
   * manifests, where samples and test data pass. Looks no further than a bounded window before it is sure.
   */
  match(runs: TextRuns, at: number, trigger: string, strict: boolean): Stretch | null;
}

/** A vendor's token or another structure that is a secret wherever it stands. */
export interface ShapeRule extends RuleInfo {
  /** What it is, for the docs. */
  readonly what: string;
  /** Where the shape is documented or was seen. */
  readonly source: string;
  readonly specificity: number;
  readonly shapes: readonly Shape[];
}

/** A rule for the tokens of one vendor. */
export function vendor(
  id: string,
  what: string,
  env: string,
  source: string,
  shapes: ShapeRule['shapes'],
  profile?: string,
): ShapeRule {
  return {
    id,
    what,
    env,
    source,
    specificity: SPECIFICITY.vendor,
    shapes,
    ...(profile === undefined ? {} : { profile }),
  };
}

/** A rule for a structure that is a secret whoever issued it. */
export function structure(
  id: string,
  what: string,
  env: string,
  source: string,
  shapes: ShapeRule['shapes'],
): ShapeRule {
  return { id, what, env, source, specificity: SPECIFICITY.structure, shapes };
}

/** Character classes of token bodies. */
export const CLASSES = {
  /** Letters and digits. */
  alnum: 'A-Za-z0-9',
  /** Letters, digits, `_` and `-`. */
  word: '-A-Za-z0-9_',
  /** Lower-case hex digits; capitals too, as copying sometimes folds case. */
  hex: '0-9a-fA-F',
  /** Base64 with either alphabet. */
  base64: '-A-Za-z0-9+/_',
} as const;

interface TokenOptions {
  /** Glued to a letter or digit on its left it needs a body that looks generated. Set for short prefixes. */
  readonly apart?: boolean;
  /** The body must look generated, for prefixes that ordinary words share. */
  readonly random?: boolean;
  /** Nothing may be glued to its left: its letters are common in base64. */
  readonly alone?: boolean;
  /** The body must have both small letters and capitals. */
  readonly mixed?: boolean;
}

/**
 * A token of a fixed prefix and a body of at least `minimum` characters of a class. Vendors lengthen tokens: there is no
 * maximum, the finding runs to the end of the class.
 */
export function token(
  triggers: readonly string[],
  characters: string,
  minimum: number,
  options: TokenOptions = {},
): Shape {
  return pattern(triggers, `[${characters}]{${minimum}}`, characters, options);
}

/** Like {@link token}, for a body of several parts; `body` must be bounded, so that every attempt is. */
export function pattern(
  triggers: readonly string[],
  body: string,
  tail: string = CLASSES.word,
  options: TokenOptions = {},
): Shape {
  const bodyPattern = new RegExp(body, 'y');
  const tailPattern = new RegExp(`[${tail}]*`, 'y');
  // Enough of the body to judge it by, and no more: a prefix may be repeated all along a line.
  const aheadPattern = new RegExp(`[${tail}]{0,44}`, 'y');
  const inBase64 = (trigger: string) => /^[A-Za-z0-9/]+$/.test(trigger);
  return {
    triggers,
    match(runs, at, trigger, strict) {
      const { text } = runs;
      const from = at + trigger.length;
      bodyPattern.lastIndex = from;
      if (!bodyPattern.test(text)) return null;
      const bodyEnd = bodyPattern.lastIndex;
      const seen = text.slice(from, bodyEnd);
      if (strict ? isTemplateToken(seen) : isPlaceholder(seen)) return null;
      const glued = /[A-Za-z0-9]/.test(text.charAt(at - 1));
      if (options.random && !isRandomBody(text.slice(from, runEnd(text, bodyEnd, aheadPattern)))) return null;
      if (glued && options.alone) return null;
      if (options.mixed && !(/[a-z]/.test(seen) && /[A-Z]/.test(seen))) return null;
      // Letters that happen to follow each other in a certificate, an image or a digest.
      if (glued && inBase64(trigger) && BASE64_BEFORE.test(text.slice(Math.max(0, at - 20), at))) return null;
      if (options.apart && glued && !looksGenerated(seen, 16)) return null;
      return { start: at, end: runEnd(text, bodyEnd, tailPattern) };
    },
  };
}

/**
 * A token known by letters in its midst. `whole` begins where the run of `characters` before the trigger does, at most
 * `reach` of them, and must be bounded.
 */
export function around(triggers: readonly string[], characters: string, reach: number, whole: string): Shape {
  const wholePattern = new RegExp(whole, 'y');
  const unit = new RegExp(`[${characters}]`);
  return {
    triggers,
    match({ text }, at) {
      let start = at;
      while (at - start < reach && unit.test(text.charAt(start - 1))) start -= 1;
      if (start === at) return null;
      wholePattern.lastIndex = start;
      return wholePattern.test(text) && wholePattern.lastIndex > at
        ? { start, end: wholePattern.lastIndex }
        : null;
    },
  };
}

function runEnd(text: string, from: number, pattern: RegExp): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return Math.max(from, pattern.lastIndex);
}

const BASE64_BEFORE = /[A-Za-z0-9+/]{20}/;

/** Mixed case or digits, and no words: enough to tell `sk-` and a key from `sk-` and a name. */
function isRandomBody(body: string): boolean {
  const digits = body.replace(/[^0-9]/g, '').length;
  return digits >= body.length / 4 || (/[0-9A-Z]/.test(body) && randomness(body) >= 0.35);
}
